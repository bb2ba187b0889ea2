import { Client as SecondClient, StreamableHTTPClientTransport as SecondTransport } from "@modelcontextprotocol/client";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, describe, expect, it } from "vitest";
import { acpDiscovery } from "#acp/discovery.ts";
import { sessionId } from "#lib/ids.ts";
import { testServer } from "../mcp/test-client.ts";
import { openTestShop, testProduct } from "../fixtures/test-shop.ts";
import { problemsBy, sessionProblems } from "./acp-schemas.ts";
import { acpShop, ADDRESS, API_KEY, createBody, ORIGIN, paymentBody, type Version } from "./acp-shop.ts";

const shop = await openTestShop();
await shop.context.catalog.upsert([testProduct("jug")]);
const acp = acpShop(shop);
afterAll(() => shop.close());

const META = { api_version: "2026-04-17" };
const ITEMS = [
  { id: "mug", quantity: 2 },
  { id: "ebook", quantity: 1 },
];
/** Physical goods, because nothing else is paid for in the chat. */
const GOODS = [
  { id: "mug", quantity: 2 },
  { id: "jug", quantity: 1 },
];
const SHOPPER = { "openai/subject": "shopper-1" };
type Purchase = { readonly totals: unknown; readonly id: string };
const resultOf = (message: Readonly<Record<string, unknown>>) => message["result"] as Readonly<Record<string, unknown>>;

async function overRest(version: Version): Promise<Purchase> {
  const made = await acp.call(version, "POST", "checkout_sessions", createBody(version, GOODS));
  const path = `checkout_sessions/${String(made.body["id"])}`;
  const express =
    version === "2025-09-29"
      ? { fulfillment_option_id: "express" }
      : { selected_fulfillment_options: [{ type: "shipping", option_id: "express", item_ids: ["mug"] }] };
  await acp.call(version, "POST", path, express);
  const paid = await acp.call(version, "POST", `${path}/complete`, paymentBody(version, "tok_sandbox_ok"));
  return { totals: paid.body["totals"], id: String(paid.body["id"]) };
}

async function overAcpTools(): Promise<Purchase> {
  const payload = createBody("2026-04-17", GOODS);
  const id = String(resultOf(await acp.tool("create_checkout_session", { meta: META, payload }))["id"]);
  const express = { selected_fulfillment_options: [{ type: "shipping", option_id: "express", item_ids: ["mug"] }] };
  await acp.tool("update_checkout_session", { meta: META, id, payload: express });
  const pay = { meta: META, id, payload: paymentBody("2026-04-17", "tok_sandbox_ok") };
  const paid = resultOf(await acp.tool("complete_checkout_session", pay));
  return { totals: paid["totals"], id };
}

async function overHostTools(): Promise<Purchase> {
  const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args, _meta: SHOPPER })).structuredContent as Readonly<
      Record<string, unknown>
    >;
  const id = String((await call("checkout_session", { checkout_session: { items: GOODS } }))["id"]);
  await call("update_checkout", {
    checkout_session_id: id,
    fulfillment_address: ADDRESS,
    fulfillment_option_id: "express",
  });
  const paid = await call("complete_checkout", {
    checkout_session_id: id,
    ...paymentBody("2025-09-29", "tok_sandbox_ok"),
  });
  return { totals: paid["totals"], id };
}

describe("one purchase, four surfaces", () => {
  it("gives the same order with the same totals on each", async () => {
    const all = [
      await overHostTools(),
      await overRest("2025-09-29"),
      await overRest("2026-04-17"),
      await overAcpTools(),
    ];
    const receipts = await Promise.all(
      all.map(async ({ id, totals }) => {
        const session = await shop.context.store.session(sessionId(id));
        if (session?.status !== "completed") throw new Error(`${id} is ${session?.status}`);
        const order = await shop.context.store.order(session.orderId);
        return {
          shown: totals,
          lines: order?.lineItems,
          totals: order?.totals,
          address: order?.address,
          buyer: order?.buyer,
          delivery: order?.delivery?.id,
          paid: order?.paid,
        };
      }),
    );
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
  });
});

