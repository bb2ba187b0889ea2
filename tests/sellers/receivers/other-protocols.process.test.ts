import { once } from "node:events";
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { afterAll, expect, it } from "vitest";
import { guardedPost } from "#lib/outbound/guarded-post.ts";
import { guardedGet } from "#lib/outbound/guarded-get.ts";
import type { Network } from "#lib/outbound/network.ts";

const open: Server[] = [];
const connected = new Set<Socket>();
afterAll(() => open.forEach((server) => server.close()));

/** A receiver that answers these bytes to whatever it is asked; with `again`, every few milliseconds for ever. */
async function answering(bytes: string, again = false): Promise<number> {
  const server = createServer((socket) => {
    connected.add(socket);
    socket.on("error", () => undefined).on("close", () => connected.delete(socket));
    socket.once("data", () => {
      socket.write(bytes);
      if (!again) return;
      const timer = setInterval(() => socket.write(bytes), 5);
      socket.on("close", () => clearInterval(timer));
    });
  });
  open.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}
const here: Network = {
  resolve: async () => ["127.0.0.1"],
  connect: (_, port, signal) => connect({ host: "127.0.0.1", port, signal }),
};
const LATER_MS = 1500;
const patience = () => new Promise((resolve) => setTimeout(() => resolve("still waiting"), LATER_MS));

const SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n";
const WITHOUT_END = true;

it.each([
  ["offers another protocol", SWITCHING, "broken_off"],
  ["offers another protocol without end", SWITCHING, "broken_off", WITHOUT_END],
  ["continues and then says nothing", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n", "too_slow"],
  ["continues without end", "HTTP/1.1 102 Processing\r\n\r\n", "too_slow", WITHOUT_END],
  ["says nothing of HTTP", "\x15\x03\x01\x00\x02\x02\x46", "broken_off"],
] as const)(
  "a post to a receiver that %s ends within its time, and its connection",
  async (_, bytes, reason, again?) => {
    const port = await answering(bytes, again);
    const signal = AbortSignal.timeout(500);
    const sent = { headers: {}, body: "{}" };
    const rules = { network: here, allowed: new Set<string>(), isLoopbackAllowed: true, signal };
    const posted = guardedPost(`http://localhost:${port}/`, sent, rules);
    expect(await Promise.race([posted, patience()])).toEqual({ kind: "refused", reason });
    await expect.poll(() => connected.size).toBe(0);
  },
);

it("a post to a receiver that offers another protocol with 200 is answered", async () => {
  const port = await answering("HTTP/1.1 200 OK\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
  const rules = { network: here, allowed: new Set<string>(), isLoopbackAllowed: true };
  const sent = { headers: {}, body: "{}" };
  const posted = guardedPost(`http://localhost:${port}/`, sent, { ...rules, signal: AbortSignal.timeout(500) });
  expect(await Promise.race([posted, patience()])).toEqual({ kind: "answered", status: 200 });
  await expect.poll(() => connected.size).toBe(0);
});

it.each([
  ["offers another protocol", SWITCHING, "broken_off"],
  ["continues without end", "HTTP/1.1 102 Processing\r\n\r\n", "too_slow", WITHOUT_END],
] as const)("a picture's or feed's server that %s is given up within its time", async (_, bytes, reason, again?) => {
  const port = await answering(bytes, again);
  const options = { network: here, headers: {}, isLoopbackAllowed: true, signal: AbortSignal.timeout(500) };
  const got = guardedGet(`http://localhost:${port}/`, options, async () => "read");
  expect(await Promise.race([got, patience()])).toEqual({ kind: "refused", reason });
  await expect.poll(() => connected.size).toBe(0);
});
