import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReverseCharged, REVERSE_CHARGE } from "#lib/checkout/taxes/reverse-charge.ts";
import { NO_TAX_SETTINGS, type TaxSettings } from "#lib/checkout/taxes/rule.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import { taxByRules, totalsOf } from "#lib/checkout/totals.ts";
import { parametersOf } from "#lib/tax/stripe/parameters.ts";
import { digestOf, taxRequestOf } from "#lib/tax/request.ts";
import { taxedBasket, type BasketOptions } from "../../fixtures/taxed-baskets.ts";

const SPAIN: Partial<TaxSettings> = { sellerCountry: "ES" };
const german = (check: BuyerTaxId["check"] = "valid"): BuyerTaxId => ({ country: "DE", number: "136695976", check });
const BERLIN = { country: "DE", region: "", postalCode: "10115" };

type Case = {
  readonly seller?: string | null;
  readonly at?: { readonly country: string; readonly region?: string; readonly postalCode?: string };
  readonly number?: BuyerTaxId | null;
  readonly isDigital?: boolean;
  readonly acceptsUnchecked?: boolean;
};
const charged = ({
  seller = "ES",
  at = BERLIN,
  number = german(),
  isDigital = false,
  acceptsUnchecked = false,
}: Case) =>
  isReverseCharged({
    lines: [{ isDigital }],
    address: { region: "", postalCode: "", ...at },
    taxId: number,
    rules: {
      taxes: [],
      taxSettings: { ...NO_TAX_SETTINGS, sellerCountry: seller, acceptsUncheckedTaxIds: acceptsUnchecked },
    },
  });
const of = (country: string, check: BuyerTaxId["check"] = "valid"): BuyerTaxId => ({ country, number: "1", check });

describe("the company that buys accounts for the VAT", () => {
  it.each<[string, Case]>([
    ["in another member state, with a number that its register has", {}],
    ["also for downloads", { isDigital: true }],
    ["by a number's form alone where the seller accepts that", { number: german("form"), acceptsUnchecked: true }],
    ["in Greece, whose numbers begin with EL", { at: { country: "GR", postalCode: "105 57" }, number: of("EL") }],
    ["from Greece", { seller: "GR" }],
    ["in Monaco, which has France's VAT", { at: { country: "MC", postalCode: "98000" }, number: of("FR") }],
    ["for goods to Northern Ireland", { at: { country: "GB", postalCode: "BT1 5GS" }, number: of("XI") }],
  ])("%s", (_, one) => {
    expect(charged(one)).toBe(true);
  });

  it.each<[string, Case]>([
    ["whose register gave no answer", { number: german("unknown") }],
    ["whose register does not have it", { number: german("invalid") }],
    [
      "whose register gave no answer, although the seller accepts a number's form",
      { number: german("unknown"), acceptsUnchecked: true },
    ],
    ["that nobody checked", { number: german("form") }],
    ["that is not there", { number: null }],
    ["of the seller's own country", { at: { country: "ES", postalCode: "28001" }, number: of("ES") }],
    ["of another country than where it goes", { at: { country: "FR", postalCode: "75001" } }],
    ["of a seller outside of the Union", { seller: "US" }],
    ["of a seller who has not said where they are", { seller: null }],
    ["of Norway", { at: { country: "NO", postalCode: "0150" }, number: of("NO") }],
    ["to Great Britain", { at: { country: "GB", postalCode: "SW1A 1AA" }, number: of("XI") }],
    [
      "for downloads in Northern Ireland",
      { at: { country: "GB", postalCode: "BT1 5GS" }, number: of("XI"), isDigital: true },
    ],
    ["in the Canary Islands", { seller: "DE", at: { country: "ES", postalCode: "35001" }, number: of("ES") }],
    ["in Heligoland", { at: { country: "DE", postalCode: "27498" } }],
    ["in Réunion", { at: { country: "FR", postalCode: "97400" }, number: of("FR") }],
    ["on Åland", { at: { country: "FI", postalCode: "22100" }, number: of("FI") }],
  ])("not with a number %s", (_, one) => {
    expect(charged(one)).toBe(false);
  });
});

