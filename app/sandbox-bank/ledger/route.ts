import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

/** The sandbox bank's own books: what money would have moved. 404 when another payment service is in use. */
export async function GET(): Promise<Response> {
  const { bank } = await runtime();
  return bank === null
    ? new Response(null, { status: 404 })
    : Response.json(bank.ledger(), { headers: { "cache-control": "no-store" } });
}
