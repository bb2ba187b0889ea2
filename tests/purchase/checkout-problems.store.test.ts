import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([
    testProduct("pan", { offerId: "offer-1" }),
    testProduct("sold-out", { availability: "out_of_stock" }),
    testProduct("none-left", { stockOnHand: 0 }),
    testProduct("elsewhere", { isEligibleCheckout: false, url: "https://shop.example.com/elsewhere" }),
    testProduct("yen", { price: money(2500, "JPY") }),
    testProduct("red", { variant: { color: "Moss" }, availability: "out_of_stock" }),
  ]);
});
afterAll(() => shop.close());

type Wanted = { readonly id: string; readonly quantity?: number; readonly offerId?: string };
const items = (wanted: readonly Wanted[]) =>
  wanted.map(({ id, quantity = 1, offerId = null }) => ({ productId: productId(id), quantity, offerId }));
async function prepare(wanted: readonly Wanted[]) {
  const outcome = await shop.verbs.prepareCheckout({ items: items(wanted) });
  return outcome.kind === "refused" ? outcome.problems : outcome.kind;
}

describe("what keeps a checkout from being prepared", () => {
  it.each<[string, readonly Wanted[], CheckoutProblem]>([
    ["an unknown product", [{ id: "nobody" }], { kind: "unknown_product", item: 1, productId: productId("nobody") }],
    ["half a pan", [{ id: "pan", quantity: 0.5 }], { kind: "bad_quantity", item: 1, quantity: 0.5 }],
    ["too many", [{ id: "pan", quantity: 100 }], { kind: "too_many_units", item: 1, quantity: 100, max: 99 }],
    [
      "too many in two lines",
      [
        { id: "pan", quantity: 60 },
        { id: "pan", quantity: 60 },
      ],
      { kind: "too_many_units", item: 1, quantity: 120, max: 99 },
    ],
    [
      "another offer",
      [{ id: "pan", offerId: "offer-2" }],
      { kind: "no_such_offer", item: 1, title: "Product pan", offerId: "offer-2" },
    ],
    ["a sold-out product", [{ id: "sold-out" }], { kind: "out_of_stock", item: 1, title: "Product sold-out" }],
    ["a sold-out variant", [{ id: "red" }], { kind: "out_of_stock", item: 1, title: "Product red (Moss)" }],
    [
      "more than are left",
      [{ id: "last", quantity: 2 }],
      { kind: "not_enough_stock", item: 1, title: "Product last", left: 1 },
    ],
    ["none left", [{ id: "none-left" }], { kind: "not_enough_stock", item: 1, title: "Product none-left", left: 0 }],
    [
      "a product that is sold elsewhere",
      [{ id: "elsewhere" }],
      {
        kind: "not_sold_here",
        item: 1,
        title: "Product elsewhere",
        url: "https://shop.example.com/elsewhere",
      },
    ],
    [
      "another seller's product",
      [{ id: "cup" }],
      {
        kind: "several_sellers",
        item: 1,
        groups: [
          { sellerName: "Fernweh", items: [{ productId: productId("mug"), title: "Product mug", quantity: 1 }] },
          { sellerName: "Kumo", items: [{ productId: productId("cup"), title: "Product cup", quantity: 1 }] },
        ],
      },
    ],
    [
      "a product in another currency",
      [{ id: "yen" }],
      { kind: "other_currency", item: 1, title: "Product yen", currency: "JPY", checkoutCurrency: "USD" },
    ],
  ])("%s is data with the item's index", async (_, wanted, problem) => {
    expect(await prepare([{ id: "mug" }, ...wanted])).toEqual([problem]);
  });

  it("is reported in full, not just the first", async () => {
    const problems = await prepare([{ id: "nobody" }, { id: "mug" }, { id: "sold-out" }, { id: "cup" }]);
    expect(Array.isArray(problems) && problems.map(({ kind }) => kind)).toEqual([
      "unknown_product",
      "out_of_stock",
      "several_sellers",
    ]);
  });

  it("is also that the items are priced in another currency than the caller expects", async () => {
    const request = { items: items([{ id: "mug" }]), currency: "EUR" } as const;
    expect(await shop.verbs.prepareCheckout(request)).toEqual({
      kind: "refused",
      problems: [{ kind: "not_priced_in", expected: "EUR", priced: "USD" }],
    });
  });
});

describe("what keeps a checkout from being changed", () => {
  it("is another seller, another currency, and a delivery option that is not offered", async () => {
    const sessionId = await shop.readySession();
    const update = async (change: object) => shop.verbs.updateCheckout({ sessionId, ...change });
    const fixed = { kind: "seller_and_currency_fixed", sellerName: "Fernweh", currency: "USD" };
    for (const id of ["cup", "yen"])
      expect(await update({ items: items([{ id }]) })).toEqual({ kind: "refused", problems: [fixed] });
    expect(await update({ deliveryOptionId: "teleport" })).toEqual({
      kind: "refused",
      problems: [{ kind: "delivery_option_not_offered", optionId: "teleport", offeredIds: ["standard", "express"] }],
    });
    expect(await update({ address: null, deliveryOptionId: "standard" })).toEqual({
      kind: "refused",
      problems: [{ kind: "delivery_option_not_offered", optionId: "standard", offeredIds: [] }],
    });
    expect(await shop.context.store.session(sessionId)).toMatchObject({
      sellerId: sellerId("fernweh"),
      address: newYorker,
      buyer: ada,
    });
  });
});
