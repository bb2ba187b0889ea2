import { isMarkedLoopback } from "#lib/http/loopback.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "../../request/developer-pages.ts";

export const dynamic = "force-dynamic";

/**
 * The sandbox bank's own books: what money would have moved. They name every session, so they are for whom
 * DEVELOPER_PAGES lets in, or who has CONSOLE_KEY. 404 for others, and when another payment service is in use.
 */
export async function GET(request: Request): Promise<Response> {
  const opened = await runtime();
  const { bank, consoleSignIn } = opened;
  const trial =
    consoleSignIn !== null && request.headers.has("authorization")
      ? // The console's cookies are for its own path, so no browser is known here.
        await consoleSignIn.tryBearer(request, { browserMark: null, isLocal: isMarkedLoopback(request.headers) })
      : null;
  const isOpen = trial?.kind === "right" || (await showsDeveloperPages(opened, () => request.headers));
  if (!isOpen && request.headers.has("authorization")) opened.keyRefusals.refused("ledger");
  return bank === null || !isOpen
    ? new Response(null, { status: 404 })
    : Response.json(bank.ledger(), { headers: { "cache-control": "no-store" } });
}
