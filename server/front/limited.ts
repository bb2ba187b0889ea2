import type { IncomingMessage, ServerResponse } from "node:http";
import { waitSeconds } from "#lib/http/limits/call-limits.ts";
import { refuse } from "./refusal.ts";
import type { Surface } from "./surface.ts";
import { TOO_MANY } from "./texts.ts";

/** JSON-RPC's range for a server's own errors. */
const SERVER_ERROR = -32_000;

/** Answers a request above a limit in the form that its surface has for errors: a page to a browser. */
export function refuseLimited(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { surface, waitMs }: { readonly surface: Surface; readonly waitMs: number },
): void {
  const seconds = waitSeconds(waitMs);
  const headers = { "retry-after": String(seconds) };
  const body = bodyFor(surface, TOO_MANY(seconds));
  if (body === null) return refuse(incoming, outgoing, 429, headers);
  if (!incoming.complete) outgoing.shouldKeepAlive = false;
  const text = JSON.stringify(body);
  outgoing.writeHead(429, {
    ...headers,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  outgoing.end(text);
}

function bodyFor(surface: Surface, message: string): object | null {
  switch (surface) {
    case "mcp":
      return { jsonrpc: "2.0", error: { code: SERVER_ERROR, message }, id: null };
    case "acp":
      return { type: "service_unavailable", code: "rate_limited", message };
    default:
      return null;
  }
}
