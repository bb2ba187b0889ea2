import { createHmac, randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { canonicalJson, isTooDeep } from "#lib/canonical-json.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { acpShop, API_KEY, createBody } from "./acp-shop.ts";

const SECRET = "signature-secret-0123";
const shop = await openTestShop();
const acp = acpShop(shop, SECRET);
afterAll(() => shop.close());

const BODY = createBody("2026-04-17", [{ id: "mug", quantity: 1 }]);
const sign = (encoding: "base64" | "base64url", secret = SECRET) =>
  createHmac("sha256", secret).update(canonicalJson(BODY)).digest(encoding);
const at = (ms: number) => new Date(shop.context.now().getTime() + ms).toISOString();

function send(headers: Readonly<Record<string, string>>) {
  return acp.raw("checkout_sessions", {
    method: "POST",
    // Another order of keys and other spaces than what was signed: the value counts.
    body: JSON.stringify(Object.fromEntries(Object.entries(BODY).toReversed()), null, 2),
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "api-version": "2026-04-17",
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
      ...headers,
    },
  });
}

describe("a signed request, where a signing key is set", () => {
  it.each(["base64", "base64url"] as const)("is served with its signature in %s", async (encoding) => {
    expect((await send({ signature: sign(encoding), timestamp: at(-1000) })).status).toBe(201);
  });

  it.each([
    ["no signature", () => ({ timestamp: at(0) }), "invalid_signature"],
    ["another key's signature", () => ({ signature: sign("base64", "other"), timestamp: at(0) }), "invalid_signature"],
    ["no timestamp", () => ({ signature: sign("base64") }), "invalid_timestamp"],
    ["a timestamp that is none", () => ({ signature: sign("base64"), timestamp: "yesterday" }), "invalid_timestamp"],
    ["an old timestamp", () => ({ signature: sign("base64"), timestamp: at(-301_000) }), "invalid_timestamp"],
    ["a timestamp to come", () => ({ signature: sign("base64"), timestamp: at(301_000) }), "invalid_timestamp"],
  ])("is refused with %s", async (_, headers, code) => {
    expect(await send(headers() as Record<string, string>)).toMatchObject({ status: 401, body: { code } });
  });

  it("on the MCP binding the payload is signed", async () => {
    const call = (signature: string) =>
      acp.tool("create_checkout_session", {
        meta: { api_version: "2026-04-17", signature, timestamp: at(0) },
        payload: BODY,
      });
    expect((await call(sign("base64url")))["result"]).toMatchObject({ status: "ready_for_payment" });
    expect((await call("x"))["error"]).toMatchObject({ code: -32_000, data: { code: "invalid_signature" } });
  });
});

describe("canonical JSON", () => {
  it("writes a value in one way", () => {
    expect(canonicalJson(JSON.parse('{"b":[3,2.50,1e2],"a":{"é":"\\u00e9","_":null}}'))).toBe(
      '{"a":{"_":null,"é":"é"},"b":[3,2.5,100]}',
    );
    expect(canonicalJson([1, { a: undefined }])).not.toBe(canonicalJson([{ a: null }, 1]));
  });

  it("is not asked for what nests without end", () => {
    const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));
    expect([isTooDeep(nested(64)), isTooDeep(nested(66)), isTooDeep(nested(100_000))]).toEqual([false, true, true]);
  });
});
