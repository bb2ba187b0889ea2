import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money, type Currency } from "#lib/money.ts";
import { checkoutView, type CheckoutEdge } from "#lib/wire/checkout-view.ts";
import { HOST_DIALECTS, hostSession, type HostSession } from "#lib/wire/host-session.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { checkPayload } from "#app/try/host/payload-check.ts";
import { aState, type SessionOptions } from "../fixtures/builders.ts";
import { address, product, rules } from "../fixtures/priced-baskets.ts";
import { HOST_PAYLOADS } from "./host-payload-schema.ts";

const edge: CheckoutEdge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test",
  takes: () => ({ kind: "taken" as const }),
  instant: { provider: "stripe", accountId: "profile_test_1", currencies: ["USD", "EUR", "JPY", "KWD"], mode: "test" },
};
const HOST_OWNED = ["merchant", "logo_url", "conversation_id", "connector_id", "ecosystem_app_uri"];
const ajv = new Ajv({ strict: false, allErrors: true });
const fits = { full: ajv.compile(HOST_PAYLOADS.full), minimal: ajv.compile(HOST_PAYLOADS.minimal) };
const PLACES: readonly (readonly [Currency, string, string])[] = [
  ["USD", "US", "NY"],
  ["USD", "US", "CA"],
  ["USD", "US", "OR"],
  ["EUR", "DE", ""],
  ["JPY", "JP", ""],
  ["KWD", "KW", ""],
];
const CODES = [...rules.discounts.map(({ code }) => code), "NOPE"];

/** Baskets that can be paid: every currency, kind of tax, discount and way to deliver of the priced baskets. */
const baskets: fc.Arbitrary<SessionOptions> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    lines: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 5_000_000 }),
        sale: fc.option(fc.integer({ min: 1, max: 5_000_000 })),
        quantity: fc.integer({ min: 1, max: 99 }),
        isDigital: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    discountCodes: fc.subarray(CODES),
    option: fc.option(fc.constantFrom("standard", "express", "teleport")),
  })
  .map(({ place: [currency, country, region], lines, discountCodes, option }) => ({
    rules,
    discountCodes,
    deliveryOptionId: option,
    address: address(country, region),
    lines: lines.map(({ price, sale, quantity, isDigital }, index) => ({
      quantity,
      product: product(
        `p${index}`,
        money(price, currency),
        sale !== null && sale < price ? money(sale, currency) : null,
        isDigital,
      ),
    })),
  }));

/** Every formula that is published for lines, totals and delivery; each pair is what is and what should be. */
function sums(session: HostSession): readonly (readonly [number | undefined, number])[] {
  const { line_items: lines, totals, fulfillment_options: options } = session;
  const all = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);
  const row = (type: string) => totals.find((one) => one.type === type)?.amount;
  const of = (type: string) => row(type) ?? 0;
  const items = of("items_base_amount") - of("items_discount");
  const chosen = options.find((option) => option.id === session.fulfillment_option_id);
  return [
    ...lines.flatMap((line): (readonly [number, number])[] => [
      [line.subtotal, line.base_amount - line.discount],
      [line.total, line.subtotal + line.tax],
    ]),
    [row("items_base_amount"), all(lines.map((line) => line.base_amount))],
    [of("items_discount"), all(lines.map((line) => line.discount))],
    [row("subtotal"), items],
    [of("tax"), all(lines.map((line) => line.tax))],
    [row("total"), items - of("discount") + of("fulfillment") + of("tax") + of("fee")],
    ...options.map((option) => [option.total, option.subtotal + option.tax] as const),
    [of("fulfillment"), chosen?.total ?? 0],
    [options.filter((option) => option.id === session.fulfillment_option_id).length, chosen === undefined ? 0 : 1],
    [new Set(options.map((option) => option.id)).size, options.length],
    [new Set(totals.map((one) => one.type)).size, totals.length],
  ];
}

describe("what requestCheckout is given", () => {
  it.each(HOST_DIALECTS)(
    "has the documented shape and no other field in the %s dialect, for any basket",
    (hostDialect) => {
      fc.assert(
        fc.property(baskets, (options) => {
          const sent = JSON.parse(
            JSON.stringify(sessionForHost(checkoutView(aState(options), { ...edge, hostDialect }))),
          );
          expect(fits[hostDialect](sent), JSON.stringify(fits[hostDialect].errors)).toBe(true);
          // The stand-in reads it by rules of its own.
          expect(checkPayload(sent)).toMatchObject({ kind: "opens", findings: [] });
          for (const name of HOST_OWNED) expect(fits[hostDialect]({ ...sent, [name]: "x" })).toBe(false);
        }),
        { numRuns: 200 },
      );
    },
  );

  it("keeps every published sum exactly, for any basket, discount, way to deliver and currency", () => {
    const seen = { currencies: new Set<string>(), discounted: 0, delivered: 0, taxed: 0 };
    fc.assert(
      fc.property(baskets, (options) => {
        const session = hostSession.parse(sessionForHost(checkoutView(aState(options), edge)));
        for (const [is, shouldBe] of sums(session)) expect(is).toBe(shouldBe);
        seen.currencies.add(session.currency);
        if (session.totals.some((row) => row.type === "discount")) seen.discounted += 1;
        if (session.fulfillment_option_id !== undefined) seen.delivered += 1;
        if (session.totals.some((row) => row.type === "tax")) seen.taxed += 1;
      }),
      { numRuns: 1000 },
    );
    expect([...seen.currencies].sort()).toEqual(["EUR", "JPY", "KWD", "USD"]);
    for (const count of [seen.discounted, seen.delivered, seen.taxed]) expect(count).toBeGreaterThan(20);
  });

  it("is the same money in both dialects, and what the first example has not is left out", () => {
    fc.assert(
      fc.property(baskets, (options) => {
        const full = sessionForHost(checkoutView(aState(options), edge));
        const minimal = sessionForHost(checkoutView(aState(options), { ...edge, hostDialect: "minimal" }));
        expect(minimal.totals).toEqual(full.totals);
        expect(Object.keys(minimal).sort()).toEqual(
          ["currency", "id", "links", "payment_mode", "payment_provider", "status", "totals"].sort(),
        );
      }),
    );
  });

  it("names test or live with the merchant's id of that mode, and never mixes the two", () => {
    const live = { ...edge, paymentMode: "live" as const };
    const instant = {
      provider: "stripe",
      accountId: "profile_1",
      currencies: ["USD" as const],
      mode: "live" as const,
    };
    expect(sessionForHost(checkoutView(aState(), { ...live, instant }))).toMatchObject({
      payment_mode: "live",
      payment_provider: { merchant_id: "profile_1" },
    });
    expect(() => checkoutView(aState(), live)).toThrow("one payment mode");
  });

  it("has no payment block in a currency that delegated tokens cannot be charged in", () => {
    const instant = {
      provider: "stripe",
      accountId: "profile_test_1",
      currencies: ["EUR" as const],
      mode: "test" as const,
    };
    for (const hostDialect of HOST_DIALECTS)
      expect(sessionForHost(checkoutView(aState(), { ...edge, instant, hostDialect }))).not.toHaveProperty(
        "payment_provider",
      );
  });
});
