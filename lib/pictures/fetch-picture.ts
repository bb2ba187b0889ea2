import { once, type EventEmitter } from "node:events";
import { request, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { addressesOf, readTarget, type Target, type TargetRefusal } from "./host-addresses.ts";
import type { Network } from "./network.ts";

export type FetchRefusal =
  | TargetRefusal
  | "no_connection"
  | "bad_certificate"
  | "broken_off"
  | "too_many_redirects"
  | "bad_status"
  | "wrong_content_type"
  | "too_many_bytes"
  | "too_slow";
export type Fetched =
  { readonly kind: "bytes"; readonly bytes: Buffer } | { readonly kind: "refused"; readonly reason: FetchRefusal };

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const MAX_HEADER_BYTES = 16 * 1024;
const FETCH_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 3000;
const MAX_ADDRESSES_TRIED = 3;
/** Names us to ourselves, so that an address that leads back here ends (RFC 8586). */
export const CDN_NAME = "tillswitch";
const HEADERS = {
  "user-agent": "Tillswitch/0.1 (product pictures)",
  accept: "image/avif,image/webp,image/png,image/jpeg,image/gif",
  "accept-encoding": "identity",
  "cdn-loop": CDN_NAME,
};
/** Storage services call a file that they know nothing about an octet stream; what it is, its first bytes say. */
const CONTENT_TYPE = /^(image\/(?!svg)[\w.+-]+|(application|binary)\/octet-stream)\s*(;|$)/i;

export type FetchOptions = {
  readonly network: Network;
  /** Ends the fetch early; null: the process goes on until the time is up. */
  readonly signal?: AbortSignal | undefined;
  /** For the whole fetch, redirects included. */
  readonly timeoutMs?: number | undefined;
};

/**
 * Fetches what a feed says is a picture: one GET without cookies, at most three redirects, each checked like the first
 * address, and no byte above the limit. Never throws for what the other side does. What the bytes are is not known yet.
 */
export async function fetchPicture(address: string, options: FetchOptions): Promise<Fetched> {
  const time = AbortSignal.timeout(options.timeoutMs ?? FETCH_TIMEOUT_MS);
  const signal = options.signal === undefined ? time : AbortSignal.any([time, options.signal]);
  let target = readTarget(address);
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      if (target === null) return refused("bad_address");
      const found = await inTime(addressesOf(target, options.network), signal);
      if (found.kind === "refused") return found;
      const response = await get(target, found.addresses, options.network, signal);
      const next = redirectOf(response);
      if (next === null) return await bodyOf(response, signal);
      response.destroy();
      target = readTarget(next, target.url);
    }
    return refused("too_many_redirects");
  } catch (error) {
    if (error instanceof CannotReach) return refused(signal.aborted ? "too_slow" : error.reason);
    if (!isNetworkError(error)) throw error;
    return refused(signal.aborted ? "too_slow" : "broken_off");
  }
}

const refused = (reason: FetchRefusal): Fetched => ({ kind: "refused", reason });

/** None of a host's addresses accepted a connection, or the one that did could not prove that it is the host. */
class CannotReach extends Error {
  readonly reason: "no_connection" | "bad_certificate";

  constructor(reason: CannotReach["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** What sockets, TLS and the HTTP parser throw, and an abort: all of them carry a code. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof Error && ("code" in error || error.name === "AbortError" || error.name === "TimeoutError");

async function get(
  { url, isSecure, port, hostname }: Target,
  addresses: readonly string[],
  network: Network,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const plain = await firstConnection(
    addresses,
    (address, patience) => network.connect(address, port, patience),
    signal,
  );
  const socket = isSecure ? await secured(plain, hostname, signal) : plain;
  const sent = request({
    createConnection: () => socket,
    path: `${url.pathname}${url.search}`,
    headers: { ...HEADERS, host: url.host },
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  });
  handled(sent).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return handled(response);
}

/** What is given up is destroyed, and may still report an error that nobody waits for; unheard, it would end the process. */
function handled<Emitter extends EventEmitter>(emitter: Emitter): Emitter {
  emitter.on("error", () => undefined);
  return emitter;
}

async function firstConnection(
  addresses: readonly string[],
  open: (address: string, patience: AbortSignal) => Socket,
  signal: AbortSignal,
): Promise<Socket> {
  for (const address of addresses.slice(0, MAX_ADDRESSES_TRIED)) {
    signal.throwIfAborted();
    const attempt = new AbortController();
    const patience = AbortSignal.any([signal, attempt.signal]);
    const timer = setTimeout(() => attempt.abort(), CONNECT_TIMEOUT_MS);
    const socket = handled(open(address, patience));
    try {
      await once(socket, "connect");
      return socket;
    } catch (error) {
      socket.destroy();
      if (!isNetworkError(error)) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
  throw new CannotReach("no_connection");
}

async function secured(socket: Socket, hostname: string, signal: AbortSignal): Promise<Socket> {
  const secure = handled(
    connectSecurely({
      socket,
      host: hostname,
      servername: serverNameOf(hostname),
      ALPNProtocols: ["http/1.1"],
    }),
  );
  try {
    await once(secure, "secureConnect", { signal });
    return secure;
  } catch (error) {
    secure.destroy();
    // Set when the handshake itself went well. https://nodejs.org/api/tls.html#tlssocketauthorizationerror
    if (secure.authorizationError) throw new CannotReach("bad_certificate");
    throw error;
  }
}

/** TLS names hosts, and no IP addresses (RFC 6066). */
const serverNameOf = (hostname: string): string => (/^[\d.]+$|:/.test(hostname) ? "" : hostname);

function redirectOf({ statusCode, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0) ? (headers.location ?? null) : null;
}

async function bodyOf(response: IncomingMessage, signal: AbortSignal): Promise<Fetched> {
  const { statusCode, headers } = response;
  const wrong =
    statusCode !== 200
      ? "bad_status"
      : !CONTENT_TYPE.test(headers["content-type"] ?? "") || (headers["content-encoding"] ?? "identity") !== "identity"
        ? "wrong_content_type"
        : Number(headers["content-length"] ?? 0) > MAX_PICTURE_BYTES
          ? "too_many_bytes"
          : null;
  if (wrong !== null) {
    response.destroy();
    return refused(wrong);
  }
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > MAX_PICTURE_BYTES) return refused("too_many_bytes");
    chunks.push(chunk);
  }
  // A body whose length nobody named ends with its connection, also when it is we who end that.
  signal.throwIfAborted();
  return { kind: "bytes", bytes: Buffer.concat(chunks, byteCount) };
}

/** A look-up cannot be ended, only left alone. */
async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const left = new AbortController();
  const over = once(signal, "abort", { signal: left.signal }).then(() => signal.throwIfAborted());
  over.catch(() => undefined);
  try {
    const result = await Promise.race([work, over]);
    return result as Result;
  } finally {
    left.abort();
    work.catch(() => undefined);
  }
}
