import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { taxedInPart } from "#lib/checkout/taxes/own-taxes.ts";
import { findTaxRule } from "#lib/checkout/taxes/find-rule.ts";
import { NO_TAX_SETTINGS, type TaxRule } from "#lib/checkout/taxes/rule.ts";
import { taxesOfSeller, taxRules } from "#lib/config/shop/taxes.ts";
import { warningText } from "#lib/operator/sellers/field-problems.ts";
import { sellerId } from "#lib/ids.ts";

const KUMO = sellerId("kumo");
const SETTINGS = { defaultClass: "standard", zipRates: new Map() };
const inRegions = (country: string, regions: readonly string[], postalCodes: TaxRule["postalCodes"] = []): TaxRule => ({
  country,
  regions,
  postalCodes,
  classes: [],
  rates: [],
  mode: "added",
  appliesToShipping: true,
  sellers: [KUMO],
});
const HST = ["NB", "NL", "NS", "PE", "ON"];
const GST = ["AB", "BC", "MB", "NT", "NU", "QC", "SK", "YT"];

it("own taxes that name every province of Canada leave nothing of it untaxed, and one too few leaves that one", () => {
  expect(taxedInPart([inRegions("CA", HST), inRegions("CA", GST)], KUMO, SETTINGS)).toEqual([]);
  const parts = [...HST, ...GST.slice(1)];
  expect(taxedInPart([inRegions("CA", parts)], KUMO, SETTINGS)).toEqual([{ country: "CA", parts }]);
});

it("a rule without tax for all of the country says that the rest of it is meant to be untaxed, and the parts keep their tax", () => {
  const states = { ...inRegions("US", ["CA", "NY"]), rates: [{ name: "Sales tax", ratePerMillion: 80_000 }] };
  const rest = { ...inRegions("US", []), rates: [{ name: "Sales tax", ratePerMillion: 0 }] };
  expect(taxedInPart([states], KUMO, SETTINGS)).toEqual([{ country: "US", parts: ["CA", "NY"] }]);
  expect(taxedInPart([states, rest], KUMO, SETTINGS)).toEqual([]);
  const taxes = [rest, states];
  const rateIn = (region: string) =>
    findTaxRule({ taxes, taxSettings: NO_TAX_SETTINGS }, { country: "US", region, postalCode: "" }, "standard")
      ?.rates[0]?.ratePerMillion;
  expect(["CA", "NY", "OR"].map(rateIn)).toEqual([80_000, 80_000, 0]);
});

it("the rule that the documentation gives for it takes the tax from no class of goods where a part is taxed", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/tax.md"), "utf8");
  const [, given = ""] = /one more rule for all of the country[^`]*`0%`, such as `([^`]+)`/.exec(page) ?? [];
  const rest = taxesOfSeller(KUMO, taxRules.parse([JSON.parse(given)]));
  const states = {
    ...inRegions("US", ["CA", "NY"]),
    classes: ["standard"],
    rates: [{ name: "Sales tax", ratePerMillion: 80_000 }],
  };
  expect(taxedInPart([states, ...rest], KUMO, SETTINGS)).toEqual([]);
  const rateOf = (taxes: readonly TaxRule[], region: string, category: string) =>
    findTaxRule({ taxes, taxSettings: NO_TAX_SETTINGS }, { country: "US", region, postalCode: "" }, category)?.rates[0]
      ?.ratePerMillion ?? 0;
  for (const region of ["CA", "NY", "OR"])
    for (const category of ["standard", "books", "zero"])
      expect([region, category, rateOf([states, ...rest], region, category)]).toEqual([
        region,
        category,
        rateOf([states], region, category),
      ]);
  expect(rateOf([states, ...rest], "NY", "books")).toBe(80_000);
});

it("the warning says how to say that it is meant", () => {
  const warning = { field: "taxes", kind: "taxed_in_part", countries: ["US"], parts: ["CA"] } as const;
  expect(warningText(warning)).toContain("if none is, add one for the default class in all of it with the rate 0%");
});

it("own taxes that name all of Spain's communities leave nothing of it untaxed", () => {
  const communities = "AN AR AS CN CB CL CM CT EX GA IB MC MD NC PV RI VC CE ML".split(" ");
  expect(taxedInPart([inRegions("ES", communities)], KUMO, SETTINGS)).toEqual([]);
});
