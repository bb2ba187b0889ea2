import { describe, expect, it } from "vitest";
import { isFromLoopback, isMarkedLoopback, markLoopback } from "#lib/http/loopback.ts";

type Parts = { readonly peer?: string; readonly host?: string; readonly version?: string };
const aRequest = (headers: Readonly<Record<string, string>> = {}, { peer, host, version }: Parts = {}) => ({
  headers: { host: host ?? "localhost:3000", ...headers },
  httpVersion: version ?? "1.1",
  socket: { remoteAddress: peer ?? "127.0.0.1" },
});

describe("a request made on this machine", () => {
  it.each([
    ["127.0.0.1", "localhost:3000"],
    ["::1", "[::1]:3000"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["127.0.0.1", "shop.localhost:3000"],
  ])("comes from %s under the name %s", (peer, host) => {
    expect(isFromLoopback(aRequest({}, { peer, host }))).toBe(true);
  });

  it.each([
    ["another machine", aRequest({}, { peer: "203.0.113.9" })],
    ["another machine that says it is this one", aRequest({}, { peer: "10.0.0.2", host: "127.0.0.1" })],
    ["a page elsewhere whose name leads here", aRequest({}, { host: "evil.example:3000" })],
    ["a page elsewhere whose name begins like ours", aRequest({}, { host: "127.0.0.1.evil.example" })],
    ["nobody's name", aRequest({}, { host: "" })],
    ["a proxy that speaks HTTP/1.0", aRequest({}, { version: "1.0" })],
    ["a connection that is gone", { ...aRequest(), socket: {} }],
  ])("does not come from %s", (_, request) => {
    expect(isFromLoopback(request)).toBe(false);
  });

  it.each([
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "x-envoy-external-address",
    "cf-connecting-ip",
    "true-client-ip",
  ])("has no header %s, which a proxy on this machine adds", (name) => {
    expect(isFromLoopback(aRequest({ [name]: "127.0.0.1" }))).toBe(false);
  });
});

describe("the mark of such a request", () => {
  const marked = (request: ReturnType<typeof aRequest>) => {
    markLoopback(request, () => "lo_1");
    return new Headers(request.headers);
  };

  it("is known again by its headers, and others have none", () => {
    expect(isMarkedLoopback(marked(aRequest()))).toBe(true);
    expect(isMarkedLoopback(marked(aRequest({}, { peer: "203.0.113.9" })))).toBe(false);
    expect(isMarkedLoopback(new Headers())).toBe(false);
  });

  it("cannot be sent by a caller", () => {
    const header = "x-tillswitch-loopback";
    for (const value of ["1", "true", "undefined", ""])
      expect(isMarkedLoopback(marked(aRequest({ [header]: value }, { peer: "203.0.113.9" })))).toBe(false);
    expect(isMarkedLoopback(new Headers({ [header]: "1" }))).toBe(false);
  });
});
