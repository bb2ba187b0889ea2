import { runtime } from "#lib/runtime/runtime.ts";

export const dynamic = "force-dynamic";

/** The server can take requests: what is in use, and 503 while the database does not answer. */
export async function GET(): Promise<Response> {
  const readiness = await (await runtime()).readiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
