import { describe, expect, it } from "vitest";
import { deliveryCountries } from "#app/components/country-names.ts";
import { reachedBy } from "#lib/checkout/delivery/reached-countries.ts";
import { deliveryChoicesFor } from "#lib/checkout/delivery-options.ts";
import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { shopFile } from "#lib/config/shop.ts";
import { money } from "#lib/money.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { anAddress, NOON } from "../../fixtures/builders.ts";

const WRITTEN = {
  id: "standard",
  title: "Standard",
  subtitle: "3 days",
  carrier: "Post",
  countries: ["*"],
  prices: ["5.00 USD"],
  earliest_days: 1,
  latest_days: 3,
};
const rulesOf = (...rules: readonly object[]): readonly ShippingRule[] =>
  shopFile.parse({ shipping: rules.map((rule) => ({ ...WRITTEN, ...rule })), taxes: [], discounts: [] }).shipping;

const goods = { lines: [], worth: money(2500, "USD") };
const isOffered = (rules: readonly ShippingRule[], country: string) =>
  deliveryChoicesFor(rules, anAddress({ country, region: "", postalCode: "" }), goods, NOON).length > 0;

/** The rules, and how often their countries were looked at so far. */
function counted(rules: readonly ShippingRule[]) {
  const count = { reads: 0 };
  for (const rule of rules) {
    const { countries } = rule;
    Object.defineProperty(rule, "countries", { get: () => ((count.reads += 1), countries) });
  }
  return count;
}

describe("the countries that a checkout lists", () => {
  it.each([
    ["everywhere but one", rulesOf({ exclude: { countries: ["AQ"] } })],
    ["a few", rulesOf({ countries: ["DE", "FR"] })],
    ["the home post's territories too, but one", rulesOf({ countries: ["US", "GB"], exclude: { countries: ["PR"] } })],
    [
      "a country whose own rule does not go there, though everywhere else's would",
      rulesOf({ countries: ["US"], exclude: { countries: ["GU"] } }, {}),
    ],
    [
      "another way where one is excluded",
      rulesOf({ exclude: { countries: ["AQ"] } }, { id: "ship", countries: ["AQ"] }),
    ],
    ["nothing", []],
  ])("are those to which something is offered: %s", (_what, rules) => {
    const isReached = reachedBy(rules);
    for (const code of COUNTRY_CODES) expect([code, isReached(code)]).toEqual([code, isOffered(rules, code)]);
  });

  it("have a country to a part of which something is delivered, and none where another's part is", () => {
    const isReached = reachedBy(rulesOf({ countries: ["US", "ES"], regions: ["US-AK", "ES-CN"] }));
    expect(["US", "ES", "PR", "FR"].filter(isReached)).toEqual(["US", "ES"]);
    const codes = reachedBy(rulesOf({ countries: ["DE"], postal_codes: ["10"] }, { exclude: { countries: ["FR"] } }));
    expect(["DE", "FR", "US"].filter(codes)).toEqual(["DE", "US"]);
  });

  it("are worked out once for the same rules, whichever list they are in, and by themselves for others", () => {
    const rules = rulesOf({ countries: ["DE"] }, { id: "ship", countries: ["JP"] }, { id: "air", countries: ["IS"] });
    const count = counted(rules);
    const [road, ship, air] = rules;
    if (road === undefined || ship === undefined || air === undefined) throw new Error("three rules");
    expect(deliveryCountries([rules])).toEqual(["DE", "IS", "JP"]);
    const reads = count.reads;
    for (let time = 0; time < 3; time += 1) expect(deliveryCountries([[...rules]])).toEqual(["DE", "IS", "JP"]);
    expect(count.reads).toBe(reads);
    expect(deliveryCountries([[road, ship]])).toEqual(["DE", "JP"]);
    expect(deliveryCountries([[ship]])).toEqual(["JP"]);
    expect(deliveryCountries([[air, road]])).toEqual(["DE", "IS"]);
    expect(deliveryCountries([rules])).toEqual(["DE", "IS", "JP"]);
  });

  it("leave out in the form and the sheet what the shop's rules exclude", () => {
    const listed = deliveryCountries([rulesOf({ exclude: { countries: ["AQ"] } }), rulesOf({})]);
    expect(listed).toHaveLength(COUNTRY_CODES.size - 1);
    expect(listed).not.toContain("AQ");
    expect(deliveryCountries([rulesOf({}), rulesOf({ id: "other" })])).toBeNull();
  });
});
