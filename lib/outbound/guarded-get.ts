import type { IncomingMessage } from "node:http";
import { exchange, inTime, refusalOf, type ExchangeRefusal } from "./exchange.ts";
import { addressesOf, readTarget, type TargetRefusal } from "./host-addresses.ts";
import type { Network } from "./network.ts";

export type GetRefusal = TargetRefusal | ExchangeRefusal | "too_many_redirects";

const MAX_REDIRECTS = 3;
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
      const sent = { method: "GET", headers: { ...options.headers, ...secret } };
      const response = await exchange(target, found.addresses, sent, { network, signal });
      const next = redirectOf(response);
      if (next === null) return await read(response);
      response.destroy();
      target = readTarget(next, { base: target.url, isLoopbackAllowed: first?.isLoopback === true });
    }
    return refused("too_many_redirects");
  } catch (error) {
    return refused(refusalOf(error, signal));
  }
}

function redirectOf({ statusCode, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0) ? (headers.location ?? null) : null;
}
