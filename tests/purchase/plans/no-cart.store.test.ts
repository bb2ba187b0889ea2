import { afterAll, beforeAll, expect, it } from "vitest";
import { planId, productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";
import { ANY_SEARCH } from "../../catalog/search/any-search.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

const MAPS: Plan = {
  id: planId("trail-maps"),
  sellerId: sellerId("fernweh"),
  sellerName: "Fernweh",
  title: "Trail maps",
  description: "",
  price: money(490, "USD"),
  interval: "month",
  entitlement: "maps",
};
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, plans: [MAPS] });
});
afterAll(() => shop.close());

it.each([["alone"], ["beside goods of its seller", "mug"], ["beside goods of two sellers", "mug", "cup"]])(
  "a plan is refused in a cart %s before anybody pays, as an unknown product",
  async (_where, ...goods) => {
    const items = ["trail-maps", ...goods].map((id) => ({ productId: productId(id), offerId: null, quantity: 1 }));
    expect(await verbs.prepareCheckout({ items })).toMatchObject({
      kind: "refused",
      problems: expect.arrayContaining([expect.objectContaining({ kind: "unknown_product", item: 0 })]),
    });
  },
);

it("a plan is neither found by a search nor read as a product", async () => {
  const found = await verbs.searchProducts({ ...ANY_SEARCH, text: "Trail maps" });
  expect("products" in found && found.products.map(({ title }) => title)).not.toContain("Trail maps");
  expect(await verbs.product(productId("trail-maps"))).toBeNull();
});
