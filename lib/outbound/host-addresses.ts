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
type TargetOptions = { readonly base?: URL; readonly isLoopbackAllowed?: boolean };
export type TargetRefusal = "bad_address" | "private_address" | "no_such_host";

/**
 * Reads where a picture or a feed is said to be: http on port 80 or https on port 443, without credentials. The URL parser has
 * already turned every spelling of an IPv4 address (decimal, octal, hexadecimal, short) into the dotted one.
 */
export function readTarget(address: string, { base, isLoopbackAllowed = false }: TargetOptions = {}): Target | null {
  const url = URL.parse(address, base);
  if (url !== null && isLoopbackAllowed && url.protocol === "http:" && LOOPBACK.has(url.hostname))
    return { url, isSecure: false, port: Number(url.port || 80), hostname: "127.0.0.1", isLoopback: true };
  const port = url === null ? undefined : PORTS[url.protocol];
  if (url === null || port === undefined) return null;
  if (url.port !== "" || url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return {
    url,
    isSecure: url.protocol === "https:",
    port,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    isLoopback: false,
  };
}

/**
 * The IP addresses to connect to. They are connected to as they are, so no second look-up can give another answer. One
 * address that is not public refuses the host: nobody who serves files to the world has such a mixture.
 */
export async function addressesOf(
  { hostname, isLoopback }: Target,
  network: Network,
): Promise<{ kind: "addresses"; addresses: readonly string[] } | { kind: "refused"; reason: TargetRefusal }> {
  if (isLoopback) return { kind: "addresses", addresses: [hostname] };
  const addresses = isIP(hostname) === 0 ? await network.resolve(hostname) : [hostname];
  if (addresses.length === 0) return { kind: "refused", reason: "no_such_host" };
  if (!addresses.every(isPublicAddress)) return { kind: "refused", reason: "private_address" };
  return { kind: "addresses", addresses };
}
