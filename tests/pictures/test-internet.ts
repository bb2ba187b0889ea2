import { connect, type Socket } from "node:net";
import type { Network } from "#lib/outbound/network.ts";

/** An address on the internet that the test's own server is at. */
export const PUBLIC_IP = "93.184.215.14";
const SILENT_IP = "93.184.215.15";
/** Names and what they resolve to: one list for each look-up, the last one for ever. */
const NAMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "cdn.test": [[PUBLIC_IP]],
  "silent.test": [[SILENT_IP]],
  "unreachable.test": [["93.184.215.99"]],
  localhost: [["127.0.0.1", "::1"]],
  "private.test": [["10.0.0.1"]],
  "mixed.test": [[PUBLIC_IP, "192.168.0.1"]],
  "unique-local.test": [["fd00::1"]],
  "mapped.test": [["::ffff:127.0.0.1"]],
  "nat64.test": [["64:ff9b::7f00:1"]],
  "link-local.test": [["fe80::1"]],
  "metadata.google.internal": [["169.254.169.254"]],
  "rebinding.test": [[PUBLIC_IP], ["127.0.0.1"]],
};

export type TestInternet = Network & {
  /** Every IP address and port that was connected to. */
  readonly connections: readonly string[];
};

export type Servers = { readonly port: number; readonly silentPort: number };

/** An internet of two servers on this machine, each at an address of its own, whatever the port. Nothing else is reached. */
export function testInternet({ port: serverPort, silentPort }: Servers): TestInternet {
  const connections: string[] = [];
  const lookUps = new Map<string, number>();
  return {
    connections,
    async resolve(hostname) {
      const answers = NAMES[hostname] ?? [[]];
      const asked = lookUps.get(hostname) ?? 0;
      lookUps.set(hostname, asked + 1);
      return answers[Math.min(asked, answers.length - 1)] ?? [];
    },
    connect(address, port, signal): Socket {
      connections.push(`${address}:${port}`);
      // Port 9 of this machine takes no connections; a refused address that were connected to is on the list.
      const local = address === PUBLIC_IP ? serverPort : address === SILENT_IP ? silentPort : 9;
      return connect({ host: "127.0.0.1", port: local, signal });
    },
  };
}
