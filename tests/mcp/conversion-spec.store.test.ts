import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { checkoutView } from "#lib/wire/tool-contract.ts";
import { openTestShop, testProduct } from "../fixtures/test-shop.ts";
import { testServer } from "./test-client.ts";

const shop = await openTestShop();
await shop.context.catalog.upsert([testProduct("pan", { offerId: "offer-1" })]);
const client = await testServer(shop.verbs).connect();
const { tools } = await client.listTools();
afterAll(() => shop.close());

const open = (items: readonly Record<string, unknown>[]) =>
  client.callTool({ name: "checkout_session", arguments: { checkout_session: { items } } });
const priced = async (items: readonly Record<string, unknown>[]) => {
  const { line_items, totals } = checkoutView.parse((await open(items)).structuredContent);
  return { line_items, totals };
};

/** The product checkout conversion specification: the host opens the checkout itself, from a product it knows of. */
describe("the checkout that the host opens from a product", () => {
  it("is the tool and the resource of the specification, with exactly its input", () => {
    const tool = tools.find(({ name }) => name === "checkout_session");
    expect(tool?._meta).toMatchObject({
      ui: { resourceUri: "ui://widget/checkout-session.html" },
      "openai/widgetAccessible": true,
    });
    const schema = JSON.parse(JSON.stringify(tool?.inputSchema)) as {
      properties: {
        checkout_session: { properties: { items: { items: { properties: object; required: string[] } } } };
      };
    };
    const item = schema.properties.checkout_session.properties.items.items;
    expect(item.required).toEqual(["id", "quantity"]);
    expect(Object.keys(item.properties).sort()).toEqual(
      ["id", "quantity", "offerId", "name", "description", "images", "url", "merchant_name", "price"].sort(),
    );
    expect(item.properties).toMatchObject({ price: { type: "string" }, images: { type: "array" } });
  });

  it("every tool that a widget calls may be called by it", () => {
    const calls = ["widget/purchase/purchase-calls.ts", "widget/products/products-calls.ts"];
    const code = calls.map((path) => readFileSync(path, "utf8")).join("");
    const called = [...code.matchAll(/"([a-z]+(?:_[a-z]+)+)"/g)]
      .map(([, name]) => name)
      .filter((name) => tools.some((tool) => tool.name === name));
    expect(new Set(called)).toEqual(
      new Set([
        "get_order_status",
        "choose_route",
        "record_funnel_event",
        "cancel_checkout",
        "update_checkout",
        "get_product",
        "checkout_session",
      ]),
    );
    for (const tool of tools.filter(({ name }) => called.includes(name)))
      expect(tool._meta?.["openai/widgetAccessible"], tool.name).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      "as documented",
      {
        offerId: null,
        name: "Free mug",
        description: "Costs nothing",
        images: ["https://elsewhere.example/mug.png"],
        url: "https://elsewhere.example/mug",
        merchant_name: "Somebody else",
        price: "$0.01",
      },
    ],
    ["in other kinds", { name: 7, images: "one.png", price: 0.01, url: null, merchant_name: { name: "x" } }],
    ["in any length", { name: "x".repeat(5000), description: "x".repeat(50_000), images: Array(80).fill("p.png") }],
    ["unknown to the specification", { total: 1, discount: 2499, seller: "Somebody else", currency: "XXX" }],
  ])("metadata %s is accepted, and changes nothing", async (_, metadata) => {
    const plain = [{ id: "mug", quantity: 2 }];
    expect(await priced([{ ...plain[0], ...metadata }])).toEqual(await priced(plain));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a product that is not there", { id: "no-such-mug", quantity: 1 }, "search_products"],
    ["an offer that is another one's", { id: "pan", quantity: 1, offerId: "offer-2" }, "offer-2"],
  ])("%s is answered with a text that names it and helps on", async (_, item, hint) => {
    const answer = await open([{ id: "mug", quantity: 1 }, item]);
    const text = JSON.stringify(answer.content);
    expect(answer.isError).toBe(true);
    expect(text).toContain("checkout_session.items[1]");
    expect(text).toContain(hint);
    expect(answer.structuredContent).toMatchObject({
      messages: [{ type: "error", code: "invalid", param: expect.stringContaining("$.checkout_session.items[1]") }],
    });
  });
});
