import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";
import type { Sums } from "../figures.ts";
import { covarianceOf, momentsOf, quotient } from "./moments.ts";
import { normalUpperQuantile } from "./stdlib-distributions.ts";

/** Two sums of one arm's shoppers, one to be divided by the other. */
export type RatioSums = {
  readonly shoppers: number;
  readonly numerator: Sums;
  readonly denominator: Sums;
  readonly products: bigint;
};

export type RatioComparison = {
  readonly kind: "compared";
  readonly control: { readonly ratio: number; readonly variance: number };
  readonly treatment: { readonly ratio: number; readonly variance: number };
  readonly difference: number;
  readonly standardError: number;
  readonly interval: Interval;
};

function ratioOf(
  arm: RatioSums,
): { readonly kind: "ratio"; readonly ratio: number; readonly variance: number } | Undefined {
  const above = momentsOf(arm.shoppers, arm.numerator);
  const below = momentsOf(arm.shoppers, arm.denominator);
  if ("kind" in above) return above;
  if ("kind" in below) return below;
  if (arm.denominator.sum === 0n) return noAnswer("denominator_is_zero");
  const covariance = covarianceOf(arm.shoppers, arm.numerator.sum, arm.denominator.sum, arm.products);
  const ratio = quotient(arm.numerator.sum, arm.denominator.sum);
  const variance = (above.variance + ratio * (below.variance * ratio - 2 * covariance)) / below.mean ** 2;
  return { kind: "ratio", ratio, variance: Math.max(0, variance) };
}

/**
 * The difference of two ratios of means whose denominator varies too, R = m̄/d̄, by the delta method:
 * v = vm/d̄² + vd·m̄²/d̄⁴ − 2cov·m̄/d̄³, squared error v/n (Deng, Knoblich, Lu 2018).
 */
export function compareRatios(control: RatioSums, treatment: RatioSums, alpha: number): RatioComparison | Undefined {
  const before = ratioOf(control);
  const after = ratioOf(treatment);
  if (before.kind === "undefined") return before;
  if (after.kind === "undefined") return after;
  if (before.variance === 0 && after.variance === 0) return noAnswer("no_variance");
  const difference = after.ratio - before.ratio;
  const standardError = Math.sqrt(before.variance / control.shoppers + after.variance / treatment.shoppers);
  return {
    kind: "compared",
    control: { ratio: before.ratio, variance: before.variance },
    treatment: { ratio: after.ratio, variance: after.variance },
    difference,
    standardError,
    interval: around(difference, normalUpperQuantile(alpha / 2) * standardError),
  };
}
