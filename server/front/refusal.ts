import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { localeOfRequest } from "#lib/http/reader-locale.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { refusalTexts } from "./refusals/refusal-texts.ts";
import { REFUSALS, type RefusalStatus } from "./texts.ts";

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
  const { type, body } = bodyOf(
    status,
    incoming.headers.accept ?? "",
    localeOfRequest((name) => incoming.headers[name]),
  );
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
  const { type, body } = bodyOf(status, "", DEFAULT_LOCALE);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** The refusal in the words for its status: a page in the reader's language for whoever takes one, else JSON. */
export function refusalResponse(status: RefusalStatus, headers: Pick<Headers, "get">): Response {
  const { type, body } = bodyOf(
    status,
    headers.get("accept") ?? "",
    localeOfRequest((name) => headers.get(name)),
  );
  return new Response(body, { status, headers: headersOf(type) });
}

const headersOf = (type: string) => ({
  "content-type": type,
  "content-security-policy": POLICY,
  "cache-control": "no-store",
});

function bodyOf(
  status: RefusalStatus,
  accept: string,
  readerLocale: string,
): { readonly type: string; readonly body: string } {
  if (!accept.includes("text/html")) {
    const { title, text } = REFUSALS[status];
    return { type: "application/json", body: JSON.stringify({ error: `${title}: ${text}` }) };
  }
  const { toTheShop, locale, ...texts } = refusalTexts(readerLocale);
  const { title, text } = texts[status];
  const page = [
    `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><head>`,
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="robots" content="noindex"><title>${title}</title><style>`,
    ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}",
    "main{max-width:32rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}a{color:inherit}",
    `</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${toTheShop}</a></p></main></body></html>`,
  ];
  return { type: "text/html; charset=utf-8", body: page.join("") };
}
