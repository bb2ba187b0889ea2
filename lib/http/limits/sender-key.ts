import { isIPv6, SocketAddress } from "node:net";

/**
 * Whom an address stands for: itself, and of IPv6 its network of 64 bits, which one customer of a provider has whole
 * (https://www.rfc-editor.org/rfc/rfc6177). IPv4 in the spelling of IPv6 is IPv4.
 */
export function senderKey(address: string): string {
  if (!isIPv6(address)) return address;
  // Node writes the mapped address with dots, however it was spelled.
  const written = new SocketAddress({ address, family: "ipv6" }).address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(written)?.[1];
  if (mapped !== undefined) return mapped;
  const [start = "", end] = written.split("::");
  const groups = start === "" ? [] : start.split(":");
  const tail = end === undefined || end === "" ? 0 : end.split(":").length;
  // What "::" leaves out is zeros, and of a short beginning the rest of the 64 bits is in there or in the tail.
  while (end !== undefined && groups.length < 8 - tail) groups.push("0");
  if (end !== undefined && end !== "") groups.push(...end.split(":"));
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
