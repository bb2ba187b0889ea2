import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";
import type { Proportion } from "./proportions.ts";
import { normalUpperQuantile } from "./stdlib-distributions.ts";

export type PooledEffect = {
  readonly kind: "pooled";
  /** Treatment minus control, drawn towards the mean of all groups. */
  readonly difference: number;
  readonly interval: Interval;
  /** The part of the way to the mean: 0 keeps the group's own difference, 1 leaves the mean. */
  readonly drawn: number;
};

export type Pooling = {
  readonly kind: "pooling";
  /** Of the groups' true differences. */
  readonly mean: number;
  readonly spread: number;
  readonly groups: readonly PooledEffect[];
};

/** With fewer, the spread between groups cannot be told from chance. */
export const MIN_POOLED_GROUPS = 4;

/** One arm's variance with one success and one failure added, so that an arm in which all did the same has one too (Agresti, Caffo 2000). */
function varianceOf({ shoppers, events }: Proportion): number {
  const rate = (events + 1) / (shoppers + 2);
  return (rate * (1 - rate)) / (shoppers + 2);
}

/**
 * Partial pooling of k differences of rates: d ~ N(δ, v), δ ~ N(μ, τ²). τ² by moments, max(0, (Q − (k−1)) / (Σw − Σw²/Σw)) with
 * w = 1/v and Q = Σw(d − d̄)² (DerSimonian, Laird 1986); μ weighted by W = 1/(v + τ²). Each is drawn to μ by
 * B = (k−3)/(k−1)·v/(v + τ²), with variance v(1 − (1 − W/ΣW)·B) + 2/(k−3)·B²·(v̄ + τ²)/(v + τ²)·(d − μ)², which allows for μ and τ²
 * being estimated (Morris 1983, JASA 78, 47–55, section 5).
 */
export function pool(
  pairs: readonly { readonly control: Proportion; readonly treatment: Proportion }[],
  alpha: number,
): Pooling | Undefined {
  const k = pairs.length;
  if (k < MIN_POOLED_GROUPS) return noAnswer("too_few_groups");
  const own = pairs.map(({ control, treatment }) => ({
    difference: treatment.events / treatment.shoppers - control.events / control.shoppers,
    variance: varianceOf(control) + varianceOf(treatment),
  }));
  const sum = (value: (one: (typeof own)[number]) => number) => own.reduce((all, one) => all + value(one), 0);
  const weight = sum(({ variance }) => 1 / variance);
  const plainMean = sum(({ difference, variance }) => difference / variance) / weight;
  const q = sum(({ difference, variance }) => (difference - plainMean) ** 2 / variance);
  const between = Math.max(0, (q - (k - 1)) / (weight - sum(({ variance }) => variance ** -2) / weight));
  const weightAll = sum(({ variance }) => 1 / (variance + between));
  const mean = sum(({ difference, variance }) => difference / (variance + between)) / weightAll;
  const meanVariance = sum(({ variance }) => variance / (variance + between)) / weightAll;
  const z = normalUpperQuantile(alpha / 2);
  return {
    kind: "pooling",
    mean,
    spread: Math.sqrt(between),
    groups: own.map(({ difference, variance }): PooledEffect => {
      const total = variance + between;
      const drawn = (((k - 3) / (k - 1)) * variance) / total;
      const off = difference - mean;
      const uncertain = (2 / (k - 3)) * drawn ** 2 * ((meanVariance + between) / total) * off ** 2;
      const left = variance * (1 - (1 - 1 / (total * weightAll)) * drawn) + uncertain;
      const middle = difference - drawn * off;
      return { kind: "pooled", difference: middle, interval: around(middle, z * Math.sqrt(left)), drawn };
    }),
  };
}
