import { once, type EventEmitter } from "node:events";
import { request, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { addressesOf, readTarget, type Target, type TargetRefusal } from "./host-addresses.ts";
import type { Network } from "./network.ts";

export type GetRefusal =
  TargetRefusal | "no_connection" | "bad_certificate" | "broken_off" | "too_many_redirects" | "too_slow";

const MAX_REDIRECTS = 3;
const MAX_HEADER_BYTES = 16 * 1024;
const CONNECT_TIMEOUT_MS = 3000;
const MAX_ADDRESSES_TRIED = 3;
/** Names us to ourselves, so that an address that leads back here ends (RFC 8586). */
export const CDN_NAME = "tillswitch";

type Headers = Readonly<Record<string, string>>;
export type GetOptions = {
  readonly network: Network;
  readonly headers: Headers;
  /** Sent to the first address's origin only, wherever it redirects to. */
  readonly secretHeaders?: Headers;
  /** Lets the address and what it redirects to be http on any port of this machine, when the address itself is. */
  readonly isLoopbackAllowed?: boolean;
  /** Ends everything, the reading of the body included. */
  readonly signal: AbortSignal;
};

/**
 * One GET without cookies, at most three redirects, each checked like the first address: to hosts on the internet only,
 * which are connected to by the address that was checked. `read` gets the response and reads or destroys its body.
 * Never throws for what the other side does.
 */
export async function guardedGet<Result>(
  address: string,
  options: GetOptions,
  read: (response: IncomingMessage) => Promise<Result>,
): Promise<Result | { readonly kind: "refused"; readonly reason: GetRefusal }> {
  const { network, signal } = options;
  const first = readTarget(address, { isLoopbackAllowed: options.isLoopbackAllowed === true });
  const refused = (reason: GetRefusal) => ({ kind: "refused", reason }) as const;
  let target = first;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      if (target === null) return refused("bad_address");
      const found = await inTime(addressesOf(target, network), signal);
      if (found.kind === "refused") return found;
      const secret = target.url.origin === first?.url.origin ? options.secretHeaders : {};
      const response = await get(target, found.addresses, { ...options.headers, ...secret }, network, signal);
      const next = redirectOf(response);
      if (next === null) return await read(response);
      response.destroy();
      target = readTarget(next, { base: target.url, isLoopbackAllowed: first?.isLoopback === true });
    }
    return refused("too_many_redirects");
  } catch (error) {
    if (error instanceof CannotReach) return refused(signal.aborted ? "too_slow" : error.reason);
    if (!isNetworkError(error)) throw error;
    return refused(signal.aborted ? "too_slow" : "broken_off");
  }
}

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
  headers: Headers,
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
    headers: { ...headers, host: url.host },
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
