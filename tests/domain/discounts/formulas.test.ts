import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_GOODS, type DiscountRule } from "#lib/checkout/discounts/rule.ts";
import type { TaxRule } from "#lib/checkout/taxes/rule.ts";
import { calculateTotals, priceLine, type BasketFigures, type BasketInputs } from "#lib/checkout/totals.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { money, type Currency, type Money } from "#lib/money.ts";
import { aProduct, anAddress } from "../../fixtures/builders.ts";
import { now, rules } from "../../fixtures/priced-baskets.ts";
import { discountRule, taxRule } from "../../fixtures/shop-rules.ts";

const CLASSES = ["standard", "reduced", "zero", "exempt", null];
const IDS = ["a", "b", "c"];
const currencies = fc.constantFrom<Currency>("USD", "JPY", "KWD", "EUR");

const anyTax = fc
  .record({
    country: fc.constantFrom("US", "DE", "JP", "KW"),
    mode: fc.constantFrom<TaxRule["mode"]>("added", "included"),
    rates: fc.array(
      fc.record({ name: fc.constantFrom("GST", "PST", "VAT"), ratePerMillion: fc.integer({ min: 0, max: 300_000 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    classes: fc.subarray(["standard", "reduced", "zero"]),
    appliesToShipping: fc.boolean(),
  })
  .map((one): TaxRule => ({ ...taxRule({ ...one, name: "", ratePerMillion: 0 }), rates: one.rates }));

const anyDiscount = (currency: Currency, index: number): fc.Arbitrary<DiscountRule> =>
  fc
    .record({
      effect: fc.oneof(
        fc.record({ kind: fc.constant("percent" as const), perMillion: fc.integer({ min: 0, max: 1_000_000 }) }),
        fc
          .integer({ min: 1, max: 20_000 })
          .map((minor) => ({ kind: "amount" as const, amounts: [money(minor, currency)] })),
        fc.record({
          kind: fc.constant("quantity" as const),
          buy: fc.integer({ min: 1, max: 3 }),
          get: fc.integer({ min: 1, max: 2 }),
          perMillion: fc.integer({ min: 1, max: 1_000_000 }),
        }),
      ),
      isAutomatic: fc.boolean(),
      isCombinable: fc.boolean(),
      productIds: fc.subarray(IDS),
      excludesSale: fc.boolean(),
    })
    .map(({ productIds, excludesSale, ...one }) =>
      discountRule({
        ...one,
        code: `C${index}`,
        title: `Title ${index}`,
        goods: { ...ALL_GOODS, productIds, excludesSale },
      }),
    );

const anyBasket: fc.Arbitrary<BasketInputs> = currencies.chain((currency) =>
  fc
    .record({
      items: fc.array(
        fc.record({
          id: fc.constantFrom(...IDS),
          minor: fc.integer({ min: 1, max: 5_000_000 }),
          sale: fc.option(fc.integer({ min: 1, max: 999 })),
          quantity: fc.integer({ min: 1, max: 12 }),
          isDigital: fc.boolean(),
          taxCategory: fc.constantFrom(...CLASSES),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      country: fc.option(fc.constantFrom("US", "DE", "JP", "KW", "AQ")),
      taxes: fc.array(anyTax, { maxLength: 6 }),
      delivery: fc.constantFrom("highest" as const, "pro_rata" as const),
      discounts: fc.tuple(anyDiscount(currency, 0), anyDiscount(currency, 1), anyDiscount(currency, 2)),
      codes: fc.subarray(["C0", "C1", "C2", "C9"]),
    })
    .map(({ items, country, taxes, delivery, discounts, codes }) => ({
      lines: items.map((one, index) =>
        priceLine(
          aProduct({
            id: productId(one.id),
            price: money(one.minor, currency),
            salePrice:
              one.sale === null ? null : money(Math.max(1, Math.floor((one.minor * one.sale) / 1000)), currency),
            isDigital: one.isDigital,
            taxCategory: one.taxCategory,
          }),
          one.quantity,
          index + 1,
          now,
        ),
      ),
      currency,
      sellerId: sellerId("fernweh"),
      address: country === null ? null : anAddress({ country, region: "" }),
      deliveryOptionId: null,
      discountCodes: codes,
      spentCodes: new Map(),
      rules: { ...rules, taxes, discounts, taxSettings: { ...rules.taxSettings, delivery } },
      now,
    })),
);

const total = (amounts: readonly Money[]) => amounts.reduce((all, amount) => all + amount.amountMinor, 0);
const forAll = (holds: (figures: BasketFigures, inputs: BasketInputs) => void) =>
  fc.assert(
    fc.property(anyBasket, (inputs) => holds(calculateTotals(inputs), inputs)),
    { numRuns: 300 },
  );

describe("the published formulas hold with tax classes, both tax modes, and discounts of lines and orders together", () => {
  it("base, discounts, tax and delivery make the total, and nothing is below zero", { timeout: 30_000 }, () => {
    forAll(({ totals, lineItems, discounts, deliveryOptions, deliveryOptionId }) => {
      expect(totals.itemsBase.amountMinor).toBe(total(lineItems.map((line) => line.base)));
      expect(totals.itemsDiscount.amountMinor).toBe(total(lineItems.map((line) => line.discount)));
      expect(totals.subtotal.amountMinor).toBe(totals.itemsBase.amountMinor - totals.itemsDiscount.amountMinor);
      expect(totals.tax.amountMinor).toBe(total(lineItems.map((line) => line.tax)));
      expect(totals.discount.amountMinor).toBe(
        total(discounts.filter((one) => one.method === "across").map((one) => one.amount)),
      );
      const chosen = deliveryOptions.find((one) => one.id === deliveryOptionId);
      expect(totals.fulfillment.amountMinor).toBe(chosen?.total.amountMinor ?? 0);
      expect(totals.total.amountMinor).toBe(
        totals.subtotal.amountMinor -
          totals.discount.amountMinor +
          totals.fulfillment.amountMinor +
          totals.tax.amountMinor,
      );
      const amounts = [
        ...Object.values(totals),
        ...lineItems.flatMap((line) => [line.base, line.discount, line.subtotal, line.tax, line.total]),
        ...lineItems.flatMap((line) => [...line.taxes, ...line.reductions].map((one) => one.amount)),
      ];
      expect(amounts.every((one) => Number.isSafeInteger(one.amountMinor) && one.amountMinor >= 0)).toBe(true);
    });
  });

  it("each discount is the sum of what it takes off its lines, by name on the line", { timeout: 30_000 }, () => {
    forAll(({ discounts, lineItems }) => {
      for (const one of discounts) {
        expect(total(one.allocations.map((part) => part.amount))).toBe(one.amount.amountMinor);
        const onLines = lineItems.flatMap((line) => line.reductions.filter(({ code }) => code === one.code));
        expect(total(onLines.map((part) => part.amount))).toBe(one.method === "each" ? one.amount.amountMinor : 0);
      }
      const sale = (line: BasketFigures["lineItems"][number]) =>
        line.discount.amountMinor - total(line.reductions.map((one) => one.amount));
      expect(lineItems.every((line) => sale(line) >= 0)).toBe(true);
    });
  });

  it("the tax lines are the taxes of the lines and of the chosen delivery", { timeout: 30_000 }, () => {
    forAll(({ taxLines, lineItems, totals, deliveryOptions, deliveryOptionId }) => {
      const of = (which: "goods" | "delivery", mode: "added" | "included") =>
        total(taxLines.filter((one) => one.of === which && one.mode === mode).map((one) => one.amount));
      expect(of("goods", "added")).toBe(totals.tax.amountMinor);
      const inside = lineItems.flatMap((line) => line.taxes.filter((one) => one.mode === "included"));
      expect(of("goods", "included")).toBe(total(inside.map((one) => one.amount)));
      expect(of("goods", "included")).toBeLessThanOrEqual(totals.subtotal.amountMinor - totals.discount.amountMinor);
      const chosen = deliveryOptions.find((one) => one.id === deliveryOptionId);
      expect(of("delivery", "added")).toBe(chosen?.tax.amountMinor ?? 0);
    });
  });

  it("several discounts together never cover everything", { timeout: 30_000 }, () => {
    forAll(({ discounts, totals, lineItems }) => {
      const paid = totals.subtotal.amountMinor - totals.discount.amountMinor;
      if (discounts.filter((one) => one.amount.amountMinor > 0).length > 1 && lineItems.length > 0)
        expect(paid).toBeGreaterThan(0);
    });
  });

  it("a session that is priced again from its own lines has the same figures", { timeout: 30_000 }, () => {
    forAll((figures, inputs) => {
      expect(calculateTotals({ ...inputs, lines: figures.lineItems })).toEqual(figures);
    });
  });
});
