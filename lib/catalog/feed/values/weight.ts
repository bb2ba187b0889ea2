import { shown } from "./shown.ts";

/** Grams in one unit, times 10⁹, exact by definition: https://www.nist.gov/pml/owm/metric-si/unit-conversion */
const NANOGRAMS_BY_UNIT: readonly (readonly [RegExp, bigint])[] = [
  [/^(g|gr|grams?)$/, 1_000_000_000n],
  [/^(kg|kgs|kilos?|kilograms?)$/, 1_000_000_000_000n],
  [/^(lb|lbs|pounds?)$/, 453_592_370_000n],
  [/^(oz|ounces?)$/, 28_349_523_125n],
];
const MAX_GRAMS = 10_000_000n;

export type WeightText =
  { readonly kind: "weight"; readonly grams: number | null } | { readonly kind: "not_a_weight"; readonly why: string };

/**
 * Reads a weight such as `1.2 kg`, `12 oz` or `1,2 kg`; `unit` is that of a number without one. Whole grams, rounded up, so that
 * no parcel weighs more than what was priced. Zero says nothing about a weight and is null.
 */
export function readWeight(given: string, unit: string | null): WeightText {
  const wrong = (why: string): WeightText => ({
    kind: "not_a_weight",
    why: `${shown(given)} ${why}; write it like "1.2 kg"`,
  });
  const found = /^(\d{1,9})(?:[.,](\d{1,6}))? ?([a-z]*)\.?$/.exec(
    given
      .replace(/[\s\u00A0]+/gu, " ")
      .trim()
      .toLowerCase(),
  );
  if (found === null) return wrong("is not a weight");
  const [, whole = "", fraction = "", named = ""] = found;
  if (/,\d{3}\b/.test(given)) return wrong("can be read in two ways");
  const word = named === "" ? unit : named;
  if (word === null) return Number(whole + fraction) === 0 ? { kind: "weight", grams: null } : wrong("has no unit");
  const nanograms = NANOGRAMS_BY_UNIT.find(([names]) => names.test(word.trim().toLowerCase()))?.[1];
  if (nanograms === undefined) return wrong("has a unit other than g, kg, lb and oz");
  const divisor = 1_000_000_000_000_000n;
  const exact = BigInt(whole + fraction.padEnd(6, "0")) * nanograms;
  const grams = (exact + divisor - 1n) / divisor;
  if (grams > MAX_GRAMS) return wrong("is more than 10 tonnes");
  return { kind: "weight", grams: grams === 0n ? null : Number(grams) };
}
