import { once } from "node:events";
import { createServer, connect, type AddressInfo, type Server } from "node:net";
import { afterAll, expect, it } from "vitest";
import { guardedPost } from "#lib/outbound/guarded-post.ts";
import { guardedGet } from "#lib/outbound/guarded-get.ts";
import type { Network } from "#lib/outbound/network.ts";

const open: Server[] = [];
afterAll(() => open.forEach((server) => server.close()));

/** A receiver that answers these bytes to whatever it is asked. */
async function answering(bytes: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.write(bytes));
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

it.each([
  ["offers another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ["offers another protocol with 200", "HTTP/1.1 200 OK\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ["only ever continues", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"],
  ["says nothing of HTTP", "\x15\x03\x01\x00\x02\x02\x46"],
])("a post to a receiver that %s ends within its time", async (_, bytes) => {
  const port = await answering(bytes);
  const signal = AbortSignal.timeout(500);
  const sent = { headers: {}, body: "{}" };
  const rules = { network: here, allowed: new Set<string>(), isLoopbackAllowed: true, signal };
  expect(await Promise.race([guardedPost(`http://localhost:${port}/`, sent, rules), patience()])).not.toBe(
    "still waiting",
  );
});

it("a picture's or feed's server that offers another protocol is given up within its time", async () => {
  const port = await answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
  const options = { network: here, headers: {}, isLoopbackAllowed: true, signal: AbortSignal.timeout(500) };
  const got = guardedGet(`http://localhost:${port}/`, options, async () => "read");
  expect(await Promise.race([got, patience()])).not.toBe("still waiting");
});
