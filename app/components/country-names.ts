import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

export const countryName = (code: string, locale: string): string => namesIn(locale).of(code) ?? code;

/** The codes of the countries that the shop delivers to; null where it delivers to all. */
export function deliveryCountries(rules: ShopRules): readonly string[] | null {
  const named = new Set(rules.shipping.flatMap((rule) => rule.countries));
  return named.has("*") ? null : [...COUNTRY_CODES].filter((code) => named.has(code));
}

/** The countries by name, in the order of the language; null stands for all. */
export function namedCountries(
  codes: readonly string[] | null,
  locale: string,
): readonly { readonly value: string; readonly title: string }[] {
  const names = namesIn(locale);
  const order = new Intl.Collator(locale).compare;
  return [...(codes ?? COUNTRY_CODES)]
    .map((value) => ({ value, title: names.of(value) ?? value }))
    .sort((a, b) => order(a.title, b.title));
}

const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: "region" });
