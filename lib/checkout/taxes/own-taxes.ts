import { isInRegion } from "../place.ts";
import { hasRegions, regionsOf } from "../regions/regions.ts";
import type { TaxRule, TaxSettings } from "./rule.ts";

/**
 * The countries in which a seller has taxes of their own and none of them is for `defaultClass`. A seller's own taxes of a
 * country take the place of everybody's there, so everything that they do not name would be sold without tax, and nobody
 * means that.
 */
export function ownTaxGaps(taxes: readonly TaxRule[], seller: string, defaultClass: string): readonly string[] {
  const own = ownTaxes(taxes, seller);
  const covered = new Set(own.filter(isFor(defaultClass)).map(({ country }) => country));
  return [...new Set(own.map(({ country }) => country))].filter((country) => !covered.has(country));
}

/** `parts`: codes of ISO 3166-2 without the country, each once; empty: some postal codes alone. */
export type TaxedInPart = { readonly country: string; readonly parts: readonly string[] };

/**
 * The countries of which a seller's own taxes for `defaultClass` name parts alone, so that everything else there is sold without
 * tax. That may be meant, as in the United States, where a seller collects tax in some states only. Rates by ZIP code are for all
 * states.
 */
export function taxedInPart(
  taxes: readonly TaxRule[],
  seller: string,
  { defaultClass, zipRates }: Pick<TaxSettings, "defaultClass" | "zipRates">,
): readonly TaxedInPart[] {
  const usual = ownTaxes(taxes, seller).filter(isFor(defaultClass));
  const isWhole = ({ regions, postalCodes }: TaxRule) => regions.length === 0 && postalCodes.length === 0;
  return [...new Set(usual.map(({ country }) => country))].flatMap((country) => {
    const rules = usual.filter((rule) => rule.country === country);
    if (rules.some(isWhole) || namesAllOf(country, rules) || (country === "US" && zipRates.size > 0)) return [];
    return [{ country, parts: [...new Set(rules.flatMap(({ regions }) => regions))] }];
  });
}

/** Each region of the country is named, by itself or within a wider one. */
function namesAllOf(country: string, rules: readonly TaxRule[]): boolean {
  const named = rules.filter(({ postalCodes }) => postalCodes.length === 0).flatMap(({ regions }) => regions);
  const isNamed = ({ code: region }: { readonly code: string }) =>
    named.some((code) => isInRegion({ country, region, postalCode: "" }, code));
  return hasRegions(country) && regionsOf(country).every(isNamed);
}

const ownTaxes = (taxes: readonly TaxRule[], seller: string) =>
  taxes.filter(({ sellers }) => sellers?.includes(seller) === true);

const isFor =
  (taxClass: string) =>
  ({ classes }: Pick<TaxRule, "classes">): boolean =>
    classes.length === 0 || classes.includes(taxClass);
