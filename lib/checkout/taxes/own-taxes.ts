import type { TaxRule } from "./rule.ts";

/**
 * The countries in which a seller has taxes of their own and none of them is for `defaultClass`. A seller's own taxes of a
 * country take the place of everybody's there, so everything that they do not name would be sold without tax, and nobody
 * means that.
 */
export function ownTaxGaps(taxes: readonly TaxRule[], seller: string, defaultClass: string): readonly string[] {
  const own = taxes.filter(({ sellers }) => sellers?.includes(seller) === true);
  const isUsual = ({ classes }: TaxRule) => classes.length === 0 || classes.includes(defaultClass);
  const covered = new Set(own.filter(isUsual).map(({ country }) => country));
  return [...new Set(own.map(({ country }) => country))].filter((country) => !covered.has(country));
}
