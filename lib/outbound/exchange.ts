import { once, type EventEmitter } from "node:events";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { Target } from "./host-addresses.ts";
import type { Network } from "./network.ts";

export type ExchangeRefusal = "no_connection" | "bad_certificate" | "broken_off" | "too_slow";

const MAX_HEADER_BYTES = 16 * 1024;
const CONNECT_TIMEOUT_MS = 3000;
const MAX_ADDRESSES_TRIED = 3;

/** None of a host's addresses accepted a connection, the one that did could not prove that it is the host, or gave no answer. */
class NoAnswer extends Error {
  readonly reason: "no_connection" | "bad_certificate" | "broken_off";

  constructor(reason: NoAnswer["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** Why an exchange failed. Throws on what is no fault of the network's or the other side's. */
export function refusalOf(error: unknown, signal: AbortSignal): ExchangeRefusal {
  if (!(error instanceof NoAnswer) && !isNetworkError(error)) throw error;
  if (signal.aborted) return "too_slow";
  return error instanceof NoAnswer ? error.reason : "broken_off";
}

/** What sockets, TLS and the HTTP parser throw, and an abort: all of them carry a code. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof Error && ("code" in error || error.name === "AbortError" || error.name === "TimeoutError");

export type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};
/** `signal` ends everything, the reading of the body included. */
export type Line = { readonly network: Network; readonly signal: AbortSignal };

/**
 * One request on a connection of its own, to the first of the addresses that takes one; whoever asks has checked them. The
 * certificate has to be that of the host's name. Throws what refusalOf reads.
 */
export async function exchange(
  { url, isSecure, port, hostname }: Target,
  addresses: readonly string[],
  { method, headers, body }: Sent,
  { network, signal }: Line,
): Promise<IncomingMessage> {
  const plain = await firstConnection(
    addresses,
    (address, patience) => network.connect(address, port, patience),
    signal,
  );
  const socket = isSecure ? await secured(plain, hostname, signal) : plain;
  const sent = request({
    createConnection: () => socket,
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host },
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  });
  handled(sent).end(body);
  try {
    return handled(await inTime(answerOf(sent), signal));
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The final answer. Of one that offers another protocol (101) Node reports nothing but that the connection is closed. */
const answerOf = (sent: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent
      .once("response", resolve)
      .once("error", reject)
      .once("close", () => reject(new NoAnswer("broken_off")));
  });

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
  throw new NoAnswer("no_connection");
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
    if (secure.authorizationError) throw new NoAnswer("bad_certificate");
    throw error;
  }
}

/** TLS names hosts, and no IP addresses (RFC 6066). */
const serverNameOf = (hostname: string): string => (/^[\d.]+$|:/.test(hostname) ? "" : hostname);

/** A look-up cannot be ended, only left alone; unheard, its failure would end the process. */
export async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  work.catch(() => undefined);
  signal.throwIfAborted();
  const left = new AbortController();
  const over = once(signal, "abort", { signal: left.signal }).then(() => signal.throwIfAborted());
  over.catch(() => undefined);
  try {
    const result = await Promise.race([work, over]);
    return result as Result;
  } finally {
    left.abort();
  }
}
