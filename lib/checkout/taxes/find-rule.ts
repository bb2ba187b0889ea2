import { countriesOf, isInRegion, type Place } from "../place.ts";
import type { ShopRules } from "../shop-rules.ts";
import { taxClassOf, type PostalCodes, type TaxRule } from "./rule.ts";

type Tables = Pick<ShopRules, "taxes" | "taxSettings">;

/**
 * The rule for goods of a class at a place; null: no tax. The most exact place wins: a postal code before a region, before
 * the country, before "*"; at the same place a rule that names the class before one for every class, then the one
 * that is listed first. A class that no rule covers is taxed as the default class, never with nothing. `zero` and `exempt`
 * are free of tax wherever no rule names them. docs/tax.md has the table.
 */
export function findTaxRule(tables: Tables, place: Place, category: string | null): TaxRule | null {
  const { defaultClass } = tables.taxSettings;
  const name = category === null || category.trim() === "" ? defaultClass : taxClassOf(category);
  const isNamed = (rule: TaxRule) => rule.classes.includes(name);
  if ((name === "zero" || name === "exempt") && best(tables, place, isNamed) === null) return null;
  const found = best(tables, place, (rule) => rule.classes.length === 0 || isNamed(rule));
  if (found !== null && name !== defaultClass && isNamed(found)) return found;
  return withZipRate(tables, place, found ?? best(tables, place, (rule) => rule.classes.includes(defaultClass)));
}

/** A ZIP code's rate stands for the state's; what a rule says of one class of goods stays. */
function withZipRate({ taxSettings }: Tables, place: Place, rule: TaxRule | null): TaxRule | null {
  if (place.country !== "US" || (rule !== null && rule.postalCodes.length > 0)) return rule;
  const rate = taxSettings.zipRates.get(place.postalCode.slice(0, 5));
  return rate === undefined ? rule : { ...(rule ?? UNITED_STATES), rates: [rate] };
}

/** What holds for a ZIP code of a state without a rule. */
const UNITED_STATES: TaxRule = {
  country: "US",
  regions: [],
  postalCodes: [],
  classes: [],
  rates: [],
  mode: "added",
  appliesToShipping: true,
};

/** Whose VAT Monaco and the Isle of Man have: Article 7 of Directive 2006/112/EC. */
const TAXED_AS: Readonly<Record<string, string>> = { MC: "FR", IM: "GB" };

/** The countries by whose rules the place is taxed, its own first. Neighbours of one post may have another tax. */
function taxCountriesOf(place: Place): readonly string[] {
  if (place.country === "US") return countriesOf(place);
  const other = TAXED_AS[place.country];
  return other === undefined ? [place.country] : [place.country, other];
}

function best({ taxes }: Tables, place: Place, fits: (rule: TaxRule) => boolean): TaxRule | null {
  const countries = taxCountriesOf(place);
  const isNamed = taxes.some((rule) => countries.includes(rule.country));
  let found: { readonly rule: TaxRule; readonly rank: readonly number[] } | null = null;
  for (const rule of taxes) {
    const position = rule.country === "*" && !isNamed ? 0 : countries.indexOf(rule.country);
    const rank = position !== -1 && fits(rule) ? rankOf(rule, place, -position) : null;
    if (rank !== null && (found === null || isHigher(rank, found.rank))) found = { rule, rank };
  }
  return found?.rule ?? null;
}

const isHigher = (left: readonly number[], right: readonly number[]): boolean => {
  const index = left.findIndex((value, at) => value !== (right[at] ?? 0));
  return index !== -1 && (left[index] ?? 0) > (right[index] ?? 0);
};

/** How exactly a rule of the place's country names the place; null when it does not. */
function rankOf(rule: TaxRule, place: Place, country: number): readonly number[] | null {
  if (rule.regions.length > 0 && !rule.regions.some((region) => isInRegion(place, region))) return null;
  const postal = rule.postalCodes.length === 0 ? 0 : exactness(rule.postalCodes, place.postalCode);
  if (postal === null) return null;
  const region = rule.regions.includes(place.region) ? 2 : rule.regions.length > 0 ? 1 : 0;
  return [country, postal, region, rule.classes.length > 0 ? 1 : 0];
}

/** How many signs of the code the closest range fixes, at least 1; null when the code is in none. */
function exactness(ranges: readonly PostalCodes[], postalCode: string): number | null {
  const code = postalCode.replace(/[\s-]/g, "").toUpperCase();
  const fixed = ranges.flatMap(({ from, to }) => {
    const head = code.slice(0, from.length);
    return head.length === from.length && from <= head && head <= to ? [1 + sharedLength(from, to)] : [];
  });
  return fixed.length === 0 ? null : Math.max(...fixed);
}

function sharedLength(left: string, right: string): number {
  const end = [...left].findIndex((sign, index) => sign !== right[index]);
  return end === -1 ? left.length : end;
}
