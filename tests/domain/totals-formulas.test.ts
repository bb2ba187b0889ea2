import { assertTotals } from "#lib/checkout/assert-totals.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { priceLine, calculateTotals, type BasketFigures, type BasketInputs } from "#lib/checkout/totals.ts";
import { money, type Currency, type Money } from "#lib/money.ts";
import { address, now, product, rules } from "../fixtures/priced-baskets.ts";

const anyBasket: fc.Arbitrary<BasketInputs> = fc
  .record({
    currency: fc.constantFrom<Currency>("USD", "EUR", "JPY", "KWD"),
    items: fc.array(
      fc.record({
        minor: fc.integer({ min: 1, max: 5_000_000 }),
        saleShare: fc.option(fc.integer({ min: 1, max: 999 })),
        quantity: fc.integer({ min: 1, max: 99 }),
        isDigital: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    place: fc.option(
      fc.constantFrom(
        address("US", "NY"),
        address("US", "CA"),
        address("US", "OR"),
        address("DE", ""),
        address("JP", ""),
        address("KW", ""),
        address("AQ", ""),
      ),
    ),
    codes: fc.array(fc.constantFrom("TEN", "EVERYTHING", "FIVE", "ONCE", "LASTYEAR", "YENONLY", "nonsense", " ten "), {
      maxLength: 6,
    }),
    usedUp: fc.subarray(["ONCE", "TEN"]),
    option: fc.option(fc.constantFrom("standard", "express", "no-such-option")),
  })
  .map(({ currency, items, place, codes, usedUp, option }) => ({
    lines: items.map((item, index) => {
      const sale =
        item.saleShare === null ? null : money(Math.max(1, Math.floor((item.minor * item.saleShare) / 1000)), currency);
      return priceLine(
        product(`p${index}`, money(item.minor, currency), sale, item.isDigital),
        item.quantity,
        index + 1,
        now,
      );
    }),
    currency,
    sellerId: sellerId("fernweh"),
    address: place,
    deliveryOptionId: option,
    discountCodes: codes,
    spentCodes: new Map(usedUp.map((code) => [code, "used_up"])),
    rules,
    now,
  }));

const minor = (amount: Money) => amount.amountMinor;
const total = (amounts: readonly Money[]) => amounts.reduce((all, amount) => all + amount.amountMinor, 0);
const forAll = (holds: (figures: BasketFigures, inputs: BasketInputs) => void) =>
  fc.assert(
    fc.property(anyBasket, (inputs) => holds(calculateTotals(inputs), inputs)),
    { numRuns: 400 },
  );

describe("the published formulas hold for every basket", () => {
  it("line: subtotal = base − discount, total = subtotal + tax", () => {
    forAll(({ lineItems }) => {
      for (const line of lineItems) {
        expect(minor(line.subtotal)).toBe(minor(line.base) - minor(line.discount));
        expect(minor(line.total)).toBe(minor(line.subtotal) + minor(line.tax));
        expect(minor(line.base)).toBe(minor(line.unitPrice) * line.quantity);
      }
    });
  });

  it("items: base, discount and tax are the sums over the lines", () => {
    forAll(({ lineItems, totals }) => {
      expect(minor(totals.itemsBase)).toBe(total(lineItems.map((line) => line.base)));
      expect(minor(totals.itemsDiscount)).toBe(total(lineItems.map((line) => line.discount)));
      expect(minor(totals.tax)).toBe(total(lineItems.map((line) => line.tax)));
      expect(minor(totals.subtotal)).toBe(minor(totals.itemsBase) - minor(totals.itemsDiscount));
    });
  });

  it("total = items − items' discount − discount + delivery + tax + fee, and is never below zero", () => {
    forAll(({ totals }) => {
      expect(minor(totals.total)).toBe(
        minor(totals.itemsBase) -
          minor(totals.itemsDiscount) -
          minor(totals.discount) +
          minor(totals.fulfillment) +
          minor(totals.tax) +
          minor(totals.fee),
      );
      expect(minor(totals.total)).toBeGreaterThanOrEqual(0);
    });
  });

  it("every amount is a whole number that is not negative, in the basket's currency", () => {
    forAll(({ totals, lineItems, deliveryOptions, discounts }, { currency }) => {
      const amounts = [
        ...Object.values(totals),
        ...lineItems.flatMap((line) => [line.base, line.discount, line.subtotal, line.tax, line.total]),
        ...deliveryOptions.flatMap((option) => [option.subtotal, option.tax, option.total]),
        ...discounts.map((one) => one.amount),
      ];
      for (const amount of amounts)
        expect(amount).toMatchObject({
          amountMinor: expect.toSatisfy((value: number) => Number.isSafeInteger(value) && value >= 0),
          currency,
        });
    });
  });

  it("delivery: ids are unique, total = subtotal + tax, the chosen one is charged, the earliest day is not after the latest", () => {
    forAll(({ deliveryOptions, deliveryOptionId, totals }) => {
      expect(new Set(deliveryOptions.map((option) => option.id)).size).toBe(deliveryOptions.length);
      for (const option of deliveryOptions) {
        expect(minor(option.total)).toBe(minor(option.subtotal) + minor(option.tax));
        expect(option.earliest.getTime()).toBeLessThanOrEqual(option.latest.getTime());
      }
      expect(minor(totals.fulfillment)).toBe(
        deliveryOptions.find((option) => option.id === deliveryOptionId)?.total.amountMinor ?? 0,
      );
    });
  });

  it("discount = Σ of the codes taken; every code given is taken or refused once", () => {
    forAll(({ discounts, rejectedDiscounts, totals }, { discountCodes }) => {
      expect(minor(totals.discount)).toBe(total(discounts.map((one) => one.amount)));
      const answered = [...discounts, ...rejectedDiscounts].map((one) => one.code).sort();
      expect(answered).toEqual([...new Set(discountCodes.map((code) => code.trim().toUpperCase()))].sort());
    });
  });

  it("figures that were tampered with in storage are noticed when they are read back", () => {
    fc.assert(
      fc.property(
        anyBasket,
        fc.constantFrom("itemsBase", "itemsDiscount", "subtotal", "discount", "fulfillment", "tax", "total"),
        (inputs, name) => {
          const figures = calculateTotals(inputs);
          const totals = { ...figures.totals, [name]: money(figures.totals[name].amountMinor + 1, inputs.currency) };
          expect(() => assertTotals({ ...figures, totals }, inputs.currency)).toThrow("Invariant broken");
        },
      ),
      { numRuns: 100 },
    );
  });
});
