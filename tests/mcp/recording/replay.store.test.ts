import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedactor } from "#lib/http/recording/redact.ts";
import { replay, type ReplayedCall, type Send } from "#lib/http/recording/replay.ts";
import { money } from "#lib/money.ts";
import { readRecording, type RecordingEntry } from "#lib/wire/mcp/recording.ts";
import { WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import { shopVocabulary } from "#lib/http/recording/vocabulary.ts";
import { openTestShop, testProduct } from "../../fixtures/test-shop.ts";
import { post, PUBLIC_URL, testServer } from "../test-client.ts";
import { openRecording, recorded } from "./recorded-shop.ts";

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "openai-mcp (ChatGPT)", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
  "openai/subject": "v1/of-ada",
};
const SHOPPER = { "openai/subject": ENVELOPE["openai/subject"] };
const ADDRESS = {
  name: "Ada Lovelace",
  line_one: "12 Analytical Way",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10002",
};
const BUYER = { name: "Ada Lovelace", email: "ada@lovelace.example" };
const CAPABILITIES = { widget: true, request_checkout: true, open_external: true, open_link: true };

const [source, fresh, dearer] = [await openServer(), await openServer(), await openServer()];
await dearer.shop.context.catalog.upsert([testProduct("mug", { price: money(2600, "USD") })]);
afterAll(async () => {
  for (const { shop } of [source, fresh, dearer]) await shop.close();
});
async function openServer() {
  const shop = await openTestShop();
  shop.flags.set({ killed: false, beta: true, variant: "instant" });
  return { shop, server: testServer(shop.verbs, { instant: shop.context.provider.instant }) };
}

/** One whole purchase as a host of that era makes it: the first card is declined. */
async function recordPurchase(era: "legacy" | "modern"): Promise<readonly RecordingEntry[]> {
  const { server } = source;
  const recording = openRecording();
  const fetch = recorded(server.fetch, recording);
  const ask = async (method: string, params: Record<string, unknown>) => {
    const headers =
      era === "legacy"
        ? { "mcp-protocol-version": "2025-11-25" }
        : {
            "mcp-protocol-version": "2026-07-28",
            "mcp-method": method,
            ...(typeof params["name"] === "string" ? { "mcp-name": params["name"] } : {}),
            "x-openai-session": "a-conversation",
          };
    const sent = { _meta: era === "legacy" ? SHOPPER : ENVELOPE, ...params };
    const response = await fetch(post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: sent }), headers));
    return (await response.json()) as {
      result?: { structuredContent?: { id?: string }; _meta?: Record<string, unknown> };
    };
  };
  const call = (name: string, args: Record<string, unknown>) => ask("tools/call", { name, arguments: args });
  const callAsWidget = (name: string, args: Record<string, unknown>) => {
    const envelope: Record<string, unknown> = { ...ENVELOPE };
    delete envelope["openai/subject"];
    return ask("tools/call", { name, arguments: args, _meta: envelope });
  };

  if (era === "modern") await ask("server/discover", {});
  else {
    const clientInfo = { name: "claude-ai", version: "0.1.0" };
    await ask("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo });
  }
  await ask("tools/list", {});
  await ask("resources/list", {});
  await call("search_products", { query: "a mug for my grandmother" });
  const prepared = await call("checkout_session", { checkout_session: { items: [{ id: "mug", quantity: 2 }] } });
  const id = prepared.result?.structuredContent?.id ?? "";
  await call("update_checkout", { checkout_session_id: id, fulfillment_address: ADDRESS });
  await call("choose_route", { checkout_session_id: id, capabilities: CAPABILITIES });
  const pay = (token: string) =>
    call("complete_checkout", { checkout_session_id: id, buyer: BUYER, payment_data: { token } });
  await pay(`tok_sandbox_declined_${era}`);
  await pay(`tok_sandbox_ok_${era}`);
  await pay(`tok_sandbox_ok_${era}`);
  await call("get_order_status", { checkout_session_id: id });
  const widgetSecret = String(prepared.result?._meta?.[WIDGET_SECRET_META]);
  await callAsWidget("get_order_status", { checkout_session_id: id, [WIDGET_SECRET_FIELD]: widgetSecret });
  await call("get_order_status", { checkout_session_id: "cs_of_somebody_else" });
  await fetch(post("{"));
  await fetch(post("{}", { origin: "https://evil.example" }));
  await fetch(new Request(`${PUBLIC_URL}/mcp`));
  const text = await recording.text();
  recording.remove();
  const known = ["Lovelace", "lovelace", "Analytical", "10002", "tok_sandbox", "grandmother"];
  // Digests are left out: one in thirty recordings has five digits of some digest that are the postal code.
  const plain = text.replace(/"~([a-z]):(\d+):[0-9a-f]{16}"/g, '"~$1:$2"');
  expect(plain).not.toBe(text);
  for (const secret of [...known, id, widgetSecret, "wid_"]) expect(plain).not.toContain(secret);
  const read = readRecording(text);
  if (read.kind !== "recording") throw new Error(`line ${read.line} cannot be read`);
  return read.entries;
}

