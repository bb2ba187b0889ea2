import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { totalsOf, type PricedBasket } from "#lib/checkout/totals.ts";
import { taxRequestOf } from "#lib/tax/request.ts";
import { parametersOf } from "#lib/tax/stripe/parameters.ts";
import { quoteOf } from "#lib/tax/stripe/calculation.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";
import { Books } from "../../stripe-double/books.ts";
import { decode } from "../../stripe-double/params.ts";
import { createCalculation } from "../../stripe-double/resources/tax/calculations.ts";

/** What the double answers, changed on its way when a test says so. */
type Calculation = Parameters<typeof quoteOf>[1];
type Lines = Parameters<typeof quoteOf>[2];

/** As a client writes it into a form: `line_items[0][amount]=100`. */
function formOf(value: unknown, name = ""): string {
  if (typeof value !== "object" || value === null)
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  return Object.entries(value)
    .map(([key, inner]) => formOf(inner, name === "" ? key : `${name}[${key}]`))
    .join("&");
}

function answered(
  basket: PricedBasket,
  change: (answer: Calculation, lines: Lines) => [Calculation, Lines] = (...same) => same,
) {
  const request = taxRequestOf(basket);
  const params = request === null ? null : parametersOf(request);
  if (request === null || params === null) throw new Error("it can be asked");
  const books = new Books(null);
  const made = createCalculation(books, decode(formOf(params)));
  const { lines } = made.$private ?? {};
  return quoteOf(request, ...change(made as never, lines as never));
}

const germany = { country: "DE", region: "", postalCode: "10115" };
const baskets: fc.Arbitrary<BasketOptions> = fc
  .record({
    place: fc.constantFrom(
      { currency: "USD" as const, address: {} },
      { currency: "USD" as const, address: { region: "TX", postalCode: "73301" } },
      { currency: "EUR" as const, address: germany },
      { currency: "JPY" as const, address: { country: "JP", region: "13", postalCode: "100-0001" } },
      { currency: "KWD" as const, address: { country: "KW", region: "", postalCode: "" } },
    ),
    lines: fc.array(
      fc.record({
        amountMinor: fc.integer({ min: 0, max: 900_000 }),
        quantity: fc.integer({ min: 1, max: 9 }),
        class: fc.constantFrom("standard", "books", "exempt"),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    deliveryMinor: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 3 }),
    deliveryOptionId: fc.constantFrom(null, "way_1", "way_2"),
    discountCodes: fc.constantFrom([], ["TEN"]),
  })
  // Stripe takes dinars in steps of ten.
  .map(({ place, lines, deliveryMinor, discountCodes, ...rest }) => ({
    ...rest,
    ...place,
    lines: lines.map((line) => ({
      ...line,
      amountMinor: place.currency === "KWD" ? line.amountMinor * 100 : line.amountMinor,
    })),
    deliveryMinor: deliveryMinor.map((minor) => (place.currency === "KWD" ? minor * 10 : minor)),
    discountCodes: place.currency === "KWD" ? [] : discountCodes,
  }));

describe("a calculation of Stripe Tax", () => {
  it("becomes totals that keep every formula, and asks for what Stripe's own total is", () => {
    fc.assert(
      fc.property(baskets, (options) => {
        const basket = taxedBasket(options);
        const request = taxRequestOf(basket);
        const quote = answered(basket);
        expect(quote).not.toBe(null);
        if (quote === null || request === null) return;
        const figures = totalsOf(basket, quote);
        expect(figures.deliveryOptionId).toBe(request.delivery?.optionId);
        const books = new Books(null);
        const made = createCalculation(books, decode(formOf(parametersOf(request) ?? {})));
        expect(made["amount_total"]).toBe(figures.totals.total.amountMinor);
      }),
      { numRuns: 200 },
    );
  });

  it("adds the rates of one place up under one name, and leaves others apart", () => {
    const taxes = answered(taxedBasket())?.lines[0]?.taxes;
    expect(taxes?.map(({ name, ratePerMillion, amount }) => [name, ratePerMillion, amount.amountMinor])).toEqual([
      ["State sales tax", 40_000, 100],
      ["Local sales tax", 48_750, 122],
    ]);
  });

  it("for free delivery shows what another way would be taxed", () => {
    const quote = answered(taxedBasket({ deliveryMinor: [0, 1500] }));
    expect(quote?.delivery.map(({ taxes }) => taxes.map(({ amount }) => amount.amountMinor))).toEqual([[], [60, 73]]);
  });

  it("whose rows do not add up to a line's tax is one tax without a rate", () => {
    const quote = answered(taxedBasket(), (answer, lines) => [
      answer,
      lines.map((line) => ({ ...line, tax_breakdown: line.tax_breakdown?.slice(0, 1) ?? null })),
    ]);
    expect(quote?.lines[0]?.taxes).toEqual([
      { name: "Tax", ratePerMillion: null, mode: "added", amount: { amountMinor: 222, currency: "USD" } },
    ]);
  });

  it.each<[string, Parameters<typeof answered>[1]]>([
    [
      "has a fee that belongs to no line",
      (answer, lines) => [{ ...answer, amount_total: answer.amount_total + 28 }, lines],
    ],
    ["is in another currency", (answer, lines) => [{ ...answer, currency: "cad" }, lines]],
    ["lacks a line", (answer) => [answer, []]],
    ["lacks the delivery", (answer, lines) => [{ ...answer, shipping_cost: null }, lines]],
    ["has no name", (answer, lines) => [{ ...answer, id: null }, lines]],
  ])("that %s is no quote", (_, change) => {
    expect(answered(taxedBasket(), change)).toBe(null);
  });
});
