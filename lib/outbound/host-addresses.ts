import { isIP } from "node:net";
import type { Network } from "./network.ts";
import { isPublicAddress } from "./public-address.ts";

const PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

export type Target = {
  readonly url: URL;
  readonly isSecure: boolean;
  readonly port: number;
  /** A name, or an IP address without brackets. */
  readonly hostname: string;
  /** http on this machine, where that is allowed. */
  readonly isLoopback: boolean;
};
type TargetOptions = {
  readonly base?: URL;
  readonly isLoopbackAllowed?: boolean;
  readonly isEveryPortAllowed?: boolean;
};
type Resolved =
  | { readonly kind: "addresses"; readonly addresses: readonly string[] }
  | { readonly kind: "refused"; readonly reason: TargetRefusal };
export type TargetRefusal = "bad_address" | "private_address" | "no_such_host";

/**
 * Reads where a picture, a feed or a receiver is said to be: http on port 80 or https on port 443, without credentials. The URL
 * parser has already turned every spelling of an IPv4 address (decimal, octal, hexadecimal, short) into the dotted one.
 */
export function readTarget(
  address: string,
  { base, isLoopbackAllowed = false, isEveryPortAllowed = false }: TargetOptions = {},
): Target | null {
  const url = URL.parse(address, base);
  if (url !== null && isLoopbackAllowed && url.protocol === "http:" && LOOPBACK.has(url.hostname))
    return { url, isSecure: false, port: Number(url.port || 80), hostname: "127.0.0.1", isLoopback: true };
  const port = url === null ? undefined : PORTS[url.protocol];
  if (url === null || port === undefined) return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  if (url.port !== "" && !isEveryPortAllowed) return null;
  return {
    url,
    isSecure: url.protocol === "https:",
    port: url.port === "" ? port : Number(url.port),
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    isLoopback: false,
  };
}

/**
 * The IP addresses to connect to. They are connected to as they are, so no second look-up can give another answer. One
 * address that is not public refuses the host: nobody who serves files to the world has such a mixture.
 */
export async function addressesOf(target: Target, network: Network): Promise<Resolved> {
  const found = await resolved(target, network);
  if (target.isLoopback || found.kind === "refused" || found.addresses.every(isPublicAddress)) return found;
  return { kind: "refused", reason: "private_address" };
}

/** The same, of a host that whoever runs the shop has named: whatever they are. */
export async function resolved({ hostname }: Target, network: Network): Promise<Resolved> {
  const addresses = isIP(hostname) === 0 ? await network.resolve(hostname) : [hostname];
  return addresses.length === 0 ? { kind: "refused", reason: "no_such_host" } : { kind: "addresses", addresses };
}
