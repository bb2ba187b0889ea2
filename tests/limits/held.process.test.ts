import type { RequestListener } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createCallLimits, DEFAULT_CALL_RULES } from "#lib/http/limits/call-limits.ts";
import { createFrontDoor } from "#server/front/front-door.ts";
import type { Shop } from "#server/shop.ts";
import { NO_METRICS } from "../watch/no-metrics.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const GET = (from: string) => `GET / HTTP/1.1\r\nhost: shop.example.com\r\nx-forwarded-for: ${from}\r\n\r\n`;

/** A door that reads twice a minute for each address. */
async function door() {
  const shop: Shop = {
    settings: {
      host: null,
      port: 0,
      publicUrl: "https://shop.example.com",
      trustedProxies: ["loopback"],
      shutdownDelayMs: 0,
      metricsKey: null,
    },
    routes: [],
    mcp: () => Promise.resolve(null),
    metrics: NO_METRICS,
    limit: createCallLimits(
      { ...DEFAULT_CALL_RULES, read: { shopper: 2, address: 2, key: 2 } },
      { now: () => performance.now() },
    ),
    report: (error) => {
      throw error;
    },
    stop: () => Promise.resolve(),
  };
  const pages: RequestListener = (_, outgoing) => void outgoing.end("page");
  const opened = createFrontDoor(shop, pages);
  const { server } = opened;
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  return { ...opened, port: (server.address() as AddressInfo).port };
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => undefined);
  closing.push(() => void socket.destroy());
  await new Promise<void>((resolve) => void socket.once("connect", resolve));
  return socket;
}

/** How often an address that is above its limit is refused in a second and a half, when it asks again at each answer. */
async function refusalsOf(port: number, from: string): Promise<number> {
  const ask = () => fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": from } });
  for (let time = 0; time < 2; time += 1) await (await ask()).text();
  let refusals = 0;
  for (const until = Date.now() + 1500; Date.now() < until; refusals += 1) {
    const answer = await ask();
    await answer.text();
    expect(answer.status).toBe(429);
  }
  return refusals;
}

describe("refusals that are held back", () => {
  it("stay slow for everybody while one connection sends a thousand requests without waiting", async () => {
    const { port } = await door();
    const flood = await connected(port);
    flood.resume();
    flood.write(GET("203.0.113.7").repeat(1100));
    await setTimeout(100);
    expect(await refusalsOf(port, "203.0.113.9")).toBeLessThanOrEqual(2);
  });

  it("stay slow for everybody while one connection sends what no parser reads, again and again", async () => {
    const { port } = await door();
    const flood = await connected(port);
    flood.resume();
    let sends = true;
    const sending = (async () => {
      flood.setNoDelay(true);
      for (let time = 0; sends && time < 4000; time += 1) {
        flood.write("garbage\r\n\r\n");
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await setTimeout(300);
    const refusals = await refusalsOf(port, "203.0.113.9");
    sends = false;
    await sending;
    expect(refusals).toBeLessThanOrEqual(2);
  });

  it("do not keep a shutdown waiting for a connection that has nothing in flight any more", async () => {
    const { server, stopping, port } = await door();
    const client = await connected(port);
    let text = "";
    client.on("data", (chunk) => (text += chunk.toString()));
    client.write(GET("203.0.113.9"));
    await setTimeout(50);
    client.write(GET("203.0.113.9"));
    await setTimeout(50);
    client.write(GET("203.0.113.9"));
    await setTimeout(200);
    stopping();
    const from = Date.now();
    const closed = new Promise<number>((resolve) => void server.close(() => resolve(Date.now() - from)));
    server.closeIdleConnections();
    const took = await Promise.race([closed, setTimeout(6000).then(() => Infinity)]);
    expect(text).toContain("429");
    expect(took).toBeLessThan(3000);
  }, 20_000);
});
