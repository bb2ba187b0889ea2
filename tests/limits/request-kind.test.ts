import { describe, expect, it } from "vitest";
import { requestKind, surfaceOf } from "#server/front/surface.ts";
import { readTarget } from "#server/front/target.ts";

/** The limit that a request counts for, or the status that it is refused with before it counts. */
function kindOf(method: string, target: string): string | number | null {
  const read = readTarget(method, target);
  if (read.kind !== "path") return read.kind === "refused" ? read.status : read.kind;
  const [pathname = ""] = read.path.split("?", 1);
  return requestKind(surfaceOf(pathname), method, pathname);
}

describe("the limit that a request counts for", () => {
  it.each([
    ["GET", "/checkout/co_1", "read"],
    ["POST", "/checkout/co_1/form/details", "change"],
    ["POST", "/checkout/co_1/form/pay", "pay"],
    ["POST", "/checkout/co_1/form/another-way?x=1", "pay"],
    ["POST", "/acp/checkout_sessions", "prepare"],
    ["POST", "/acp/checkout_sessions/cs_1", "change"],
    ["POST", "/acp/checkout_sessions/cs_1/complete", "pay"],
    ["POST", "/mcp", "read"],
    ["GET", "/pictures/mug/200", null],
  ])("%s %s counts as %s", (method, path, kind) => {
    expect(kindOf(method, path)).toBe(kind);
  });

  it.each([
    "/checkout/co_1/form/p%61y",
    "/checkout/co_1/form/another%2Dway",
    "/checkout/co_1/form/pay#x",
    "/checkout/co_1/form//pay",
    "/acp/checkout_sessions/cs_1/%63omplete",
    "/acp/checkout%5Fsessions",
    "/_next/../mcp",
    "/api/webhooks/..%2e/../orders",
    "/api/webhooks/%2e%2E/orders",
  ])("%s is refused, because it counts as another address than the one that it stands for", (path) => {
    expect(kindOf("POST", path)).toBe(400);
  });
});
