import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

export const countryName = (code: string, locale: string): string => namesIn(locale).of(code) ?? code;

/**
 * The codes of the countries that every one of some sellers delivers to, by their rules; null where all do to all. Where no
 * country has them all, those of any of them: what keeps the order from being sent is said once the address is known.
 */
export function deliveryCountries(ofSellers: readonly (readonly ShippingRule[])[]): readonly string[] | null {
  const named = ofSellers.map((rules) => new Set(rules.flatMap((rule) => rule.countries)));
  const limited = named.filter((countries) => !countries.has("*"));
  if (limited.length === 0 && named.length > 0) return null;
  const codes = [...COUNTRY_CODES];
  const common = codes.filter((code) => limited.every((countries) => countries.has(code)));
  return common.length > 0 ? common : codes.filter((code) => limited.some((countries) => countries.has(code)));
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
