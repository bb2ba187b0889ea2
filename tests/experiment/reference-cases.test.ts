import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isUndefined, type UndefinedReason } from "#lib/experiment/answer.ts";
import type { Input } from "./reference-input.ts";
import { METHODS } from "./reference-methods.ts";

type Tolerance = { rel: number; abs: number; fields?: Record<string, { rel: number; abs: number }> };
type Case = {
  id: string;
  method: string;
  input: Input;
  expected: Record<string, unknown>;
  tolerance: Tolerance;
};

const PLACES = ["../../../shared/experiments", "../../../../shared/experiments"].map((folder) =>
  join(import.meta.dirname, folder, "reference-cases.json"),
);
const FILE = PLACES.find(existsSync);
const ALL: readonly Case[] = FILE === undefined ? [] : JSON.parse(readFileSync(FILE, "utf8"));
/** The calculator plans for rates; the one reference case of a size for means has nothing to be held against. */
const NOT_OFFERED = ["sample_size_means"];
const CASES = ALL.filter(({ method }) => !NOT_OFFERED.includes(method));

/** The reference's words, in ours. */
const REASONS: Readonly<Record<string, UndefinedReason>> = {
  "an arm has no shoppers": "arm_without_shoppers",
  "an arm has fewer than two shoppers": "arm_with_one_shopper",
  "an arm has fewer than two shoppers: no variance": "arm_with_one_shopper",
  "fewer than two shoppers: no variance": "arm_with_one_shopper",
  "the mean of arm a is zero: no relative lift": "base_is_zero",
  "both variances are zero": "no_variance",
  "a variance is zero": "no_variance",
  "no exposures at all": "no_exposures",
  "the denominator of an arm is zero": "denominator_is_zero",
  "no non-zero value to take a cap from": "nothing_to_cap",
  "more conversions than shoppers": "impossible_counts",
  "a planned weight is zero or negative": "weight_not_positive",
  "a conversion rate outside 0..1": "rate_out_of_range",
  "the baseline has no variance": "rate_out_of_range",
  "an effect of zero needs an endless test": "effect_of_zero",
};

/** Every number in `got` that is not within the tolerance of the expected one, by field. */
function misses({ expected, tolerance }: Case, got: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(expected)
    .filter(([field]) => field !== "undefined_fields")
    .flatMap(([field, wanted]) => {
      const { rel, abs } = tolerance.fields?.[field] ?? tolerance;
      const answer = got[field];
      const isMet = (one: unknown, due: unknown): boolean => {
        if (due === null) return typeof one === "object" && one !== null && isUndefined(one);
        if (Array.isArray(due))
          return Array.isArray(one) && one.length === due.length && due.every((each, index) => isMet(one[index], each));
        if (typeof due === "number" && Number.isInteger(due) && /^(n_a|n_b|total|days|capped_count)$/.test(field))
          return one === due;
        if (typeof due === "number") return typeof one === "number" && Math.abs(one - due) <= abs + rel * Math.abs(due);
        return one === due;
      };
      return isMet(answer, wanted) ? [] : [`${field}: ${JSON.stringify(answer)} instead of ${JSON.stringify(wanted)}`];
    });
}

describe.skipIf(FILE === undefined)("the reference cases (skipped where ../shared/experiments is absent)", () => {
  it("are all there", () => {
    expect([ALL.length, CASES.length]).toEqual([84, 83]);
    expect([...new Set(CASES.map(({ method }) => method))].filter((method) => METHODS[method] === undefined)).toEqual(
      [],
    );
  });

  it.each(CASES.map((one) => [one.id, one] as const))("%s is met within its tolerance", (_, one) => {
    const got = METHODS[one.method]?.(one.input) ?? {};
    const reason = one.expected["undefined"];
    if (typeof reason === "string") expect(got).toEqual({ kind: "undefined", why: REASONS[reason] });
    else expect(misses(one, { ...got })).toEqual([]);
  });
});
