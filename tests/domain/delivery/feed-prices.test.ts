import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedDelivery } from "#lib/catalog/product.ts";
import { assertTotals } from "#lib/checkout/assert-totals.ts";
import { deliveryChoicesFor } from "#lib/checkout/delivery-options.ts";
import type { Address } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { calculateTotals, priceLine } from "#lib/checkout/totals.ts";
import { shopFile } from "#lib/config/shop.ts";
import { productId } from "#lib/ids.ts";
import { money, type Currency } from "#lib/money.ts";
import { aProduct, anAddress, someRules } from "../../fixtures/builders.ts";

const RULE = {
  id: "standard",
  title: "Standard delivery",
  subtitle: "3 days",
  carrier: "Post",
  countries: ["US", "ES"],
  prices: ["5.00 USD"],
  earliest_days: 1,
  latest_days: 3,
  use_feed_prices: "highest",
};
type Written = Readonly<Record<string, unknown>>;
const shippingOf = (...rules: readonly Written[]) =>
  shopFile.parse({ shipping: rules.map((rule) => ({ ...RULE, ...rule })), taxes: [], discounts: [] }).shipping;
const problemsOf = (rule: Written) =>
  (shopFile.safeParse({ shipping: [rule], taxes: [], discounts: [] }).error?.issues ?? []).map((one) => one.message);

const asks = (cents: number, where: Partial<FeedDelivery> = {}): FeedDelivery => ({
  country: null,
  region: null,
  postalCode: null,
  service: null,
  price: money(cents, "USD"),
  ...where,
});
type Line = { readonly prices: readonly FeedDelivery[]; readonly quantity?: number; readonly isDigital?: boolean };
const NOW = new Date("2026-03-02T12:00:00Z");
const centsOf = (
  lines: readonly Line[],
  rule: Written = {},
  address: Partial<Address> = {},
  worth = money(2500, "USD"),
) =>
  deliveryChoicesFor(
    shippingOf(rule),
    anAddress({ region: "CA", postalCode: "94103", ...address }),
    {
      lines: lines.map(({ prices, quantity = 1, isDigital = false }, index) => ({
        id: `line_${index + 1}`,
        quantity,
        isDigital,
        weightGrams: null,
        availability: "in_stock",
        availableFrom: null,
        deliveryPrices: prices,
      })),
      worth,
    },
    NOW,
  ).map(({ subtotal }) => subtotal.amountMinor);

describe("a delivery rule with the feed's own prices", () => {
  it("charges what the product's row asks, and its own price for a row that asks nothing there", () => {
    expect(centsOf([{ prices: [asks(700, { country: "US" })] }])).toEqual([700]);
    expect(centsOf([{ prices: [asks(0, { country: "US" })] }])).toEqual([0]);
    expect(centsOf([{ prices: [asks(700, { country: "CA" })] }])).toEqual([500]);
    expect(centsOf([{ prices: [] }])).toEqual([500]);
  });

  it("leaves the rows' prices alone without the option", () => {
    expect(centsOf([{ prices: [asks(700)] }], { use_feed_prices: undefined })).toEqual([500]);
  });

  it("takes the price that names the place most exactly: postal code, region, country, everywhere", () => {
    const prices = [
      asks(100),
      asks(200, { country: "US" }),
      asks(300, { country: "US", region: "CA" }),
      asks(400, { country: "US", postalCode: "94*" }),
    ];
    const at = (address: Partial<Address>) => centsOf([{ prices }], {}, address)[0];
    expect(at({})).toBe(400);
    expect(at({ postalCode: "90001" })).toBe(300);
    expect(at({ region: "NY", postalCode: "10001" })).toBe(200);
    expect(at({ country: "ES", region: "Madrid", postalCode: "28001" })).toBe(100);
  });

  it.each([
    ["94103", true],
    ["94103", true, "94103-1234"],
    ["94104", false],
    ["94*", true],
    ["93*", false],
    ["94002-95460", true],
    ["94104-95460", false],
    ["94*-95*", true],
    ["95*-96*", false],
    ["SW1A1AA", true, "SW1A 1AA"],
    ["100-0001", true, "100-0001"],
    ["100-0001", false, "100-0002"],
  ])("reads the postal code %s as a feed writes it: %s", (written, isFor, postalCode = "94103") => {
    expect(centsOf([{ prices: [asks(100, { postalCode: written })] }], {}, { postalCode })).toEqual([
      isFor ? 100 : 500,
    ]);
  });

  it("knows a region by its code, its name, and the wider region that it is part of", () => {
    const at = (region: string) =>
      centsOf(
        [{ prices: [asks(100, { country: "ES", region })] }],
        {},
        {
          country: "ES",
          region: "",
          postalCode: "35001",
        },
      )[0];
    expect([at("GC"), at("Las Palmas"), at("CN"), at("M")]).toEqual([100, 100, 100, 500]);
  });

  it("takes a service for the rule of that id or title, and a price without one only where none is named", () => {
    const prices = [asks(300), asks(1800, { service: "Standard Delivery" }), asks(2500, { service: "express" })];
    expect(centsOf([{ prices }])).toEqual([1800]);
    expect(centsOf([{ prices }], { id: "express", title: "Next day" })).toEqual([2500]);
    expect(centsOf([{ prices }], { id: "collect", title: "Collect" })).toEqual([300]);
    expect(centsOf([{ prices: [asks(300, { service: "Overnight" })] }])).toEqual([500]);
  });

  it("ignores a price in another currency than the basket's", () => {
    expect(centsOf([{ prices: [asks(300, { country: "US", price: money(300, "EUR") }), asks(400)] }])).toEqual([400]);
    expect(centsOf([{ prices: [asks(300, { price: money(300, "EUR") })] }])).toEqual([500]);
  });

  const MIXED = [{ prices: [asks(700)], quantity: 2 }, { prices: [asks(300)] }, { prices: [], quantity: 3 }];
  it("of several lines charges the highest, with its own price for the rest as one of them", () => {
    expect(centsOf(MIXED)).toEqual([700]);
    expect(centsOf(MIXED, { prices: ["9.00 USD"] })).toEqual([900]);
    expect(centsOf(MIXED, { per_item: ["2.00 USD"] })).toEqual([1100]);
    expect(centsOf([...MIXED, { prices: [asks(9900)], isDigital: true }])).toEqual([700]);
  });

  it("per item adds the price of each piece, and its own price once for the rest", () => {
    const rule = { use_feed_prices: "per_item" };
    expect(centsOf(MIXED, rule)).toEqual([2 * 700 + 300 + 500]);
    expect(centsOf(MIXED.slice(0, 2), rule)).toEqual([2 * 700 + 300]);
    expect(centsOf(MIXED, { ...rule, per_item: ["2.00 USD"] })).toEqual([2 * 700 + 300 + 500 + 3 * 200]);
  });

  it("is free from its subtotal on, whatever the feed asks", () => {
    const rule = { free_from: ["25.00 USD"] };
    expect(centsOf(MIXED, rule)).toEqual([0]);
    expect(centsOf(MIXED, rule, {}, money(2499, "USD"))).toEqual([700]);
  });

  it("without a price of its own is offered only where the feed has one for everything that is sent", () => {
    const rule = { prices: undefined };
    expect(centsOf(MIXED, rule)).toEqual([]);
    expect(centsOf([...MIXED.slice(0, 2), { prices: [], isDigital: true }], rule)).toEqual([700]);
    expect(problemsOf({ ...RULE, prices: undefined, use_feed_prices: undefined })).toEqual([
      "a rule has either prices or price_by; only with use_feed_prices may it have neither",
    ]);
  });
});

