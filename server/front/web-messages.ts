import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Node's request as web standards have it, with the address that the buyer's side wrote: `origin` and the path. */
export function webRequest(incoming: IncomingMessage, origin: string): Request {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`${origin}${incoming.url ?? "/"}`, {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(bodyOf(incoming)) as ReadableStream, duplex: "half" } : {}),
  });
}

/** The body on its way to a reader who may stop before its end, which does not end the connection under the answer. */
function bodyOf(incoming: IncomingMessage): Readable {
  const body = incoming.pipe(new PassThrough());
  incoming.once("close", () => {
    if (!incoming.complete) body.destroy(new Error("the connection closed before the whole request had come"));
  });
  return body;
}

/** Writes an answer of web standards' types. Headers that were set before stay unless the answer has them too. */
export async function writeResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  // Whoever hangs up in the middle of an answer ends the pipeline; there is nobody left to tell.
  await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => outgoing.destroy());
}
