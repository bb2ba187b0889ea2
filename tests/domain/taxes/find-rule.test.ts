import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { placeOf } from "#lib/checkout/place.ts";
import { findTaxRule } from "#lib/checkout/taxes/find-rule.ts";
import { NO_TAX_SETTINGS } from "#lib/checkout/taxes/rule.ts";
import { taxesOfManyPlaces } from "./tax-tables.ts";

type Case = {
  readonly case: string;
  readonly country: string;
  readonly region?: string;
  readonly postal: string;
  readonly class?: string;
  readonly rate: string | null;
};
const cases = JSON.parse(
  readFileSync(new URL("../../fixtures/cases/tax-places.json", import.meta.url), "utf8"),
) as Case[];

const zipRates = new Map([
  ["10001", { name: "NYC", ratePerMillion: 88_750 }],
  ["44101", { name: "Cuyahoga", ratePerMillion: 80_000 }],
]);
const tables = { taxes: taxesOfManyPlaces, taxSettings: { ...NO_TAX_SETTINGS, zipRates } };

describe("the most exact tax rule wins", () => {
  it.each(cases.map((one) => [one.case, one] as const))("%s", (_, one) => {
    const place = placeOf({ country: one.country, region: one.region ?? "", postalCode: one.postal });
    const rate = findTaxRule(tables, place, one.class ?? null)?.rates[0];
    expect(rate === undefined ? null : `${rate.name} ${rate.ratePerMillion}`).toBe(one.rate);
  });

  it("the order of the rules decides nothing", () => {
    const turned = { ...tables, taxes: [...taxesOfManyPlaces].reverse() };
    for (const one of cases) {
      const place = placeOf({ country: one.country, region: one.region ?? "", postalCode: one.postal });
      expect(findTaxRule(turned, place, one.class ?? null)).toEqual(findTaxRule(tables, place, one.class ?? null));
    }
  });

  it("a class of the merchant's own may be the default", () => {
    const own = { ...tables, taxSettings: { ...tables.taxSettings, defaultClass: "reduced" } };
    const place = placeOf({ country: "DE", region: "", postalCode: "10115" });
    expect(findTaxRule(own, place, null)?.rates[0]?.ratePerMillion).toBe(70_000);
  });
});
