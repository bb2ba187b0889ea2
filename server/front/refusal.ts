import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { REFUSALS, TO_THE_SHOP, type RefusalStatus } from "./texts.ts";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Answers a request that is not passed on: a page to a browser, JSON to everybody else. The connection ends with it
 * whenever the request's body was not read, so that nobody's next request is taken for the rest of it.
 */
export function refuse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  status: RefusalStatus,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { type, body } = bodyOf(status, incoming.headers.accept ?? "");
  if (!incoming.complete) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(status, {
    ...headers,
    ...headersOf(type),
    "content-length": Buffer.byteLength(body),
  });
  outgoing.end(body);
}

/** Answers what could not be read as a request at all, and ends the connection. */
export function refuseUnread(socket: Duplex, status: RefusalStatus): void {
  const { type, body } = bodyOf(status, "");
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** The refusal in the words for its status: a page for whoever takes one, else JSON. */
export function refusalResponse(status: RefusalStatus, accept: string): Response {
  const { type, body } = bodyOf(status, accept);
  return new Response(body, { status, headers: headersOf(type) });
}

const headersOf = (type: string) => ({
  "content-type": type,
  "content-security-policy": POLICY,
  "cache-control": "no-store",
});

function bodyOf(status: RefusalStatus, accept: string): { readonly type: string; readonly body: string } {
  const { title, text } = REFUSALS[status];
  if (!accept.includes("text/html"))
    return { type: "application/json", body: JSON.stringify({ error: `${title}: ${text}` }) };
  const page = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="robots" content="noindex"><title>${title}</title><style>`,
    ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}",
    "main{max-width:32rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}a{color:inherit}",
    `</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${TO_THE_SHOP}</a></p></main></body></html>`,
  ];
  return { type: "text/html; charset=utf-8", body: page.join("") };
}
