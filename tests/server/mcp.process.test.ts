import { NO_METRICS } from "../watch/no-metrics.ts";
import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BODY_LIMIT } from "#lib/http/http-edge.ts";
import { noCallLimit } from "#lib/http/limits/call-limits.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { answerRequest } from "#lib/http/mcp/web.ts";
import { createFrontDoor, type FrontDoor } from "#server/front/front-door.ts";
import { SMALL_SERVICE } from "../fixtures/mcp/small-service.ts";
import { collectedLog } from "../mcp/test-client.ts";

const log = collectedLog([]);
const endpoint = {
  path: "/mcp",
  log,
  dispatch: createMcpDispatch(SMALL_SERVICE, log),
  allowedHosts: ["shop.example.com"],
  allowedOrigins: ["https://claude.ai"],
};

let door: FrontDoor;
let port = 0;
beforeAll(async () => {
  const settings = {
    host: "127.0.0.1",
    port: 0,
    publicUrl: "http://shop.example.com",
    trustedProxies: [],
    shutdownDelayMs: 0,
    metricsKey: null,
  };
  const shop = {
    settings,
    routes: [],
    mcp: () => Promise.resolve({ endpoint, recorded: null }),
    report: (error: unknown) => {
      throw error;
    },
    metrics: NO_METRICS,
    limit: noCallLimit,
    stop: () => Promise.resolve(),
  };
  door = createFrontDoor(shop, (_, outgoing) => void outgoing.writeHead(404).end());
  await new Promise<void>((resolve) => void door.server.listen(0, "127.0.0.1", resolve));
  port = (door.server.address() as AddressInfo).port;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      door.server.closeAllConnections();
      door.server.close(() => resolve());
    }),
);

type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};
type Got = { readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, unknown>> };
/** What an answer says; the rest is the server's own. */
const SAID = [
  "content-type",
  "allow",
  "vary",
  "access-control-allow-origin",
  "access-control-allow-headers",
  "retry-after",
];
const said = (header: (name: string) => unknown) =>
  Object.fromEntries(SAID.map((name) => [name, header(name) ?? null]));

async function onTheWeb({ method, headers, body }: Sent): Promise<Got> {
  const request = new Request("http://shop.example.com/mcp", { method, headers, body });
  const response = await answerRequest(endpoint, request);
  return { status: response.status, body: await response.text(), headers: said((name) => response.headers.get(name)) };
}

function onTheDoor({ method, headers, body }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { "content-length": Buffer.byteLength(body) };
    const options = { port, host: "127.0.0.1", method, path: "/mcp", headers: { ...headers, ...length } };
    const request = httpRequest(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: said((name) => response.headers[name]) }),
      );
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}

const JSON_TYPE = { "content-type": "application/json", host: "shop.example.com" };
const message = (method: string, params?: object) =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method, ...(params && { params }) });
const posted = (body: string, headers: Readonly<Record<string, string>> = {}): Sent => ({
  method: "POST",
  headers: { ...JSON_TYPE, ...headers },
  body,
});

describe("/mcp at the front door", () => {
  it.each<[string, Sent]>([
    ["a list", posted(message("tools/list"))],
    ["a call", posted(message("tools/call", { name: "nothing", arguments: {} }))],
    ["a notification", posted(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }))],
    ["no JSON", posted("{")],
    ["text beyond ASCII", posted(message("tools/call", { name: "Größe 抹茶" }))],
    ["a batch", posted(`[${message("tools/list")}]`)],
    ["a foreign host", posted(message("tools/list"), { host: "evil.example" })],
    ["a foreign origin", posted(message("tools/list"), { origin: "https://evil.example" })],
    ["an allowed origin", posted(message("tools/list"), { origin: "https://claude.ai" })],
    ["another media type", posted(message("tools/list"), { "content-type": "text/plain" })],
    ["too much", posted(" ".repeat(BODY_LIMIT + 1))],
    ["GET", { method: "GET", headers: { host: "shop.example.com" }, body: null }],
    ["DELETE", { method: "DELETE", headers: { host: "shop.example.com" }, body: null }],
    [
      "a preflight",
      {
        method: "OPTIONS",
        headers: { host: "shop.example.com", origin: "https://claude.ai", "access-control-request-method": "POST" },
        body: null,
      },
    ],
  ])("answers %s as the route that Next mounts", async (_, sent) => {
    expect(await onTheDoor(sent)).toEqual(await onTheWeb(sent));
  });

  it("answers any message with any headers as the route that Next mounts, and never with 5xx", async () => {
    const words = fc.constantFrom(
      "tools/list",
      "tools/call",
      "initialize",
      "ping",
      "server/discover",
      "resources/read",
      "x",
    );
    const bodies = fc.oneof(
      fc.json(),
      fc
        .record({
          jsonrpc: fc.constant("2.0"),
          id: fc.oneof(fc.nat(), fc.string()),
          method: words,
          params: fc.object(),
        })
        .map((one) => JSON.stringify(one)),
    );
    const headers = fc.record(
      {
        "mcp-protocol-version": fc.constantFrom("2025-06-18", "2026-07-28", "1999-01-01", ""),
        "mcp-method": words,
        origin: fc.constantFrom("https://claude.ai", "https://evil.example", "null"),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(bodies, headers, async (body, more) => {
        const sent = posted(body, more);
        const got = await onTheDoor(sent);
        expect(got).toEqual(await onTheWeb(sent));
        expect(got.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});
