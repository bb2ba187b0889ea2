import { afterAll, describe, expect, it } from "vitest";
import { BODY_LIMIT } from "#lib/http/http-edge.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { post, PUBLIC_URL, testServer } from "./test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs);
afterAll(() => shop.close());

const LIST = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

/** Every refusal is JSON in JSON-RPC's words; this reads it. */
async function refusal(request: Request): Promise<{ status: number; code: unknown; allow: string | null }> {
  const response = await server.fetch(request);
  const body = (await response.json()) as { error?: { code?: unknown } };
  return { status: response.status, code: body.error?.code, allow: response.headers.get("allow") };
}

describe("the log", () => {
  it.each([
    ["a foreign Host", post(LIST, { host: "evil.example" }), { status: 403, headers: { host: "evil.example" } }],
    ["a foreign Origin", post(LIST, { origin: "https://a.b" }), { status: 403, headers: { origin: "https://a.b" } }],
    [
      "a media type",
      post(LIST, { "content-type": "text/plain" }),
      { status: 415, headers: { contentType: "text/plain" } },
    ],
    ["a batch", post(`[${LIST}]`, { "user-agent": "x".repeat(200) }), { headers: { userAgent: "x".repeat(100) } }],
    ["no JSON", post("{"), { path: "/mcp", status: 400 }],
    ["too long a body", post("x".repeat(BODY_LIMIT + 1)), { status: 413 }],
  ])(
    "has a request that is refused unread for %s, with the headers and without the body",
    async (_, request, fields) => {
      const { fetch, log } = testServer(shop.verbs);
      await fetch(request);
      expect(log).toMatchObject([{ level: "warn", message: "an MCP request was refused unread", fields }]);
      expect(JSON.stringify(log)).not.toContain("tools/list");
    },
  );

  it("does not have a client that asks whether there is a stream", async () => {
    const { fetch, log } = testServer(shop.verbs);
    await fetch(new Request(`${PUBLIC_URL}/mcp`));
    expect(log).toEqual([]);
  });
});

describe("the HTTP edge of /mcp", () => {
  it.each(["GET", "DELETE", "PUT", "PATCH", "OPTIONS"])("%s is answered 405 with what is allowed", async (method) => {
    expect(await refusal(new Request(`${PUBLIC_URL}/mcp`, { method }))).toMatchObject({ status: 405, allow: "POST" });
  });

  it.each([
    ["evil.example"],
    ["shop.example.com.evil.example"],
    ["shop.example.com@evil.example"],
    ["evil.example/shop.example.com"],
    ["169.254.169.254"],
    ["[::2]:3000"],
    [" "],
  ])("the foreign Host %j is refused", async (host) => {
    expect((await refusal(post(LIST, { host }))).status).toBe(403);
  });

  it.each([["localhost:3000"], ["127.0.0.1:80"], ["[::1]:3000"], ["shop.example.com"], ["SHOP.example.com:443"]])(
    "our own Host %j is served",
    async (host) => {
      expect((await server.fetch(post(LIST, { host }))).status).toBe(200);
    },
  );

  it.each([
    ["https://evil.example"],
    ["null"],
    ["https://chatgpt.com.evil.example"],
    ["http://chatgpt.com"],
    ["file://"],
    ["not an origin"],
  ])("a page of the foreign Origin %j may not call", async (origin) => {
    expect((await refusal(post(LIST, { origin }))).status).toBe(403);
  });

  it.each([["https://chatgpt.com"], ["http://localhost:3000"], [PUBLIC_URL]])(
    "the Origin %j may call",
    async (origin) => {
      expect((await server.fetch(post(LIST, { origin }))).status).toBe(200);
    },
  );

  it("a body above the limit is refused, announced or not, and without reading all of it", async () => {
    expect((await refusal(post(" ".repeat(BODY_LIMIT + 1)))).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half", headers: { "content-type": "application/json" } };
    expect((await refusal(new Request(`${PUBLIC_URL}/mcp`, init))).status).toBe(413);
    expect(pulled).toBeLessThan(12);
    expect((await server.fetch(post(LIST + " ".repeat(BODY_LIMIT - LIST.length)))).status).toBe(200);
  });

  it.each([["text/plain"], ["application/jsonp"], ["multipart/form-data; boundary=application/json"]])(
    "the media type %j is refused",
    async (type) => {
      expect((await refusal(post(LIST, { "content-type": type }))).status).toBe(415);
    },
  );

  it.each(["", "{", "not json", "\u0000"])("the body %j is answered as a parse error", async (body) => {
    expect(await refusal(post(body))).toMatchObject({ status: 400, code: -32_700 });
  });

  it.each([
    "[]",
    `[${LIST}]`,
    "null",
    "7",
    '"x"',
    "{}",
    '{"jsonrpc":"1.0","id":1,"method":"ping"}',
    `{"a":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`,
  ])("a message that is none is answered 400 and never 500", async (body) => {
    expect((await refusal(post(body))).status).toBe(400);
  });

  it("deeply nested arguments are answered in order", async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const response = await server.fetch(
      post(
        `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"complete_checkout","arguments":{"checkout_session_id":"cs_0123456789","payment_data":{"token":"t","risk":${deep}},"extra":${deep}}}}`,
      ),
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("No checkout has this");
  });

  it("a client that does not say what it accepts is answered JSON", async () => {
    const response = await server.fetch(post(LIST));
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", id: 1, result: { tools: expect.any(Array) } });
  });

  it("a notification is accepted without an answer", async () => {
    expect((await server.fetch(post('{"jsonrpc":"2.0","method":"notifications/initialized"}'))).status).toBe(202);
  });
});
