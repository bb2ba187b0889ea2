import { describe, expect, it } from "vitest";
import { deliveryChoicesFor } from "#lib/checkout/delivery-options.ts";
import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { money } from "#lib/money.ts";
import { anAddress, NOON } from "../../fixtures/builders.ts";

const rule = (countries: readonly string[], cents: number, id = "standard"): ShippingRule => ({
  id,
  title: "Standard",
  subtitle: "3 days",
  carrier: "Post",
  countries,
  prices: [money(cents, "USD")],
  freeFrom: [],
  earliestDays: 1,
  latestDays: 3,
});
const RULES = [rule(["US"], 590), rule(["*"], 1900), rule(["FR"], 700)];
const priceTo = (country: string, region: string, postalCode: string, rules = RULES) =>
  deliveryChoicesFor(
    rules,
    anAddress({ country, region, postalCode }),
    { lines: [], worth: money(2500, "USD") },
    NOON,
  ).map(({ subtotal }) => subtotal.amountMinor);

describe("delivery to a territory", () => {
  it.each([
    ["PR", "00901"],
    ["GU", "96910"],
    ["VI", "00801"],
    ["AS", "96799"],
    ["MP", "96950"],
  ])("%s costs the same whether it is written as a country or as a state", (code, postalCode) => {
    expect(priceTo(code, "", postalCode)).toEqual([590]);
    expect(priceTo("US", code, postalCode)).toEqual([590]);
  });

  it("costs what the territory's own rule says before that of the country whose post delivers there", () => {
    const rules = [...RULES, rule(["PR"], 950)];
    expect([priceTo("PR", "", "00901", rules), priceTo("US", "PR", "00901", rules)]).toEqual([[950], [950]]);
  });

  it("overseas of France is not at France's price, however the address is written", () => {
    expect([priceTo("RE", "", "97400"), priceTo("FR", "", "97400"), priceTo("FR", "", "75001")]).toEqual([
      [1900],
      [1900],
      [700],
    ]);
  });
});
