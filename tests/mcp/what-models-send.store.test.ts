import { afterAll, describe, expect, it } from "vitest";
import { openTestShop } from "../fixtures/test-shop.ts";
import { post, testServer } from "./test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs);
afterAll(() => shop.close());

const SHOPPER = { "openai/subject": "shopper-1" };
type Result = { readonly isError?: boolean; readonly structuredContent: Record<string, unknown> };

async function result(name: string, args: unknown): Promise<Result> {
  const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args, _meta: SHOPPER } };
  const response = await server.fetch(post(JSON.stringify(message)));
  const body = (await response.json()) as { result?: Result };
  if (body.result === undefined) throw new Error(JSON.stringify(body));
  return body.result;
}

describe("arguments as models and hosts send them", () => {
  it.each([
    ["null for no arguments", null],
    ["JSON text", '{"query":"product","limit":"1"}'],
    ["a limit as text", { query: "product", limit: "1" }],
    ["a limit above the maximum", { query: "product", limit: 50 }],
    ["empty text for optional fields", { query: "", seller_id: "", currency: " ", cursor: "", limit: "" }],
  ])("search_products takes %s", async (_, args) => {
    const answer = await result("search_products", args);
    expect(answer.isError).not.toBe(true);
    expect((answer.structuredContent["products"] as unknown[]).length).toBeGreaterThan(0);
    expect((answer.structuredContent["products"] as unknown[]).length).toBeLessThanOrEqual(20);
  });

  it.each([
    ["a quantity as text", { checkout_session: { items: [{ id: "mug", quantity: "2" }] } }, 2],
    ["no quantity", { checkout_session: { items: [{ id: "mug" }] } }, 1],
    ["null for a quantity", { checkout_session: { items: [{ id: "mug", quantity: null }] } }, 1],
    ["an object as JSON text", { checkout_session: '{"items":[{"id":"mug","quantity":3}]}' }, 3],
    ["a list as JSON text", { checkout_session: { items: '[{"id":"mug","quantity":"4"}]' } }, 4],
    ["all of it as JSON text", JSON.stringify({ checkout_session: { items: [{ id: "mug", quantity: 5 }] } }), 5],
  ])("checkout_session takes %s", async (_, args, quantity) => {
    const answer = await result("checkout_session", args);
    expect(answer.structuredContent["line_items"]).toMatchObject([{ item: { quantity } }]);
  });

  it("an update that names empty text for what it leaves alone changes nothing of it", async () => {
    const id = await shop.readySession("mug", "shopper-1");
    const before = await result("get_order_status", { checkout_session_id: id });
    const after = await result("update_checkout", {
      checkout_session_id: id,
      items: "",
      fulfillment_address: "",
      fulfillment_option_id: "",
      discount_codes: "",
    });
    expect(after.structuredContent["fulfillment_address"]).toEqual(before.structuredContent["fulfillment_address"]);
    expect(after.structuredContent["line_items"]).toEqual(before.structuredContent["line_items"]);
    expect(after.structuredContent["totals"]).toEqual(before.structuredContent["totals"]);
  });

  it.each([
    ["a quantity that would be a guess", { checkout_session: { items: [{ id: "mug", quantity: "a few" }] } }],
    ["half a quantity", { checkout_session: { items: [{ id: "mug", quantity: "1.5" }] } }],
  ])("%s is asked for again, by the name of its field", async (_, args) => {
    const answer = await result("checkout_session", args);
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer)).toContain("checkout_session.items[0].quantity");
  });
});
