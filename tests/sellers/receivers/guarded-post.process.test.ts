import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { afterAll, expect, it } from "vitest";
import { guardedPost, isPostAddress, type PostRules } from "#lib/outbound/guarded-post.ts";
import type { Network } from "#lib/outbound/network.ts";
import { PUBLIC_IP, testInternet } from "../../pictures/test-internet.ts";

const open: (Server | TcpServer)[] = [];
afterAll(() => open.forEach((server) => server.close()));

async function listening(server: Server | TcpServer): Promise<number> {
  open.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}
const shown = (answer: RequestListener) => listening(createServer(answer));

const SENT = { headers: { "content-type": "application/json" }, body: '{"type":"ping"}' };
const STRICT = { allowed: new Set<string>(), isLoopbackAllowed: false };
const post = (address: string, rules: PostRules, withinMs = 2000) =>
  guardedPost(address, SENT, { ...rules, signal: AbortSignal.timeout(withinMs) });

it.each([
  "http://cdn.test/",
  "https://cdn.test:8443/",
  "https://user:secret@cdn.test/",
  "ftp://cdn.test/",
  "file:///etc/passwd",
  "http://localhost:4000/",
  "not an address",
])("%s is no address of a receiver, and nothing is connected to", async (address) => {
  const network = testInternet({ port: 9, silentPort: 9 });
  expect(isPostAddress(address, STRICT)).toBe(false);
  expect(await post(address, { network, ...STRICT })).toEqual({ kind: "refused", reason: "bad_address" });
  expect(network.connections).toEqual([]);
});

it.each([
  "https://localhost/",
  "https://private.test/",
  "https://mixed.test/",
  "https://unique-local.test/",
  "https://mapped.test/",
  "https://nat64.test/",
  "https://link-local.test/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://224.0.0.1/",
  "https://0.0.0.0/",
])("%s leads to an address that is not on the internet, and is not connected to", async (address) => {
  const network = testInternet({ port: 9, silentPort: 9 });
  expect(await post(address, { network, ...STRICT })).toEqual({ kind: "refused", reason: "private_address" });
  expect(network.connections).toEqual([]);
});

it("a name that resolves otherwise a moment later is connected to where it was checked", async () => {
  const network = testInternet({ port: 9, silentPort: 9 });
  expect(await post("https://rebinding.test/", { network, ...STRICT })).toMatchObject({ reason: "no_connection" });
  expect(network.connections).toEqual([`${PUBLIC_IP}:443`]);
  expect(await post("https://rebinding.test/", { network, ...STRICT })).toMatchObject({ reason: "private_address" });
  expect(network.connections).toHaveLength(1);
});

/** Every name is this machine's, whatever the port. */
const here: Network = {
  resolve: async () => ["127.0.0.1"],
  connect: (_, port, signal) => connect({ host: "127.0.0.1", port, signal }),
};

it("what the settings name is posted to at a private address, by http, on its own port, and no other port is", async () => {
  const seen: string[] = [];
  const port = await shown((request, response) => {
    request
      .setEncoding("utf8")
      .on("data", (text: string) => seen.push(`${request.method} ${request.headers.host} ${text}`));
    request.on("end", () => response.writeHead(204).end());
  });
  const rules = { network: here, allowed: new Set([`erp.intern:${port}`]), isLoopbackAllowed: false };
  expect(await post(`http://erp.intern:${port}/events`, rules)).toEqual({ kind: "answered", status: 204 });
  expect(seen).toEqual([`POST erp.intern:${port} ${SENT.body}`]);
  expect(await post(`http://erp.intern:${port + 1}/`, rules)).toMatchObject({ reason: "bad_address" });
  expect(await post("https://erp.intern/", rules)).toMatchObject({ reason: "private_address" });
});

it("a redirect is an answer and is not followed", async () => {
  let calls = 0;
  const port = await shown((request, response) => {
    calls += 1;
    request.resume();
    response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
  });
  const rules = { network: here, allowed: new Set<string>(), isLoopbackAllowed: true };
  expect(await post(`http://127.0.0.1:${port}/`, rules)).toEqual({ kind: "answered", status: 307 });
  expect(calls).toBe(1);
});

it("an answer that has no end, that never begins, or whose headers are too long takes no longer than its time", async () => {
  const endless = await shown((_, response) => {
    const timer = setInterval(() => response.write("x".repeat(1000)), 1);
    response.on("close", () => clearInterval(timer));
  });
  const silent = await listening(createTcpServer((socket) => socket.on("error", () => undefined)));
  const long = await shown((_, response) => response.writeHead(200, { "x-long": "y".repeat(20_000) }).end());
  const rules = { network: here, allowed: new Set<string>(), isLoopbackAllowed: true };
  expect(await post(`http://localhost:${endless}/`, rules)).toEqual({ kind: "answered", status: 200 });
  expect(await post(`http://localhost:${silent}/`, rules, 100)).toEqual({ kind: "refused", reason: "too_slow" });
  expect(await post(`http://localhost:${long}/`, rules)).toEqual({ kind: "refused", reason: "broken_off" });
});
