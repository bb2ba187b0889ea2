import { exchange, inTime, refusalOf, type ExchangeRefusal } from "./exchange.ts";
import { addressesOf, readTarget, resolved, type Target, type TargetRefusal } from "./host-addresses.ts";
import type { Network } from "./network.ts";

export type PostRefusal = TargetRefusal | ExchangeRefusal;
/** `status` as the other side answered it, also 3xx: nothing is followed. */
export type PostOutcome =
  { readonly kind: "answered"; readonly status: number } | { readonly kind: "refused"; readonly reason: PostRefusal };

/** Which addresses may be posted to beside https on port 443 of hosts on the internet. */
export type PostRules = {
  readonly network: Network;
  /** `host:port` of what is ours to name: http too, and whatever its IP address is. Names and IPv4 addresses. */
  readonly allowed: ReadonlySet<string>;
  /** Lets http on any port of this machine be posted to: where the shop itself is there, for development. */
  readonly isLoopbackAllowed: boolean;
};

/**
 * One POST without cookies and redirects, to an address that somebody else chose. Its host is looked up once, each IP address
 * that was found is checked, and those are what is connected to, so that a name cannot lead elsewhere a moment later. Of the
 * answer the status is read, and nothing else. Never throws for what the other side does.
 */
export async function guardedPost(
  address: string,
  sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  { network, signal, ...rules }: PostRules & { readonly signal: AbortSignal },
): Promise<PostOutcome> {
  const target = readPostTarget(address, rules);
  if (target === null) return { kind: "refused", reason: "bad_address" };
  try {
    const look = isAllowed(target, rules.allowed) ? resolved(target, network) : addressesOf(target, network);
    const found = await inTime(look, signal);
    if (found.kind === "refused") return found;
    const response = await exchange(target, found.addresses, { method: "POST", ...sent }, { network, signal });
    response.destroy();
    return { kind: "answered", status: response.statusCode ?? 0 };
  } catch (error) {
    return { kind: "refused", reason: refusalOf(error, signal) };
  }
}

/** Whether an address has a form that may be posted to; what its host resolves to is looked at when it is. */
export const isPostAddress = (address: string, rules: Omit<PostRules, "network">): boolean =>
  readPostTarget(address, rules) !== null;

function readPostTarget(address: string, { allowed, isLoopbackAllowed }: Omit<PostRules, "network">): Target | null {
  const listed = readTarget(address, { isEveryPortAllowed: true });
  if (listed !== null && isAllowed(listed, allowed)) return listed;
  const target = readTarget(address, { isLoopbackAllowed });
  return target !== null && (target.isSecure || target.isLoopback) ? target : null;
}

const isAllowed = ({ hostname, port }: Target, allowed: ReadonlySet<string>): boolean =>
  allowed.has(`${hostname}:${port}`);