const baskets: fc.Arbitrary<BasketOptions> = fc.record({
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  lines: fc.array(
    fc.record({
      amountMinor: fc.integer({ min: 0, max: 900_000 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      class: fc.constantFrom("standard", "books", "exempt"),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  deliveryMinor: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 3 }),
  deliveryOptionId: fc.constantFrom(null, "way_1", "way_2"),
  discountCodes: fc.constantFrom([], ["TEN"]),
});
/** By the table, with prices that contain Germany's tax or come without it. */
const figures = (options: BasketOptions, isAdded = false) => {
  const basket = taxedBasket({ ...options, address: BERLIN });
  const taxes = basket.inputs.rules.taxes.map((rule) => (isAdded ? { ...rule, mode: "added" as const } : rule));
  const priced = taxedBasket({ ...options, address: BERLIN, taxes });
  return totalsOf(priced, taxByRules(priced));
};

describe("what a company pays", () => {
  it("is the price without the tax that it contains, for every basket, to the cent", () => {
    fc.assert(
      fc.property(baskets, (options) => {
        const person = figures(options);
        const company = figures({ ...options, settings: SPAIN, taxId: german() });
        const contained = person.taxLines.reduce((all, { amount }) => all + amount.amountMinor, 0);
        // The cheapest delivery may be another one without tax, so the same one is compared.
        fc.pre(company.deliveryOptionId === person.deliveryOptionId);
        expect(company.totals.total.amountMinor).toBe(person.totals.total.amountMinor - contained);
        expect(company.taxLines).toEqual([]);
        expect(company.taxBasis.isReverseCharge).toBe(true);
        for (const line of company.lineItems) {
          const before = person.lineItems.find(({ id }) => id === line.id);
          const taken = line.reductions.find(({ code }) => code === REVERSE_CHARGE)?.amount.amountMinor ?? 0;
          expect(line.subtotal.amountMinor).toBe((before?.subtotal.amountMinor ?? 0) - taken);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is the price as it is where tax comes on top, and none comes", () => {
    fc.assert(
      fc.property(baskets, (options) => {
        const person = figures(options, true);
        const company = figures({ ...options, settings: SPAIN, taxId: german() }, true);
        fc.pre(company.deliveryOptionId === person.deliveryOptionId);
        const added = person.taxLines.reduce((all, { amount }) => all + amount.amountMinor, 0);
        expect(company.totals.total.amountMinor).toBe(person.totals.total.amountMinor - added);
        expect(company.totals.tax.amountMinor).toBe(0);
        expect(company.discounts.some(({ code }) => code === REVERSE_CHARGE)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("is the same when it is worked out again from the lines that it gave", () => {
    const options = { currency: "EUR", lines: [{ amountMinor: 11_900, quantity: 3 }], deliveryMinor: [595] } as const;
    const priced = taxedBasket({ ...options, address: BERLIN, settings: SPAIN, taxId: german() });
    expect(priced.discounts).toMatchObject([
      { code: REVERSE_CHARGE, title: "Umsatzsteuer", amount: { amountMinor: 5700 } },
    ]);
    const again = totalsOf(priced, taxByRules(priced));
    expect(again.totals).toMatchObject({ subtotal: { amountMinor: 30_000 }, fulfillment: { amountMinor: 500 } });
    const { lineItems } = again;
    expect(lineItems.map(({ unitPrice }) => unitPrice.amountMinor)).toEqual([11_900]);
  });
});

describe("what Stripe is asked for a company", () => {
  const asked = (taxId?: BuyerTaxId) => {
    const request = taxRequestOf(
      taxedBasket({
        currency: "EUR",
        address: BERLIN,
        settings: SPAIN,
        lines: [{ amountMinor: 11_900 }],
        ...(taxId === undefined ? {} : { taxId }),
      }),
    );
    if (request === null) throw new Error("the address is known");
    return { digest: digestOf(request), parameters: parametersOf(request) };
  };

  it("names the number that was checked and that nothing is to be charged, on prices without tax", () => {
    expect(asked(german()).parameters).toMatchObject({
      line_items: [{ amount: 10_000, tax_behavior: "exclusive" }],
      shipping_cost: { tax_behavior: "exclusive" },
      customer_details: {
        tax_ids: [{ type: "eu_vat", value: "DE136695976" }],
        taxability_override: "reverse_charge",
      },
    });
    expect(asked(german()).digest).not.toBe(asked().digest);
  });

  it("names no number that was not: Stripe would believe it", () => {
    for (const check of ["unknown", "invalid", "form"] as const) {
      expect(asked(german(check)).parameters?.customer_details).not.toHaveProperty("tax_ids");
      expect(asked(german(check)).digest).toBe(asked().digest);
    }
  });
});
