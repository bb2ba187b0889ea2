import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { TOOLS } from "#mcp/tool-list.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { post, testServer } from "./test-client.ts";

const shop = await openTestShop();
const server = testServer(shop.verbs);
afterAll(() => shop.close());

const answerShape = z.object({
  result: z.object({
    isError: z.boolean().optional(),
    content: z.array(z.object({ type: z.literal("text"), text: z.string().min(1) })).min(1),
    structuredContent: z.unknown().optional(),
  }),
});

async function call(name: string, args: unknown) {
  const response = await server.fetch(
    post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } })),
  );
  expect(response.status).toBe(200);
  const { result } = answerShape.parse(await response.json());
  return {
    isError: result.isError === true,
    text: result.content.map((part) => part.text).join("\n"),
    structured: result.structuredContent,
  };
}

/** For each tool and each of two kinds; the whole proof makes more than 10,000 calls of each kind. */
const RUNS = process.env["TILLSWITCH_PROOF"] === "whole" ? Math.ceil(10_000 / TOOLS.length) : 60;
const LONG_MS = 600_000;
const ITEM = { id: "mug", quantity: 1 };
const ADDRESS = {
  name: "Ada",
  line_one: "1 Main St",
  city: "New York",
  state: "NY",
  country: "US",
  postal_code: "10001",
};
const ID = "cs_0123456789";

describe("bad input", () => {
  it.each([
    ["search_products", { limit: 0 }, "limit"],
    ["search_products", { min_price: 5 }, "currency"],
    ["search_products", { currency: "QQQ" }, "currency"],
    ["search_products", { currency: "USD", min_price: 5, max_price: 4 }, "min_price"],
    ["search_products", { cursor: "made-up" }, "cursor"],
    ["search_products", { sort: "cheapest" }, "sort"],
    ["search_products", { facets: "perhaps" }, "facets"],
    ["search_products", { brand: "x".repeat(201) }, "brand"],
    ["search_products", { category: "x".repeat(501) }, "category"],
    ["search_products", { query: "tea\u0000pot" }, "query"],
    ["get_product", {}, "id"],
    ["get_product", { id: "nobody" }, "id"],
    ["checkout_session", {}, "checkout_session"],
    ["checkout_session", { checkout_session: { items: [] } }, "checkout_session.items"],
    [
      "checkout_session",
      { checkout_session: { items: [{ ...ITEM, quantity: 1.5 }] } },
      "checkout_session.items[0].quantity",
    ],
    [
      "checkout_session",
      { checkout_session: { items: [ITEM, { id: "nobody", quantity: 1 }] } },
      "checkout_session.items[1].id",
    ],
    [
      "checkout_session",
      { checkout_session: { items: [ITEM, { id: "cup", quantity: 1 }] } },
      "checkout_session.items[1].id",
    ],
    [
      "checkout_session",
      { checkout_session: { items: [{ ...ITEM, id: "mug\ud800" }] } },
      "checkout_session.items[0].id",
    ],
    [
      "update_checkout",
      { checkout_session_id: ID, fulfillment_address: { ...ADDRESS, country: "XX" } },
      "fulfillment_address.country",
    ],
    [
      "update_checkout",
      { checkout_session_id: ID, fulfillment_address: { ...ADDRESS, phone_number: "12" } },
      "fulfillment_address.phone_number",
    ],
    ["update_checkout", { checkout_session_id: ID, discount_codes: [7.5] }, "discount_codes[0]"],
    ["update_checkout", { discount_codes: [] }, "checkout_session_id"],
    ["choose_route", { checkout_session_id: ID, capabilities: { widget: true } }, "capabilities.request_checkout"],
    ["complete_checkout", { checkout_session_id: ID, buyer: null }, "payment_data"],
    [
      "complete_checkout",
      { checkout_session_id: ID, buyer: { email: "nowhere" }, payment_data: { token: "t" } },
      "buyer.email",
    ],
    ["complete_checkout", { checkout_session_id: ID, payment_data: { token: "" } }, "payment_data.token"],
    ["cancel_checkout", { checkout_session_id: 7 }, "checkout_session_id"],
    ["get_order_status", { checkout_session_id: "" }, "checkout_session_id"],
  ])("%s with %j names %s", async (name, args, field) => {
    const answer = await call(name, args);
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(new RegExp(`^- ${field.replace(/[.[\]]/g, "\\$&")}: .`, "m"));
    expect(answer.text.startsWith(`${name} did not accept this input:`)).toBe(true);
  });

  it.each(["update_checkout", "choose_route", "complete_checkout", "cancel_checkout", "get_order_status"])(
    "%s for a session nobody knows says what to do",
    async (name) => {
      const capabilities = { widget: true, request_checkout: true, open_external: true, open_link: true };
      const answer = await call(name, {
        checkout_session_id: "cs_of_nobody_at_all",
        capabilities,
        payment_data: { token: "tok_sandbox_ok" },
      });
      expect(answer.isError).toBe(true);
      expect(answer.text).toContain("checkout_session");
    },
  );

  it("a missing field is called missing and a token is never repeated", async () => {
    expect((await call("get_product", {})).text).toContain("- id: is missing");
    const answer = await call("complete_checkout", {
      checkout_session_id: ID,
      payment_data: { token: "tok_secret".repeat(60) },
    });
    expect(answer.text).toContain("payment_data.token: must have at most 500 characters");
    expect(answer.text).not.toContain("tok_secret");
  });

  it.each(TOOLS.map((tool) => tool.name))(
    "%s answers any arguments at all, and names what is wrong",
    async (name) => {
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(
            fc.oneof(
              fc.constantFrom(
                "id",
                "query",
                "checkout_session_id",
                "checkout_session",
                "payment_data",
                "buyer",
                "capabilities",
                "items",
                "limit",
                "cursor",
              ),
              fc.string(),
            ),
            fc.jsonValue({ maxDepth: 4 }),
          ),
          async (args) => {
            const answer = await call(name, args);
            expect(answer.isError || answer.structured !== undefined).toBe(true);
          },
        ),
        { numRuns: RUNS },
      );
      expect(server.reports).toEqual([]);
    },
    LONG_MS,
  );

  it.each(TOOLS.map((tool) => tool.name))(
    "%s with one broken field among good ones answers and never fails inside",
    async (name) => {
      const good: Record<string, unknown> = {
        query: "mug",
        limit: 5,
        id: "mug",
        checkout_session: { items: [ITEM] },
        checkout_session_id: ID,
        items: [ITEM],
        fulfillment_address: ADDRESS,
        fulfillment_option_id: "standard",
        discount_codes: ["TEN"],
        capabilities: { widget: true, request_checkout: true, open_external: true, open_link: true },
        buyer: { email: "ada@example.com" },
        payment_data: { token: "t" },
      };
      const junk = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.string({ unit: "binary" }),
        fc.constantFrom("\u0000", "\ud800", "'; drop table sessions; --", "a".repeat(100_000), 1e308, -1, 0.1),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...Object.keys(good)), junk, async (field, value) => {
          const answer = await call(name, { ...good, [field]: value });
          expect(answer.text.length).toBeGreaterThan(0);
        }),
        { numRuns: RUNS },
      );
      expect(server.reports).toEqual([]);
    },
    LONG_MS,
  );
});
