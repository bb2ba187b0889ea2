import type { IncomingMessage } from "node:http";
import { compile, default as clientAddress } from "proxy-addr";
import { keptAnswers } from "#lib/kept-answers.ts";

/** Who sent a request and what they wrote into its address bar, as far as a trusted proxy says so. */
export type Sender = {
  /** An IP address; empty when the connection is gone already. */
  readonly address: string;
  /** Null where no proxy said it. */
  readonly proto: "http" | "https" | null;
  readonly host: string | null;
  /** A trusted proxy sent it, and may name it. */
  readonly isThroughProxy: boolean;
  /** `address` is a trusted proxy's, which names nobody behind it: itself alone, `unknown`, or a name that it made up. */
  readonly isProxy: boolean;
};

/** Proxies are few, and whoever makes up addresses only has them read again. */
const MAX_ADDRESSES = 1000;

/** `unknown`, and the names that a proxy makes up, are in no network (https://www.rfc-editor.org/rfc/rfc7239#section-6). */
const isAddress = compile(["0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"]);

/** Headers by which a proxy says for whom it asks. Nothing behind this file sees those of anybody else. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/**
 * Reads who a request is from. `trusted`: addresses, networks (`10.0.0.0/8`) and the names `loopback`, `linklocal` and
 * `uniquelocal`. Of an untrusted peer's forwarding headers nothing is read. Of a trusted one's, `X-Forwarded-*` is read,
 * or `Forwarded` (https://www.rfc-editor.org/rfc/rfc7239) where none was sent.
 */
export function senderReader(trusted: readonly string[]): (incoming: IncomingMessage) => Sender {
  const isOfNetworks = compile([...trusted]);
  const isTrusted = keptAnswers(MAX_ADDRESSES, (address: string) => isOfNetworks(address, 0));
  return (incoming) => {
    const peer = incoming.socket.remoteAddress ?? "";
    if (peer === "" || !isTrusted(peer))
      return { address: peer, proto: null, host: null, isThroughProxy: false, isProxy: false };
    const said = incoming.headers.forwarded;
    const isStandard =
      said !== undefined && !FORWARDING.some((name) => name !== "forwarded" && name in incoming.headers);
    if (isStandard) Object.assign(incoming.headers, asForwardedBy(said));
    const hops = incoming.headers["x-forwarded-for"];
    if (hops !== undefined) incoming.headers["x-forwarded-for"] = withoutPorts(hops);
    const named = hops === undefined ? null : clientAddress(incoming, isTrusted);
    const address = named !== null && isAddress(named, 0) ? named : peer;
    return {
      address,
      isThroughProxy: true,
      isProxy: isTrusted(address),
      proto: protoOf(firstOf(incoming.headers["x-forwarded-proto"])),
      host: firstOf(incoming.headers["x-forwarded-host"]),
    };
  };
}

/** Takes away what was read or must not be, and leaves what the code behind may rely on. */
export function writeSender(incoming: IncomingMessage, sender: Sender, address: { proto: string; host: string }): void {
  for (const name of FORWARDING) delete incoming.headers[name];
  incoming.headers["x-forwarded-for"] = sender.address;
  incoming.headers["x-forwarded-proto"] = address.proto;
  incoming.headers["x-forwarded-host"] = address.host;
}

/** `for=192.0.2.60;proto=https, for="[2001:db8::1]:4711"` in the words of the older headers. */
function asForwardedBy(header: string): Readonly<Record<string, string>> {
  const hops = header.split(",").map((hop) => {
    const pairs = hop.split(";").map((pair) => pair.split("="));
    return Object.fromEntries(pairs.map(([name = "", value = ""]) => [name.trim().toLowerCase(), unquoted(value)]));
  });
  const all = (name: string) => hops.flatMap((hop) => hop[name] ?? []);
  return {
    "x-forwarded-for": all("for").join(", "),
    "x-forwarded-proto": all("proto").join(", "),
    "x-forwarded-host": all("host").join(", "),
  };
}

const unquoted = (value: string) => value.trim().replace(/^"(.*)"$/, "$1");

/** Some proxies write the port here too, another one for each connection of the same sender. */
const withoutPorts = (hops: string | readonly string[]) =>
  [hops]
    .flat()
    .join(",")
    .split(",")
    .map((hop) => withoutPort(hop.trim()))
    .join(", ");

const withoutPort = (node: string) =>
  /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(node)?.[1] ?? node.replace(/^([\d.]+):\d+$/, "$1");

/** Of several proxies' values that of the one that the browser reached. */
function firstOf(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  const first = [header].flat().join(",").split(",")[0]?.trim() ?? "";
  return first === "" ? null : first;
}

const protoOf = (text: string | null) => (text === "http" || text === "https" ? text : null);
