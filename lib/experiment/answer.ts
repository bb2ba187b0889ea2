/** Why a figure has no answer; a report says so in words and shows neither 0 nor a dash for it. */
export type UndefinedReason =
  | "no_exposures"
  | "arm_without_shoppers"
  | "arm_with_one_shopper"
  | "no_variance"
  | "base_is_zero"
  | "denominator_is_zero"
  | "weight_not_positive"
  | "effect_of_zero"
  | "rate_out_of_range"
  | "nothing_to_cap"
  | "too_few_to_check"
  | "impossible_counts"
  | "figures_disagree"
  | "nobody_comes"
  | "certainty_out_of_range"
  | "too_few_groups"
  | "mixed_sellers"
  | "too_few_to_test"
  | "found_by_itself"
  | "before_planned_size"
  | "begins_inside_phase"
  | "cut_of_whole_phase";

export const UNDEFINED_TEXTS: Readonly<Record<UndefinedReason, string>> = {
  no_exposures: "Nobody has been in the experiment yet.",
  arm_without_shoppers: "One of the two ways has had no shopper yet.",
  arm_with_one_shopper: "One of the two ways has had fewer than two shoppers, so nothing is known about their spread.",
  no_variance: "All shoppers did the same, so nothing is known about their spread.",
  base_is_zero: "The external rate is zero, and there is no percentage of zero.",
  denominator_is_zero: "One of the two ways has nothing to divide by yet.",
  weight_not_positive: "One of the two ways has no share in the plan.",
  effect_of_zero: "An effect of zero would need an endless test.",
  rate_out_of_range: "The rate, before or after the effect, is not between 0 and 100 percent.",
  nothing_to_cap: "Nobody has spent anything yet.",
  too_few_to_check: "Too few shoppers to check the split.",
  impossible_counts: "More shoppers did it than there were.",
  nobody_comes: "Nobody comes in a day, so the test would never end.",
  certainty_out_of_range: "Alpha and power must both be between 0 and 100 percent.",
  too_few_groups: "Too few sellers to know how much they differ.",
  mixed_sellers: "These are many sellers together.",
  too_few_to_test: "So few shoppers that no outcome could tell the two ways apart.",
  found_by_itself: "This seller differs by its own figures, so it is not drawn to the others.",
  before_planned_size: "Read once, when the planned size is reached in whole weeks.",
  begins_inside_phase: "Only days from the phase's first one on can be tested; these were picked out of it.",
  cut_of_whole_phase:
    "The highest amounts are counted over the whole phase, and some of its days have no cut of their own.",
  figures_disagree: "The highest amounts and the sums were counted at different moments; look again in a minute.",
};

/** There is no answer. Never NaN, 0 or Infinity in its place. */
export type Undefined = { readonly kind: "undefined"; readonly why: UndefinedReason };

export type Interval = { readonly low: number; readonly high: number };

export const noAnswer = (why: UndefinedReason): Undefined => ({ kind: "undefined", why });

/** True for "no answer", for a figure as for a plain number. */
export function isUndefined(value: number | boolean | object): value is Undefined {
  return typeof value === "object" && "kind" in value && value.kind === "undefined";
}

export const around = (middle: number, half: number): Interval => ({ low: middle - half, high: middle + half });
