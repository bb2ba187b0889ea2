import { isIP } from "node:net";
import type { Network } from "./network.ts";
import { isPublicAddress } from "./public-address.ts";

const PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

export type Target = {
  readonly url: URL;
  readonly isSecure: boolean;
  readonly port: number;
  /** A name, or an IP address without brackets. */
  readonly hostname: string;
};
export type TargetRefusal = "bad_address" | "private_address" | "no_such_host";

/**
 * Reads where a picture is said to be: http on port 80 or https on port 443, without credentials. The URL parser has
 * already turned every spelling of an IPv4 address (decimal, octal, hexadecimal, short) into the dotted one.
 */
export function readTarget(address: string, base?: URL): Target | null {
  const url = URL.parse(address, base);
  const port = url === null ? undefined : PORTS[url.protocol];
  if (url === null || port === undefined) return null;
  if (url.port !== "" || url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return { url, isSecure: url.protocol === "https:", port, hostname: url.hostname.replace(/^\[|\]$/g, "") };
}

/**
 * The IP addresses to connect to. They are connected to as they are, so no second look-up can give another answer. One
 * address that is not public refuses the host: nobody who serves pictures to the world has such a mixture.
 */
export async function addressesOf(
  { hostname }: Target,
  network: Network,
): Promise<{ kind: "addresses"; addresses: readonly string[] } | { kind: "refused"; reason: TargetRefusal }> {
  const addresses = isIP(hostname) === 0 ? await network.resolve(hostname) : [hostname];
  if (addresses.length === 0) return { kind: "refused", reason: "no_such_host" };
  if (!addresses.every(isPublicAddress)) return { kind: "refused", reason: "private_address" };
  return { kind: "addresses", addresses };
}
