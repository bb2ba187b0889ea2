import type { IncomingMessage } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { browserAddresses } from "#server/front/address.ts";
import { senderReader, writeSender } from "#server/front/proxy-addr.ts";

const SHOP = "https://shop.example.com";
type Headers = Readonly<Record<string, string>>;

/** As much of node's message as is read. */
const messageFrom = (remoteAddress: string, headers: Headers) =>
  ({
    headers: { ...headers },
    socket: { remoteAddress },
    connection: { remoteAddress },
  }) as Partial<IncomingMessage> as IncomingMessage;

/** What code behind the front door sees of a request. */
function arrived(peer: string, headers: Headers, trusted: readonly string[] = ["loopback"]): Headers {
  const message = messageFrom(peer, headers);
  const sender = senderReader(trusted)(message);
  const sent = { host: sender.host ?? headers["host"] ?? "", proto: sender.proto, origin: headers["origin"] ?? null };
  writeSender(message, sender, browserAddresses(SHOP)(sent));
  return message.headers as Headers;
}
const seen = (peer: string, headers: Headers, trusted?: readonly string[]) => {
  const {
    "x-forwarded-for": address,
    "x-forwarded-proto": proto,
    "x-forwarded-host": host,
  } = arrived(peer, headers, trusted);
  return { address, proto, host };
};
const isCounted = (headers: Headers, trusted?: readonly string[]) => {
  const { address, isProxy } = senderReader(trusted ?? ["loopback"])(messageFrom("127.0.0.1", headers));
  return { address, isCounted: !isProxy };
};
const isForeign = (headers: Headers) => isFromForeignOrigin(new Headers({ ...arrived("127.0.0.1", headers) }));

describe("forwarding headers", () => {
  it("of a peer that is not trusted are neither read nor passed on", () => {
    const headers = {
      host: "shop.example.com",
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.example",
      "x-forwarded-port": "1",
      forwarded: "for=1.2.3.4;host=evil.example",
    };
    expect(arrived("203.0.113.7", headers)).toEqual({
      host: "shop.example.com",
      "x-forwarded-for": "203.0.113.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "shop.example.com",
    });
    expect(seen("127.0.0.1", headers, []).address).toBe("127.0.0.1");
  });

  it("of trusted ones name the first address that is not a proxy, however many a caller made up before it", () => {
    const chain = { host: "a", "x-forwarded-for": "6.6.6.6, 198.51.100.9, 10.1.2.3" };
    expect(seen("127.0.0.1", chain).address).toBe("10.1.2.3");
    expect(seen("127.0.0.1", chain, ["loopback", "10.0.0.0/8"]).address).toBe("198.51.100.9");
    expect(seen("::ffff:127.0.0.1", chain).address).toBe("10.1.2.3");
  });

  it("are read in the standard spelling where there is no other", () => {
    const forwarded = 'for="[2001:db8::17]:4711";proto=https;host=shop.example.com, for=10.1.2.3:80';
    const expected = { address: "2001:db8::17", proto: "https", host: "shop.example.com" };
    expect(seen("127.0.0.1", { host: "inside:3000", forwarded }, ["loopback", "10.0.0.0/8"])).toEqual(expected);
    expect(seen("127.0.0.1", { host: "a", forwarded, "x-forwarded-for": "192.0.2.1" }).address).toBe("192.0.2.1");
  });
});

describe("who is counted behind a proxy", () => {
  it.each(["198.51.100.9:50123", "[2001:db8::17]:4711", "[2001:db8::17]"])(
    "is one sender whatever port a proxy writes behind the address: %s",
    (hop) => {
      const address = hop.startsWith("[") ? "2001:db8::17" : "198.51.100.9";
      expect(isCounted({ "x-forwarded-for": hop })).toEqual({ address, isCounted: true });
      const chain = { "x-forwarded-for": `6.6.6.6:1, ${hop}, 10.1.2.3:443` };
      expect(isCounted(chain, ["loopback", "10.0.0.0/8"])).toEqual({ address, isCounted: true });
    },
  );

  it.each<Headers>([
    { "x-forwarded-for": "unknown" },
    { "x-forwarded-for": "198.51.100.9, unknown" },
    { "x-forwarded-for": "unknown, 127.0.0.1" },
    { forwarded: "for=unknown" },
    { forwarded: "for=_hidden;proto=https" },
    { forwarded: 'for="_hidden:_port"' },
  ])("is nobody where the proxy does not say it: %j", (headers) => {
    expect(isCounted(headers)).toEqual({ address: "127.0.0.1", isCounted: false });
  });
});

describe("the shop's own forms", () => {
  it.each([
    { host: "localhost:3201", "x-forwarded-host": "shop.example.com:443", "x-forwarded-proto": "https" },
    { host: "shop.example.com:443" },
    { host: "SHOP.example.com" },
    { host: "localhost:3201", "x-forwarded-host": "Shop.Example.com" },
    { host: "localhost:3201", "x-forwarded-host": "shop.example.com, internal.lan" },
    // A proxy that says nothing of whom it asks for.
    { host: "upstream:3000" },
  ])("are known however a proxy spells the shop's host: $host $x-forwarded-host", (headers) => {
    expect(isForeign({ ...headers, origin: SHOP })).toBe(false);
    expect(isForeign({ ...headers, origin: "https://evil.example" })).toBe(true);
    expect(isForeign({ ...headers, origin: "null" })).toBe(true);
  });

  it("are known at another address too, where the page itself is there", () => {
    expect(isForeign({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" })).toBe(false);
    expect(isForeign({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" })).toBe(true);
  });

  const file = "../shared/cases/66-headers.json";
  it.skipIf(!existsSync(file))("are known in each case that a shop had", () => {
    const cases = JSON.parse(readFileSync(file, "utf8")) as { fail: readonly Headers[]; good: readonly Headers[] };
    expect([...cases.fail, ...cases.good].map(isForeign)).toEqual([...cases.fail, ...cases.good].map(() => false));
  });
});
