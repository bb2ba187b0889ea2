import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTarget } from "#server/front/target.ts";

const path = (value: string, host: string | null = null) => ({ kind: "path", path: value, host });
const refused = (status: number) => ({ kind: "refused", status });

const PIECES = [
  "/",
  "\\",
  "..",
  "%2e",
  "%5f",
  "%7A",
  "%",
  "%2F",
  "%E0",
  "http://",
  "https://",
  "a",
  "@",
  ":",
  "?",
  "#",
  ".",
  "é",
  " ",
];
const TARGETS = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));

describe("the target of a request line", () => {
  it.each([
    ["GET", "/checkout/co_1?x=%20", path("/checkout/co_1?x=%20")],
    ["GET", "http://evil.example/console?a=1", path("/console?a=1", "evil.example")],
    ["GET", "HTTPS://Shop.Example.com:8443/", path("/", "shop.example.com:8443")],
    ["POST", "http://[::1]:3000/mcp", path("/mcp", "[::1]:3000")],
    ["OPTIONS", "*", { kind: "whole_server" }],
    ["GET", "*", refused(400)],
    ["GET", "//evil.example/console", refused(400)],
    ["GET", "/\\evil.example", refused(400)],
    ["GET", "http://shop.example//evil.example", refused(400)],
    ["GET", "http://user:pass@shop.example/", refused(400)],
    ["GET", "ftp://shop.example/", refused(400)],
    ["GET", "shop.example:443", refused(400)],
    ["GET", "", refused(400)],
    ["GET", "/_next/../console", refused(400)],
    ["POST", "/api/webhooks/%2e%2E/orders", refused(400)],
    ["GET", "/console/.", refused(400)],
    ["GET", "/pictures/./mug", refused(400)],
    ["GET", "/_next\\..\\console", refused(400)],
    ["GET", "/_next/%5F%41", refused(400)],
    ["GET", "/pictures//mug", refused(400)],
    ["GET", "/pictures/a%2Fb%7E%3A%40", path("/pictures/a%2Fb%7E%3A%40")],
    ["GET", "/%ZZ%7A", refused(400)],
    ["POST", "/checkout/co_1/form/pay#", refused(400)],
    ["GET", "/pictures/..mug/a.b.svg?x=/../\\#", refused(400)],
    ["GET", "/pictures/..mug/a.b.svg?x=/../\\", path("/pictures/..mug/a.b.svg?x=/../\\")],
    ["GET", "http://shop.example/_next/../console#x", path("/console", "shop.example")],
    ["GET", "/checkout/%E0%A4%A", refused(404)],
    ["GET", `/${"a".repeat(9000)}`, refused(414)],
  ])("%s %s is served or refused as the table says", (method, target, expected) => {
    expect(readTarget(method, target)).toEqual(expected);
  });

  it("whatever is sent, a path that is served is the same address to whoever reads it as a URL", () => {
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST", "OPTIONS"), TARGETS, (method, target) => {
        const read = readTarget(method, target);
        if (read.kind !== "path") return;
        const [pathname = ""] = read.path.split("?", 1);
        const resolved = new URL(read.path, "http://shop.example").pathname;
        expect(decodeURIComponent(resolved)).toBe(decodeURIComponent(pathname));
        expect(decodeURIComponent(pathname).match(/[\w.-]/g)).toEqual(
          pathname.replace(/%[\da-f]{2}/gi, "").match(/[\w.-]/g),
        );
      }),
    );
  });

  it("whatever is sent, a path that is served starts with one slash and can be decoded", () => {
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST", "OPTIONS"), TARGETS, (method, target) => {
        const read = readTarget(method, target);
        if (read.kind !== "path") return;
        expect(read.path).toMatch(/^\/(?![/\\])/);
        expect(() => decodeURIComponent(read.path.split("?", 1)[0] ?? "")).not.toThrow();
      }),
    );
  });
});