describe("the MCP binding", () => {
  it("answers the session as the result itself, and for every MCP client as structuredContent and text", async () => {
    const payload = createBody("2026-04-17", ITEMS);
    const result = resultOf(await acp.tool("create_checkout_session", { meta: META, payload }));
    const { content, structuredContent, isError, ...session } = result;
    expect(sessionProblems("2026-04-17", session)).toEqual([]);
    expect(structuredContent).toEqual(session);
    expect(isError).toBe(false);
    expect(JSON.parse((content as { text: string }[])[0]?.text ?? "")).toEqual(session);
  });

  it.each([
    ["an unknown session", "get_checkout_session", { meta: META, id: "cs_unknown" }, -32_000, "not_found"],
    ["a malformed payload", "create_checkout_session", { meta: META, payload: {} }, -32_000, "missing"],
    [
      "another version",
      "get_checkout_session",
      { meta: { api_version: "2025-09-29" }, id: "cs_1" },
      -32_000,
      "unsupported_api_version",
    ],
    ["no meta", "get_checkout_session", { id: "cs_1" }, -32_602, undefined],
    ["no id", "update_checkout_session", { meta: META, payload: {} }, -32_602, undefined],
    ["a payload that is no object", "create_checkout_session", { meta: META, payload: [] }, -32_602, undefined],
  ])("answers %s with an error of JSON-RPC", async (_, name, args, code, acpCode) => {
    const error = (await acp.tool(name, args))["error"] as { code: number; data?: { code?: string } };
    expect([error.code, error.data?.code]).toEqual([code, acpCode]);
    if (error.data !== undefined) expect(problemsBy("Error", error.data)).toEqual([]);
  });

  it("a key answers a repeated call with the first answer, and refuses another call", async () => {
    const meta = { ...META, idempotency_key: "mcp-1" };
    const payload = createBody("2026-04-17", ITEMS);
    const first = resultOf(await acp.tool("create_checkout_session", { meta, payload }));
    expect(resultOf(await acp.tool("create_checkout_session", { meta, payload }))["id"]).toBe(first["id"]);
    const other = await acp.tool("create_checkout_session", { meta, payload: { ...payload, currency: "USD" } });
    expect(other["error"]).toMatchObject({ code: -32_000, data: { code: "idempotency_conflict" } });
  });

  it("a declined payment is news in the session and no error", async () => {
    const payload = createBody("2026-04-17", ITEMS);
    const id = resultOf(await acp.tool("create_checkout_session", { meta: META, payload }))["id"];
    const pay = { meta: META, id, payload: paymentBody("2026-04-17", "tok_sandbox_declined") };
    expect(resultOf(await acp.tool("complete_checkout_session", pay))).toMatchObject({
      status: "ready_for_payment",
      messages: [{ code: "payment_declined" }],
      isError: false,
    });
  });

  it("the official client lists its five tools, with the key only", async () => {
    const client = new Client({ name: "test", version: "1" });
    const fetch = (url: string | URL, init?: RequestInit) => acp.mcp(new Request(url, init));
    const headers = { authorization: `Bearer ${API_KEY}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${ORIGIN}/acp/mcp`), { fetch, requestInit: { headers } }),
    );
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toEqual(["create", "get", "update", "complete", "cancel"].map((one) => `${one}_checkout_session`));
    const refused = await acp.mcp(new Request(`${ORIGIN}/acp/mcp`, { method: "POST", body: "{}" }));
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("the official client of 2026-07-28 prepares a checkout, with the key only, and keeps the list to itself", async () => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    const client = new SecondClient(
      { name: "test", version: "2" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    const bodies: string[] = [];
    const fetch = async (url: string | URL, init?: RequestInit) => {
      const response = await acp.mcp(new Request(url, init));
      bodies.push(await response.clone().text());
      return response;
    };
    await client.connect(new SecondTransport(new URL(`${ORIGIN}/acp/mcp`), { fetch, requestInit: { headers } }));
    expect(client.getServerVersion()).toMatchObject({ name: "tillswitch-acp", version: "2026-04-17" });
    expect((await client.listTools()).tools).toHaveLength(5);
    expect(bodies.at(-1)).toContain('"cacheScope":"private"');
    const payload = createBody("2026-04-17", ITEMS);
    const result = await client.callTool({ name: "create_checkout_session", arguments: { meta: META, payload } });
    expect(sessionProblems("2026-04-17", result.structuredContent)).toEqual([]);
    await expect(
      client.callTool({ name: "get_checkout_session", arguments: { meta: META, id: "cs_unknown" } }),
    ).rejects.toMatchObject({ code: -32_000, data: { code: "not_found" } });
    const modern = { "mcp-protocol-version": "2026-07-28", "mcp-method": "server/discover" };
    const keyless = new Request(`${ORIGIN}/acp/mcp`, { method: "POST", body: "{}", headers: modern });
    expect((await acp.mcp(keyless)).status).toBe(401);
  });

  it("a page of a foreign origin may not call, even with the key", async () => {
    const headers = {
      authorization: `Bearer ${API_KEY}`,
      origin: "https://evil.example",
      "content-type": "application/json",
    };
    expect((await acp.mcp(new Request(`${ORIGIN}/acp/mcp`, { method: "POST", body: "{}", headers }))).status).toBe(403);
  });
});

describe("discovery", () => {
  it("fits its schema and names no merchant", () => {
    const discovery = acpDiscovery(ORIGIN, ["USD", "JPY"]);
    expect(problemsBy("DiscoveryResponse", discovery)).toEqual([]);
    expect(discovery).toMatchObject({
      protocol: { supported_versions: ["2025-09-29", "2026-04-17"] },
      api_base_url: "https://shop.example.com/acp",
      capabilities: { supported_currencies: ["usd", "jpy"] },
    });
    expect(JSON.stringify(discovery)).not.toContain("merchant");
  });
});
