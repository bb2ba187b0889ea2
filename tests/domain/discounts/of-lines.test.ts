import { describe, expect, it } from "vitest";
import { shownPrices } from "#lib/checkout/taxes/shown-prices.ts";
import { price } from "../../fixtures/priced-baskets.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { basket, goods, HAT, MUG, percent, refused, taken, TEE, threeForTwo, type Goods } from "./basket.ts";

describe("which goods a discount is for", () => {
  it("a product's is taken off its line, which says so by name", () => {
    const figures = basket(
      [
        [MUG, 2],
        [TEE, 1],
      ],
      [
        discountRule({
          code: "MUGS",
          title: "Mugs half price",
          effect: percent(500_000),
          goods: goods({ productIds: ["mug"] }),
        }),
      ],
      ["MUGS"],
    );
    expect(
      figures.lineItems.map((line) => [line.discount.amountMinor, line.reductions.map((one) => one.title)]),
    ).toEqual([
      [1000, ["Mugs half price"]],
      [0, []],
    ]);
    expect([figures.totals.itemsDiscount.amountMinor, figures.totals.discount.amountMinor]).toEqual([1000, 0]);
    expect(figures.discounts[0]).toMatchObject({ method: "each", allocations: [{ lineId: "line_1" }] });
  });

  it("a category's is for everything below it, in any case, and not for what only begins alike", () => {
    const rule = discountRule({
      code: "WEAR",
      title: "Wear",
      effect: percent(100_000),
      goods: goods({ categories: ["apparel"] }),
    });
    expect(
      taken(
        basket(
          [
            [MUG, 1],
            [TEE, 1],
          ],
          [rule],
          ["WEAR"],
        ),
      ),
    ).toEqual(["WEAR 200"]);
    const inTwo: Goods = { ...TEE, category: "Sale | Apparel > Shirts" };
    expect(taken(basket([[inTwo, 1]], [rule], ["WEAR"]))).toEqual(["WEAR 200"]);
    const like: Goods = { ...TEE, category: "Apparel Accessories" };
    expect(refused(basket([[like, 1]], [rule], ["WEAR"]))).toEqual(["WEAR not_applicable"]);
  });

  it("a seller's counts at that seller alone, for the order as a whole", () => {
    const of = (seller: string) =>
      discountRule({ code: "OURS", title: "Ours", effect: percent(100_000), goods: goods({ sellerIds: [seller] }) });
    expect(basket([[MUG, 1]], [of("fernweh")], ["OURS"]).totals.discount.amountMinor).toBe(100);
    expect(refused(basket([[MUG, 1]], [of("kumo")], ["OURS"]))).toEqual(["OURS not_applicable"]);
  });

  it("one that excludes sale prices leaves those lines alone", () => {
    const rule = discountRule({
      code: "TEN",
      title: "Ten",
      effect: percent(100_000),
      goods: goods({ excludesSale: true }),
    });
    const figures = basket(
      [
        [HAT, 1],
        [TEE, 1],
      ],
      [rule],
      ["TEN"],
    );
    expect(figures.lineItems.map((line) => line.subtotal.amountMinor)).toEqual([600, 1800]);
    expect(shownPrices(figures).saved.amountMinor).toBe(200);
    expect(refused(basket([[HAT, 1]], [rule], ["TEN"]))).toEqual(["TEN not_applicable"]);
  });

  it("an amount for some lines is shared out over them to the cent, and never exceeds them", () => {
    const off = (text: string) =>
      discountRule({
        code: "OFF",
        title: "Off",
        effect: { kind: "amount", amounts: [price(text)] },
        goods: goods({ productIds: ["mug", "tee"] }),
      });
    const parts = basket(
      [
        [MUG, 1],
        [TEE, 1],
        [HAT, 1],
      ],
      [off("1.00 USD")],
      ["OFF"],
    );
    expect(parts.lineItems.map((line) => line.reductions[0]?.amount.amountMinor ?? 0)).toEqual([33, 67, 0]);
    expect(
      taken(
        basket(
          [
            [MUG, 1],
            [HAT, 1],
          ],
          [off("50.00 USD")],
          ["OFF"],
        ),
      ),
    ).toEqual(["OFF 1000"]);
  });
});

describe("three for two", () => {
  const rule = discountRule({ code: "3FOR2", title: "3 for 2", isAutomatic: true, effect: threeForTwo });

  it("of three units the cheapest is free, over all lines, without a code", () => {
    expect(
      taken(
        basket(
          [
            [TEE, 2],
            [MUG, 1],
          ],
          [rule],
        ),
      ),
    ).toEqual(["3FOR2 1000"]);
    expect(taken(basket([[MUG, 2]], [rule]))).toEqual([]);
    expect(taken(basket([[MUG, 5]], [rule]))).toEqual(["3FOR2 1000"]);
    expect(taken(basket([[MUG, 6]], [rule]))).toEqual(["3FOR2 2000"]);
  });

  it("counts only units of its goods", () => {
    const mugs = { ...rule, goods: goods({ productIds: ["mug"] }) };
    expect(
      taken(
        basket(
          [
            [TEE, 2],
            [MUG, 1],
          ],
          [mugs],
        ),
      ),
    ).toEqual([]);
  });

  it("or the second at half price", () => {
    const second = discountRule({
      code: "SECOND",
      title: "Second half price",
      isAutomatic: true,
      effect: { kind: "quantity", buy: 1, get: 1, perMillion: 500_000 },
    });
    expect(
      taken(
        basket(
          [
            [TEE, 1],
            [MUG, 1],
          ],
          [second],
        ),
      ),
    ).toEqual(["SECOND 500"]);
  });
});
