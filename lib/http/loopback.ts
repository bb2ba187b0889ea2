import type { IncomingHttpHeaders } from "node:http";
import { keptAnswers } from "../kept-answers.ts";

/** Who may open the pages that show the installation: this machine, everyone, or nobody. */
export const DEVELOPER_PAGES = ["loopback", "everyone", "off"] as const;
export type DeveloperPages = (typeof DEVELOPER_PAGES)[number];

/** What a proxy adds to a request that it passes on. The names of the widespread ones, and every `x-forwarded-…`. */
const FORWARDED =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-(for|host|url)|x-envoy-.*|cf-connecting-ip|cf-ray|true-client-ip|fastly-client-ip|fly-client-ip)$/;
/** Our own header, which no caller sent. */
export const LOOPBACK_MARK = "x-tillswitch-loopback";

declare global {
  /** Different in each process, so that no caller can send it. Next gives every route its own copy of this module. */
  var tillswitchLoopbackMark: string | undefined;
}

/** Of peers, hosts and names of headers; who makes some up only has the others looked at again. */
const MAX_KEPT = 1000;

/** Whether a host name or an IP address, in brackets or not, always means the machine itself. */
export const isLoopbackHost = keptAnswers(MAX_KEPT, (host) => {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  return (
    /^(.+\.)?localhost\.?$/.test(name) || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) || name === "::1"
  );
});

/** Whether a Host header names this machine. */
const isLoopbackName = keptAnswers(MAX_KEPT, (host) => isLoopbackHost(URL.parse(`http://${host}`)?.hostname ?? ""));

const isForwarding = keptAnswers(MAX_KEPT, (name) => FORWARDED.test(name));

type Peer = {
  readonly headers: IncomingHttpHeaders;
  readonly httpVersion: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * Whether a request was made on this machine: by the peer's address, under a name of this machine (a page elsewhere may
 * have its own name resolve to 127.0.0.1), and not passed on by a proxy here. HTTP/1.0 counts as a proxy: no browser
 * speaks it, and nginx does by default, with neither the buyer's host nor address in it.
 */
export function isFromLoopback({ headers, httpVersion, socket }: Peer): boolean {
  return (
    isLoopbackHost(socket.remoteAddress ?? "") &&
    isLoopbackName(headers.host ?? "") &&
    httpVersion !== "1.0" &&
    !Object.keys(headers).some(isForwarding)
  );
}

/**
 * Notes on a request that has just arrived whether it was made on this machine, for code that sees its headers only.
 * `newMark` makes the process's mark, which nobody can guess.
 */
export function markLoopback(request: Peer, newMark: () => string): void {
  globalThis.tillswitchLoopbackMark ??= newMark();
  request.headers[LOOPBACK_MARK] = isFromLoopback(request) ? globalThis.tillswitchLoopbackMark : "";
}

/** Whether these are the headers of a request that `markLoopback` saw being made on this machine. */
export function isMarkedLoopback(headers: Pick<Headers, "get">): boolean {
  const mark = globalThis.tillswitchLoopbackMark;
  return mark !== undefined && headers.get(LOOPBACK_MARK) === mark;
}
