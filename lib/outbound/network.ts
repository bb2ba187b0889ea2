import { Resolver } from "node:dns/promises";
import { connect, type Socket } from "node:net";

/**
 * How what others name is reached on the internet: pictures, feeds and sellers' receivers. It decides nothing: which addresses
 * may be used is decided in host-addresses.ts.
 */
export type Network = {
  /** Every IP address of a host name, IPv4 first; none when there is no such name. */
  resolve(hostname: string): Promise<readonly string[]>;
  /** Opens a TCP connection to an IP address. */
  connect(address: string, port: number, signal: AbortSignal): Socket;
};

const DNS_TIMEOUT_MS = 2000;

/**
 * The real one. It asks the name servers itself: the system's own look-up would block one of the few threads that also
 * read files, and it knows names of this machine and of its network, which no picture and no feed is at.
 */
export const INTERNET: Network = {
  async resolve(hostname) {
    const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
    const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  },
  connect: (address, port, signal) => connect({ host: address, port, signal }),
};
