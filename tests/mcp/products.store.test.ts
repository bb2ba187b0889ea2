import { afterAll, describe, expect, it } from "vitest";
import { getProductOutput, searchProductsOutput } from "#lib/wire/tool-contract.ts";
import { money } from "#lib/money.ts";
import { openTestShop, testProduct } from "../fixtures/test-shop.ts";
import { testServer } from "./test-client.ts";

const shop = await openTestShop();
const client = await testServer(shop.verbs, { instant: shop.context.provider.instant }).connect();
afterAll(() => shop.close());

async function call(name: string, args: Record<string, unknown>, meta: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args, _meta: meta });
  const text = (result.content as { text: string }[]).map((part) => part.text).join("\n");
  return { isError: result.isError === true, text, structured: result.structuredContent };
}

describe("looking for products", () => {
  it("search_products answers prices and ids in structure and in words, by page", async () => {
    const answer = await call("search_products", { query: "product", limit: 2 }, { "openai/locale": "de-DE" });
    const found = searchProductsOutput.parse(answer.structured);
    expect(found.products).toHaveLength(2);
    expect(found.next_cursor).not.toBeNull();
    for (const product of found.products) expect(answer.text).toContain(`id "${product.id}"`);
    const rest = searchProductsOutput.parse(
      (await call("search_products", { query: "product", limit: 2, cursor: found.next_cursor })).structured,
    );
    expect(rest.products.map((product) => product.id)).not.toContain(found.products[0]?.id);
    expect((await call("search_products", { query: "zeppelin" })).text).toContain("No products match");
    expect((await call("search_products", {})).isError).toBe(false);
  });

  it("search_products answers by price, and counts what the matches are made of", async () => {
    const titles = ["Räucherofen", "Räucherofen groß", "Räucherofen klein"];
    await shop.context.catalog.upsert(
      titles.map((title, index) =>
        testProduct(`oven-${index}`, {
          title,
          brand: 'The "Smokers"',
          price: money(3000 - index * 1000, "USD"),
          sku: `RO/${index}`,
        }),
      ),
    );
    const search = { query: "raeucheroefen", sort: "price_ascending", limit: 2, facets: true };
    const answer = await call("search_products", search, { "openai/locale": "de-DE" });
    const found = searchProductsOutput.parse(answer.structured);
    expect(found.products.map(({ id }) => id)).toEqual(["oven-2", "oven-1"]);
    expect(found.facets).toMatchObject({
      counted: 3,
      complete: true,
      brands: [{ name: 'The "Smokers"', count: 3 }],
      prices: [{ min: { amount: 1000, currency: "USD" }, max: { amount: 3000, display: "30,00\u00a0$" }, count: 3 }],
    });
    expect(answer.text).toContain("Of all 3 matches");
    expect(answer.text).toContain("10,00\u00a0$ to 30,00\u00a0$ (3)");
    const next = await call("search_products", { ...search, cursor: found.next_cursor });
    expect(searchProductsOutput.parse(next.structured).products.map(({ id }) => id)).toEqual(["oven-0"]);
    const other = await call("search_products", { ...search, sort: null, cursor: found.next_cursor });
    expect(other.isError).toBe(true);
    expect(other.text).toContain("- cursor: ");
    const byNumber = await call("search_products", { query: "ro1", brand: "the smokers" });
    expect(searchProductsOutput.parse(byNumber.structured).products[0]?.id).toBe("oven-1");
  });

  it("search_products takes the cursor of a title as long as a feed may have it", async () => {
    const title = `Überlang ${"ま".repeat(490)}`;
    await shop.context.catalog.upsert([testProduct("long-1", { title }), testProduct("long-2", { title })]);
    const first = searchProductsOutput.parse(
      (await call("search_products", { query: "überlang", limit: 1 })).structured,
    );
    const args = { query: "überlang", limit: 1, cursor: first.next_cursor };
    const second = searchProductsOutput.parse((await call("search_products", args)).structured);
    expect([...first.products, ...second.products].map(({ id }) => id)).toEqual(["long-1", "long-2"]);
  });

  it("get_product answers one product, its amounts written for the caller's locale", async () => {
    const answer = await call("get_product", { id: "mug" }, { "openai/locale": "de-DE" });
    expect(getProductOutput.parse(answer.structured).product).toMatchObject({
      id: "mug",
      price: { amount: 2500, currency: "USD", display: "25,00\u00a0$" },
      can_be_bought: true,
    });
  });
});
