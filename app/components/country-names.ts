import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

export const countryName = (code: string, locale: string): string => namesIn(locale).of(code) ?? code;

/** The countries that the shop delivers to, by name and in the order of the language. */
export function deliveryCountries(
  rules: ShopRules,
  locale: string,
): readonly { readonly value: string; readonly title: string }[] {
  const named = new Set(rules.shipping.flatMap((rule) => rule.countries));
  return allCountries(locale).filter(({ value }) => named.has("*") || named.has(value));
}

/** Every country, by name and in the order of the language. */
export function allCountries(locale: string): readonly { readonly value: string; readonly title: string }[] {
  const names = namesIn(locale);
  const order = new Intl.Collator(locale).compare;
  return [...COUNTRY_CODES]
    .map((value) => ({ value, title: names.of(value) ?? value }))
    .sort((a, b) => order(a.title, b.title));
}

const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: "region" });
