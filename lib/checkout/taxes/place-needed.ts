import type { Place } from "../place.ts";
import type { ShopRules } from "../shop-rules.ts";
import { taxClassOf } from "./rule.ts";

type Tables = Pick<ShopRules, "taxes" | "taxSettings">;

/** Whether goods of a class are taxed anywhere, so that it matters where their buyer is. */
export function isTaxedSomewhere({ taxes, taxSettings }: Tables, category: string | null): boolean {
  const name = category === null || category.trim() === "" ? taxSettings.defaultClass : taxClassOf(category);
  if (name === "zero" || name === "exempt") return taxes.some((rule) => rule.classes.includes(name));
  return taxes.length > 0 || taxSettings.zipRates.size > 0;
}

/** False when a rule of the country asks for a region, or a postal code, and the place has none. */
export function isExactEnough({ taxes, taxSettings }: Tables, { country, region, postalCode }: Place): boolean {
  const ofCountry = taxes.filter((rule) => rule.country === country);
  const needsRegion = ofCountry.some((rule) => rule.regions.length > 0);
  const needsCode =
    ofCountry.some((rule) => rule.postalCodes.length > 0) || (country === "US" && taxSettings.zipRates.size > 0);
  return !(needsRegion && region === "") && !(needsCode && postalCode === "");
}
