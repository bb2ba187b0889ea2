import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { routeMatcher } from "#server/front/match.ts";
import { ROUTES } from "#server/routes.ts";

const named = (path: string) => ({ path, module: { path } });
const match = routeMatcher(
  ["/api/orders", "/api/orders/[order]", "/api/orders/[order]/refund", "/acp/[...path]", "/api/orders/latest"].map(
    named,
  ),
);
const found = (pathname: string) => {
  const one = match(pathname);
  return one === null ? null : [one.module["path"], one.params];
};

describe("the route of a path", () => {
  it.each([
    ["/api/orders", ["/api/orders", {}]],
    ["/api/orders/latest", ["/api/orders/latest", {}]],
    ["/api/orders/T-1%2F2", ["/api/orders/[order]", { order: "T-1/2" }]],
    ["/api/orders/latest/refund", ["/api/orders/[order]/refund", { order: "latest" }]],
    ["/acp/checkout_sessions/a/complete", ["/acp/[...path]", { path: ["checkout_sessions", "a", "complete"] }]],
  ])("%s is found as Next finds it", (pathname, expected) => expect(found(pathname)).toEqual(expected));

  it.each([
    "/",
    "/api",
    "/api/orders/",
    "/api/orders/a/refund/b",
    "/api/orders//refund",
    "/acp",
    "/acp/",
    "/API/orders",
  ])("%s is nobody's here and is Next's to answer", (pathname) => expect(found(pathname)).toBeNull());
});

/** Route files that read a browser's cookies, or answer a page of Next's. */
const NEXTS = ["/console/", "/orders/", "/try/", "/sandbox-bank/"];

describe("the front door's routes", () => {
  it("are all of the app's that programs ask for, each with the file that Next mounts", () => {
    const files = readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("route.ts"))
      .map((file) => join("/", dirname(file)));
    const expected = files.filter((path) => path !== "/mcp" && !NEXTS.some((start) => path.startsWith(start)));
    expect(ROUTES.map(({ path }) => path).toSorted()).toEqual(expected.toSorted());
  });
});