async function played(
  entries: readonly RecordingEntry[],
  server: { readonly fetch: (request: Request) => Promise<Response> },
): Promise<readonly ReplayedCall[]> {
  const send: Send = async ({ method, headers, body }) => {
    const response = await server.fetch(new Request(`${PUBLIC_URL}/mcp`, { method, headers, body }));
    return { status: response.status, text: await response.text() };
  };
  const calls: ReplayedCall[] = [];
  const redactor = createRedactor(new Uint8Array(32).fill(9), shopVocabulary([]));
  for await (const call of replay(entries, send, redactor)) calls.push(call);
  return calls;
}

describe.each(["legacy", "modern"] as const)("a recorded purchase of the %s era", (era) => {
  let entries: readonly RecordingEntry[];
  beforeAll(async () => {
    entries = await recordPurchase(era);
  });

  it("is answered the same by another server, where it is a whole purchase again", async () => {
    const { server, shop } = fresh;
    const before = shop.bank.ledger().charges.length;
    const calls = await played(entries, server);
    expect(calls.filter((call) => call.kind !== "same")).toEqual([]);
    expect(calls).toHaveLength(16);
    expect(
      shop.bank
        .ledger()
        .charges.slice(before)
        .map(({ state }) => state),
    ).toEqual(["declined", "captured"]);
  });

  it("shows what another server answers differently, and where", async () => {
    const { server } = dearer;
    const calls = await played(entries, server);
    const prepared = calls.find((call) => call.what === "tools/call checkout_session");
    expect(prepared).toMatchObject({
      kind: "different",
      differences: expect.arrayContaining([
        { path: "answer.result.structuredContent.line_items.0.base_amount", recorded: 5000, replayed: 5200 },
      ]),
    });
    expect(calls[0]?.kind).toBe("same");
  });

  it("shows a field that is missing, another status, another code and another type", async () => {
    const { server } = fresh;
    const changed = async (request: Request) => {
      const response = await server.fetch(request);
      const text = await response.text();
      if (response.status === 405) return new Response(text, { status: 404 });
      const body = text
        .replace('"currency"', '"currenzy"')
        .replace("-32700", "-32600")
        .replace('"isError":false', '"isError":"no"');
      return new Response(body === "" ? null : body, { status: response.status });
    };
    const calls = await played(entries, { fetch: changed });
    const paths = calls.flatMap((call) => (call.kind === "different" ? call.differences.map(({ path }) => path) : []));
    expect(paths).toContain("answer.result.structuredContent.currency");
    expect(paths).toContain("answer.result.isError");
    expect(paths).toContain("answer.error.code");
    expect(paths).toContain("status");
  });
});
