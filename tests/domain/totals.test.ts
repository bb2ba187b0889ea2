import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Product } from "#lib/catalog/product.ts";
import type { Address } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { assertTotals, priceLine, workOut, type BasketFigures, type BasketInputs } from "#lib/checkout/totals.ts";
import { productId } from "#lib/ids.ts";
import { money, parsePrice, type Currency, type Money } from "#lib/money.ts";
import { aProduct, anAddress } from "../builders.ts";

const now = new Date("2026-03-01T12:00:00Z");

function price(text: string): Money {
  const read = parsePrice(text);
  if (read.kind !== "price") throw new Error(read.why);
  return read.price;
}

const rules: ShopRules = {
  shipping: [
    {
      id: "standard",
      title: "Standard",
      subtitle: "3–5 days",
      carrier: "Post",
      countries: ["US"],
      prices: [price("5.00 USD")],
      freeFrom: [price("50.00 USD")],
      earliestDays: 3,
      latestDays: 5,
    },
    {
      id: "express",
      title: "Express",
      subtitle: "Tomorrow",
      carrier: "Courier",
      countries: ["US"],
      prices: [price("15.00 USD")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 1,
    },
    {
      id: "standard",
      title: "Standard",
      subtitle: "2–4 days",
      carrier: "DHL",
      countries: ["DE"],
      prices: [price("5.90 EUR")],
      freeFrom: [],
      earliestDays: 2,
      latestDays: 4,
    },
    {
      id: "standard",
      title: "Yu-Pack",
      subtitle: "1–3 days",
      carrier: "Japan Post",
      countries: ["JP"],
      prices: [price("850 JPY")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 3,
    },
    {
      id: "standard",
      title: "Courier",
      subtitle: "1–2 days",
      carrier: "Aramex",
      countries: ["KW"],
      prices: [price("1.800 KWD")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 2,
    },
  ],
  taxes: [
    { country: "US", region: "NY", name: "Sales tax", ratePerMillion: 88_750, mode: "added", appliesToShipping: true },
    { country: "US", region: "CA", name: "Sales tax", ratePerMillion: 72_500, mode: "added", appliesToShipping: false },
    { country: "DE", region: null, name: "VAT", ratePerMillion: 190_000, mode: "included", appliesToShipping: true },
    {
      country: "JP",
      region: null,
      name: "Consumption tax",
      ratePerMillion: 100_000,
      mode: "included",
      appliesToShipping: true,
    },
  ],
  discounts: [
    {
      code: "TEN",
      title: "10 %",
      effect: { kind: "percent", perMillion: 100_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "EVERYTHING",
      title: "100 %",
      effect: { kind: "percent", perMillion: 1_000_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "FIVE",
      title: "5 off from 40",
      effect: { kind: "amount", amounts: [price("5.00 USD"), price("600 JPY")] },
      minimums: [price("40.00 USD")],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "ONCE",
      title: "Once",
      effect: { kind: "amount", amounts: [price("3.00 USD")] },
      minimums: [],
      expiresAt: null,
      usageLimit: 1,
    },
    {
      code: "LASTYEAR",
      title: "Over",
      effect: { kind: "percent", perMillion: 300_000 },
      minimums: [],
      expiresAt: now,
      usageLimit: null,
    },
    {
      code: "YENONLY",
      title: "Yen",
      effect: { kind: "amount", amounts: [price("600 JPY")] },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
  ],
};

const product = (id: string, at: Money, sale: Money | null, isDigital: boolean): Product =>
  aProduct({ id: productId(id), price: at, salePrice: sale, isDigital });
const address = (country: string, region: string): Address => anAddress({ country, region });

type Case = {
  readonly case: string;
  readonly lines: readonly { price: string; sale?: string; quantity: number; digital?: boolean }[];
  readonly to?: { country: string; region: string };
  readonly codes?: readonly string[];
  readonly usedUp?: readonly string[];
  readonly wants?: string;
  readonly totals: Readonly<Record<string, number>>;
  readonly includedTax?: number;
  readonly missing?: readonly string[];
  readonly option?: string;
  readonly rejected?: readonly { code: string; reason: string }[];
};
const cases = JSON.parse(readFileSync(new URL("../cases/totals.json", import.meta.url), "utf8")) as Case[];

function inputsOf(one: Case): BasketInputs {
  const lines = one.lines.map((line, at) =>
    priceLine(
      product(`p${at}`, price(line.price), line.sale === undefined ? null : price(line.sale), line.digital ?? false),
      line.quantity,
      at + 1,
    ),
  );
  return {
    lines,
    currency: lines[0]?.base.currency ?? "USD",
    address: one.to === undefined ? null : address(one.to.country, one.to.region),
    deliveryOptionId: one.wants ?? null,
    discountCodes: one.codes ?? [],
    usedUpCodes: new Set(one.usedUp ?? []),
    rules,
    now,
  };
}

describe("worked examples of a basket", () => {
  it.each(cases.map((one) => [one.case, one] as const))("%s", (_, one) => {
    const figures = workOut(inputsOf(one));
    expect(
      Object.fromEntries(Object.entries(figures.totals).map(([name, amount]) => [name, amount.amountMinor])),
    ).toEqual({ ...one.totals, fee: 0 });
    if (one.missing !== undefined) expect(figures.missing).toEqual(one.missing);
    if (one.option !== undefined) expect(figures.deliveryOptionId).toBe(one.option);
    if (one.rejected !== undefined) expect(figures.rejectedDiscounts).toEqual(one.rejected);
    expect(figures.includedTax?.amount.amountMinor).toBe(one.includedTax);
  });
});

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
    lines: items.map((item, at) => {
      const sale =
        item.saleShare === null ? null : money(Math.max(1, Math.floor((item.minor * item.saleShare) / 1000)), currency);
      return priceLine(product(`p${at}`, money(item.minor, currency), sale, item.isDigital), item.quantity, at + 1);
    }),
    currency,
    address: place,
    deliveryOptionId: option,
    discountCodes: codes,
    usedUpCodes: new Set(usedUp),
    rules,
    now,
  }));

const minor = (amount: Money) => amount.amountMinor;
const total = (amounts: readonly Money[]) => amounts.reduce((all, amount) => all + amount.amountMinor, 0);
const forAll = (holds: (figures: BasketFigures, inputs: BasketInputs) => void) =>
  fc.assert(
    fc.property(anyBasket, (inputs) => holds(workOut(inputs), inputs)),
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

  it("total = items − items' discount − discount + delivery + tax + fee, and is at least one minor unit", () => {
    forAll(({ totals }) => {
      expect(minor(totals.total)).toBe(
        minor(totals.itemsBase) -
          minor(totals.itemsDiscount) -
          minor(totals.discount) +
          minor(totals.fulfillment) +
          minor(totals.tax) +
          minor(totals.fee),
      );
      expect(minor(totals.total)).toBeGreaterThanOrEqual(1);
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
          const figures = workOut(inputs);
          const totals = { ...figures.totals, [name]: money(figures.totals[name].amountMinor + 1, inputs.currency) };
          expect(() => assertTotals({ ...figures, totals }, inputs.currency)).toThrow("Invariant broken");
        },
      ),
      { numRuns: 100 },
    );
  });
});
