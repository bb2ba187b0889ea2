import { isUndefined, type Interval, type Undefined } from "#lib/experiment/answer.ts";
import type { Sums } from "#lib/experiment/figures.ts";
import type { Moments } from "#lib/experiment/statistics/moments.ts";

export type Count = { n: number; x: number };
type Mean = { n: number; mean: number; variance: number };
type Named = Record<string, number>;
/** Of one case; each method reads what its cases contain. */
export type Input = {
  a: Count & Mean & Named;
  b: Count & Mean & Named;
  alpha: number;
  power: number;
  effect: string;
  n_star: number;
  prior: { alpha: number; beta: number; mean: number; sd: number; proper: boolean };
  observed: number[];
  weights: number[];
  values_a: number[];
  values_b: number[];
  percentile: number;
  cap_over: string;
  p: number[];
  baseline: number;
  relative_effect: number;
  ratio_b_to_a: number;
  shoppers_per_day?: number;
  n_a: number;
  n_b: number;
  n: string;
  sum: string;
  sum_squares: string;
  segments: { a: Count; b: Count }[];
};
export type Got = Undefined | { readonly [field: string]: unknown };

export const proportion = ({ n, x }: Count) => ({ shoppers: n, events: x });
export const moments = ({ n, mean, variance }: Mean): Moments => ({ shoppers: n, mean, variance });
export const pair = ({ low, high }: Interval) => [low, high];
export const pairOrNone = (interval: Interval | Undefined) => (isUndefined(interval) ? interval : pair(interval));
const sums = (arm: Named, sum: string, squares: string): Sums => ({
  sum: BigInt(arm[sum] ?? 0),
  squares: BigInt(arm[squares] ?? 0),
});

/** The answer's own names, or the reason why there is none. */
export const figuresOf = <Answer extends object>(answer: Answer | Undefined, namesOf: (answer: Answer) => Got): Got =>
  isUndefined(answer) ? answer : namesOf(answer);

export const ratioSums = (arm: Named) => ({
  shoppers: arm["n"] ?? 0,
  numerator: sums(arm, "sum_m", "sum_mm"),
  denominator: sums(arm, "sum_d", "sum_dd"),
  products: BigInt(arm["sum_md"] ?? 0),
});
export const cupedSums = (arm: Named) => ({
  shoppers: arm["n"] ?? 0,
  after: sums(arm, "sum_y", "sum_yy"),
  before: sums(arm, "sum_x", "sum_xx"),
  products: BigInt(arm["sum_xy"] ?? 0),
});
