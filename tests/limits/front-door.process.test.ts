import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createCallLimits, DEFAULT_CALL_RULES, type CallRules } from "#lib/http/limits/call-limits.ts";
import { createFrontDoor } from "#server/front/front-door.ts";
import type { Shop } from "#server/shop.ts";
import { NO_METRICS } from "../watch/no-metrics.ts";

const ROUTES: Shop["routes"] = ["/api/orders", "/acp/[...path]", "/api/webhooks/[provider]", "/healthz"].map(
  (path) => ({
    path,
    module: { GET: () => new Response("read"), POST: () => new Response("done") },
  }),
);
const FEW = { shopper: 2, address: 2, key: 2 };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A door with these limits; `ask` sends a request as from an address, by way of a proxy on this machine. */
async function door(changes: Partial<CallRules>, trustedProxies: readonly string[] = ["loopback"]) {
  const clock = { ms: 0 };
  const shop: Shop = {
    settings: {
      host: null,
      port: 0,
      publicUrl: "https://shop.example.com",
      trustedProxies,
      shutdownDelayMs: 0,
      metricsKey: null,
    },
    routes: ROUTES,
    mcp: () => Promise.resolve(null),
    metrics: NO_METRICS,
    limit: createCallLimits({ ...DEFAULT_CALL_RULES, ...changes }, { now: () => clock.ms }),
    report: (error) => {
      throw error;
    },
    stop: () => Promise.resolve(),
  };
  const pages: RequestListener = (_, outgoing) => void outgoing.end("page");
  const { server } = createFrontDoor(shop, pages);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const ask = (
    from: string | null,
    path: string,
    init: RequestInit & { readonly headers?: Record<string, string> } = {},
  ) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { ...(from === null ? {} : { "x-forwarded-for": from }), ...init.headers },
    });
  const statuses = async (times: number, ...request: Parameters<typeof ask>) => {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1) all.push((await ask(...request)).status);
    return all;
  };
  return { ask, statuses, clock };
}

describe("an address that asks too often", () => {
  it("is answered 429 with how long to wait, and again after it, while another address is served", async () => {
    const { ask, statuses, clock } = await door({ read: FEW });
    expect(await statuses(3, "203.0.113.9", "/policies/terms")).toEqual([200, 200, 429]);
    const refused = await ask("203.0.113.9", "/policies/terms");
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(await statuses(1, "203.0.113.10", "/policies/terms")).toEqual([200]);
    clock.ms += 30_000;
    expect(await statuses(1, "203.0.113.9", "/policies/terms")).toEqual([200]);
  });

  it("and asks again at each answer gets few of them", async () => {
    const { statuses } = await door({ read: FEW });
    await statuses(2, "203.0.113.9", "/");
    const from = Date.now();
    let refusals = 0;
    for (; Date.now() - from < 1500; refusals += 1) expect(await statuses(1, "203.0.113.9", "/")).toEqual([429]);
    expect(refusals).toBeLessThanOrEqual(2);
  });

  it("gets a page in a browser, and each protocol's own error elsewhere", async () => {
    const { ask, statuses } = await door({ read: FEW });
    await statuses(2, "203.0.113.9", "/");
    const page = await ask("203.0.113.9", "/", { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([429, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("<h1>Too many requests</h1>");
    const mcp = await ask("203.0.113.9", "/mcp", { method: "POST", body: "{}" });
    const wait = "Too many requests in a short time. Wait 30 seconds and try again.";
    expect(await mcp.json()).toEqual({ jsonrpc: "2.0", id: null, error: { code: -32_000, message: wait } });
    const acp = await ask("203.0.113.9", "/acp/checkout_sessions/cs_1");
    expect(await acp.json()).toEqual({ type: "service_unavailable", code: "rate_limited", message: wait });
  });

  it("is limited by what it does: what is paid, changed, made and read are counted apart", async () => {
    const { statuses } = await door({ read: FEW, prepare: FEW, change: FEW, pay: FEW });
    const post = { method: "POST" };
    for (const path of ["/acp/checkout_sessions", "/acp/checkout_sessions/a", "/acp/checkout_sessions/a/complete"])
      expect(await statuses(3, "203.0.113.9", path, post)).toEqual([200, 200, 429]);
    for (const form of ["wallet", "continue", "another-way", "service-page"])
      expect(await statuses(1, "203.0.113.9", `/checkout/co_1/form/${form}`, post), form).toEqual([429]);
    expect(await statuses(3, "203.0.113.10", "/checkout/co_1/form/wallet", post)).toEqual([200, 200, 429]);
    expect(await statuses(1, "203.0.113.9", "/checkout/co_1/form/details", post)).toEqual([429]);
    expect(await statuses(3, "203.0.113.9", "/checkout/co_1")).toEqual([200, 200, 429]);
  });

  it("is a whole network of IPv6", async () => {
    const { statuses } = await door({ read: FEW });
    expect(await statuses(2, "2001:db8:1:2::1", "/")).toEqual([200, 200]);
    expect(await statuses(1, "2001:db8:1:2:ffff::2", "/")).toEqual([429]);
    expect(await statuses(1, "2001:db8:1:3::1", "/")).toEqual([200]);
  });

  it("is nobody's where a proxy does not say whom it asks for, and neither are webhooks and health checks limited", async () => {
    const { statuses } = await door({ read: FEW, change: FEW });
    expect(await statuses(5, null, "/")).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(5, "203.0.113.9", "/api/webhooks/stripe", { method: "POST" })).toEqual(Array(5).fill(200));
    expect(await statuses(5, "203.0.113.9", "/healthz")).toEqual(Array(5).fill(200));
  });
});

describe("a key", () => {
  it("has a limit of its own, from however many addresses it comes", async () => {
    const { statuses } = await door({ read: FEW });
    const headers = { authorization: "Bearer 0123456789abcdef" };
    expect(await statuses(2, "203.0.113.1", "/api/orders", { headers })).toEqual([200, 200]);
    expect(await statuses(1, "203.0.113.2", "/api/orders", { headers })).toEqual([429]);
    expect(await statuses(1, "203.0.113.2", "/api/orders", { headers: { authorization: "Bearer other" } })).toEqual([
      200,
    ]);
  });
});
