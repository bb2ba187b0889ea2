import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/country-codes.ts";

const names = new Intl.DisplayNames("en", { type: "region" });

export const countryName = (code: string): string => names.of(code) ?? code;

/** The countries that the shop delivers to, by name. */
export function deliveryCountries(rules: ShopRules): readonly { readonly value: string; readonly title: string }[] {
  const named = new Set(rules.shipping.flatMap((rule) => rule.countries));
  return [...COUNTRY_CODES]
    .filter((code) => named.has("*") || named.has(code))
    .map((value) => ({ value, title: countryName(value) }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}
