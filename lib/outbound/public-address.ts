import { BlockList, isIP } from "node:net";

/**
 * Everything that is not globally reachable, or that carries another address inside (NAT64, 6to4, Teredo), with
 * multicast and what is reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const NOT_PUBLIC = {
  ipv4: [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
  ],
  ipv6: ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"],
} as const;
/** The only part of IPv6 that is assigned for use on the internet. https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL_UNICAST_IPV6 = "2000::/3";

const notPublic = listOf(NOT_PUBLIC);
const globalUnicast = listOf({ ipv4: [], ipv6: [GLOBAL_UNICAST_IPV6] });

/**
 * Whether an IP address may be connected to: public, and of a host on the internet. Takes what a resolver returns, such as
 * "192.0.2.1" or "2001:db8::1"; whatever is no IP address is not public.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, "ipv4");
    case 6:
      return globalUnicast.check(address, "ipv6") && !notPublic.check(address, "ipv6");
    default:
      return false;
  }
}

function listOf(subnets: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }): BlockList {
  const list = new BlockList();
  for (const family of ["ipv4", "ipv6"] as const)
    for (const subnet of subnets[family]) {
      const [network = "", prefix] = subnet.split("/");
      list.addSubnet(network, Number(prefix), family);
    }
  return list;
}