const CURRENCIES: readonly Currency[] = ["USD", "JPY", "KWD"];
const anyDelivery = fc.record({
  country: fc.constantFrom(null, "US", "DE"),
  region: fc.constantFrom(null, "CA", "NY"),
  postalCode: fc.constantFrom(null, "94*", "10001"),
  service: fc.constantFrom(null, "standard", "express"),
  price: fc.record({ amountMinor: fc.integer({ min: 0, max: 10_000_000 }), currency: fc.constantFrom(...CURRENCIES) }),
});

it("totals add up with whatever the feed asks, and delivery costs what is asked of the lines", () => {
  const anyCase = fc.record({
    currency: fc.constantFrom(...CURRENCIES),
    use: fc.constantFrom("highest" as const, "per_item" as const),
    postalCode: fc.constantFrom("94103", "10001", "60601"),
    lines: fc.array(
      fc.record({
        minor: fc.integer({ min: 1, max: 1_000_000 }),
        quantity: fc.integer({ min: 1, max: 99 }),
        isDigital: fc.boolean(),
        deliveryPrices: fc.array(anyDelivery, { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
  fc.assert(
    fc.property(anyCase, ({ currency, use, postalCode, lines }) => {
      const rules: ShopRules = {
        ...someRules,
        shipping: shippingOf({ use_feed_prices: use, prices: ["5 USD", "500 JPY", "0.500 KWD"] }),
      };
      const figures = calculateTotals({
        lines: lines.map(({ minor, quantity, ...product }, index) =>
          priceLine(
            aProduct({ ...product, id: productId(`p${index}`), price: money(minor, currency) }),
            quantity,
            index + 1,
            NOW,
          ),
        ),
        currency,
        sellerId: aProduct().sellerId,
        address: anAddress({
          region: postalCode === "94103" ? "CA" : postalCode === "10001" ? "NY" : "IL",
          postalCode,
        }),
        deliveryOptionId: null,
        discountCodes: ["TEN"],
        spentCodes: new Map(),
        rules,
        now: NOW,
      });
      assertTotals(figures, currency);
      const [option] = figures.deliveryOptions;
      const sent = lines.filter((line) => !line.isDigital);
      expect(figures.deliveryOptions).toHaveLength(sent.length === 0 ? 0 : 1);
      if (option === undefined) return;
      const pieces = sent.reduce((all, line) => all + line.quantity, 0);
      const highest = Math.max(
        500,
        ...sent.flatMap((line) => line.deliveryPrices.map(({ price }) => price.amountMinor)),
      );
      expect(option.subtotal.amountMinor).toBeLessThanOrEqual(use === "highest" ? highest : highest * pieces + 500);
      expect(option.subtotal.currency).toBe(currency);
    }),
    { numRuns: 300 },
  );
});
