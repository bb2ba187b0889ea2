import { afterAll, describe, expect, it } from "vitest";
import { getProductOutput, searchProductsOutput } from "#lib/wire/tool-contract.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
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

  it("get_product answers one product, its amounts written for the caller's locale", async () => {
    const answer = await call("get_product", { id: "mug" }, { "openai/locale": "de-DE" });
    expect(getProductOutput.parse(answer.structured).product).toMatchObject({
      id: "mug",
      price: { amount: 2500, currency: "USD", display: "25,00\u00a0$" },
      can_be_bought: true,
    });
  });
});
