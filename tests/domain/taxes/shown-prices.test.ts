import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownDelivery, shownPrices } from "#lib/checkout/taxes/shown-prices.ts";
import type { PricesShown } from "#lib/checkout/taxes/quote.ts";
import { taxByRules, totalsOf, type BasketFigures } from "#lib/checkout/totals.ts";
import { money, type Money } from "#lib/money.ts";
import { aProduct, aSession } from "../../fixtures/builders.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";

const BERLIN = { country: "DE", region: "", postalCode: "10115" };
const figures = (options: BasketOptions, shown?: PricesShown): BasketFigures => {
  const basket = taxedBasket({
    ...options,
    settings: shown === undefined ? {} : { pricesShown: new Map([[options.address?.country ?? "US", shown]]) },
  });
  return totalsOf(basket, taxByRules(basket));
};
const minor = (amounts: readonly { readonly amount: Money }[]) =>
  amounts.reduce((all, { amount }) => all + amount.amountMinor, 0);

/** What the rows above the total come to. */
const rowsOf = (sold: BasketFigures) => {
  const shown = shownPrices(sold);
  return (
    shown.itemsBase.amountMinor -
    shown.saved.amountMinor -
    minor(shown.discounts) +
    shown.fulfillment.amountMinor +
    minor(shown.taxes) +
    sold.totals.fee.amountMinor
  );
};

const baskets: fc.Arbitrary<BasketOptions> = fc.record({
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  address: fc.constantFrom(BERLIN, { country: "US", region: "NY", postalCode: "10001" }, { country: "KW" }),
  lines: fc.array(
    fc.record({
      amountMinor: fc.integer({ min: 0, max: 90_000_000 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      class: fc.constantFrom("standard", "books", "exempt"),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  deliveryMinor: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 3 }),
  discountCodes: fc.constantFrom([], ["TEN"]),
});

describe("prices with or without their tax", () => {
  it("come to the same total, to the cent, whichever way they are shown", () => {
    fc.assert(
      fc.property(baskets, fc.constantFrom(undefined, "with_tax" as const, "without_tax" as const), (options, way) => {
        const sold = figures(options, way);
        expect(sold.totals).toEqual(figures(options).totals);
        expect(rowsOf(sold)).toBe(sold.totals.total.amountMinor);
        const shown = shownPrices(sold);
        const lines = shown.lines.reduce((all, { base }) => all + base.amountMinor, 0);
        expect(lines).toBe(shown.itemsBase.amountMinor);
        for (const { base, discount, subtotal } of shown.lines)
          expect(base.amountMinor - discount.amountMinor).toBe(subtotal.amountMinor);
      }),
      { numRuns: 300 },
    );
  });

  const german: BasketOptions = {
    currency: "EUR",
    address: BERLIN,
    lines: [{ amountMinor: 11_900, quantity: 2 }],
    deliveryMinor: [595],
  };

  it("that contain it are shown without it, with the tax as a row of goods and delivery together", () => {
    const shown = shownPrices(figures(german, "without_tax"));
    expect(shown).toMatchObject({
      itemsBase: { amountMinor: 20_000 },
      fulfillment: { amountMinor: 500 },
      taxes: [{ name: "Umsatzsteuer", amount: { amountMinor: 3895 } }],
      goodsInclude: [],
      deliveryIncludes: [],
      lines: [{ unitPrice: { amountMinor: 10_000 }, subtotal: { amountMinor: 20_000 } }],
    });
  });

  it("to which it is added are shown with it, and the tax is named below the total", () => {
    const shown = shownPrices(figures({ lines: [{ amountMinor: 10_000 }] }, "with_tax"));
    expect(shown).toMatchObject({
      itemsBase: { amountMinor: 10_888 },
      taxes: [],
      goodsInclude: [{ amount: { amountMinor: 888 } }],
      lines: [{ subtotal: { amountMinor: 10_888 } }],
    });
  });

  it("of one of several are what was paid for it, after a sale price", () => {
    const product = aProduct({ price: money(3200, "USD"), salePrice: money(2800, "USD") });
    const [shown] = shownPrices(aSession({ lines: [{ product, quantity: 2 }] })).lines;
    expect(shown).toMatchObject({
      base: { amountMinor: 6400 },
      unitPrice: { amountMinor: 2800 },
      subtotal: { amountMinor: 5600 },
    });
  });

  it("take their part of a discount with them", () => {
    const sold = figures({ ...german, discountCodes: ["TEN"] }, "without_tax");
    const gross = figures({ ...german, discountCodes: ["TEN"] });
    const [whole] = gross.discounts;
    const [net] = shownPrices(sold).discounts;
    expect(whole?.amount.amountMinor).toBe(2380);
    expect(net?.amount.amountMinor).toBe(2000);
    expect(shownPrices(sold).itemsBase.amountMinor).toBe(20_000);
  });

  it("of ways to deliver are shown alike", () => {
    const [option] = figures(german, "without_tax").deliveryOptions;
    expect(option === undefined ? null : shownDelivery(option, "without_tax").amountMinor).toBe(500);
    expect(option === undefined ? null : shownDelivery(option, undefined).amountMinor).toBe(595);
  });

  it("stay as the rule of the place has them where the seller says nothing", () => {
    const sold = figures(german);
    expect(sold.taxBasis.pricesShown).toBeUndefined();
    expect(shownPrices(sold)).toMatchObject({
      itemsBase: sold.totals.itemsBase,
      fulfillment: sold.totals.fulfillment,
      goodsInclude: [{ amount: { amountMinor: 3800 } }],
    });
  });
});
