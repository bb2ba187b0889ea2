import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { localeOfRequest } from "#lib/http/reader-locale.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { bodyOf, headersOf } from "./refusal-page.ts";
import type { RefusalStatus } from "./texts.ts";

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
