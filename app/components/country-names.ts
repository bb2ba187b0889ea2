import { collator } from "#lib/formats.ts";
import { regionName } from "#lib/wire/address/region-name.ts";
import { reachedBy } from "#lib/checkout/delivery/reached-countries.ts";
import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

/**
 * The codes of the countries that every one of some sellers delivers to, by their rules; null where all do to all. Where no
 * country has them all, those of any of them: what keeps the order from being sent is said once the address is known.
 */
export function deliveryCountries(ofSellers: readonly (readonly ShippingRule[])[]): readonly string[] | null {
  const reached = ofSellers.map(reachedBy);
  const codes = [...COUNTRY_CODES];
  const common = codes.filter((code) => reached.every((isReached) => isReached(code)));
  if (common.length === codes.length) return null;
  return common.length > 0 ? common : codes.filter((code) => reached.some((isReached) => isReached(code)));
}

/** The countries by name, in the order of the language; null stands for all. */
export function namedCountries(
  codes: readonly string[] | null,
  locale: string,
): readonly { readonly value: string; readonly title: string }[] {
  const order = collator(locale, {}).compare;
  return [...(codes ?? COUNTRY_CODES)]
    .map((value) => ({ value, title: regionName(value, locale) }))
    .sort((a, b) => order(a.title, b.title));
}
