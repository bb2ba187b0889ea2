import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

export const countryName = (code: string, locale: string): string => namesIn(locale).of(code) ?? code;

/** The countries that the shop delivers to, by name and in the order of the language. */
export function deliveryCountries(
  rules: ShopRules,
  locale: string,
): readonly { readonly value: string; readonly title: string }[] {
  const named = new Set(rules.shipping.flatMap((rule) => rule.countries));
  const names = namesIn(locale);
  const order = new Intl.Collator(locale).compare;
  return [...COUNTRY_CODES]
    .filter((code) => named.has("*") || named.has(code))
    .map((value) => ({ value, title: names.of(value) ?? value }))
    .sort((a, b) => order(a.title, b.title));
}

const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: "region" });
