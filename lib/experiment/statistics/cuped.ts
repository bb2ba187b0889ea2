import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";
import type { Sums } from "../figures.ts";
import { addSums, quotient } from "./moments.ts";
import { normalUpperQuantile } from "./stdlib-distributions.ts";

/** What one arm's shoppers did in the experiment (`after`) and before it. */
export type CupedSums = {
  readonly shoppers: number;
  readonly after: Sums;
  readonly before: Sums;
  readonly products: bigint;
};

export type CupedComparison = {
  readonly kind: "compared";
  /** How much of what was before is taken out; 0 when one of the two does not vary. */
  readonly theta: number;
  readonly control: { readonly mean: number; readonly variance: number };
  readonly treatment: { readonly mean: number; readonly variance: number };
  readonly difference: number;
  readonly standardError: number;
  /** The part of the squared error that is left: 0.6 means as exact as with 1/0.6 times the shoppers. */
  readonly varianceKept: number;
  readonly interval: Interval;
};

/** n(n−1) times the sample covariance, a whole number. */
const spread = (n: bigint, sumX: bigint, sumY: bigint, products: bigint): bigint => n * products - sumX * sumY;

type Spreads = { readonly of: bigint; readonly before: bigint; readonly after: bigint; readonly both: bigint };

function spreadsOf(arm: CupedSums): Spreads {
  const n = BigInt(arm.shoppers);
  return {
    of: n * (n - 1n),
    before: spread(n, arm.before.sum, arm.before.sum, arm.before.squares),
    after: spread(n, arm.after.sum, arm.after.sum, arm.after.squares),
    both: spread(n, arm.before.sum, arm.after.sum, arm.products),
  };
}

/**
 * The difference of means with what is explained by the time before taken out: Y − θ(X − x̄), θ = cov(Y, X)/var(X) over
 * both arms, v = vY + θ²vX − 2θcov in each arm (Deng, Xu, Kohavi, Walker 2013). X ends before the exposure, so the arm
 * cannot have changed it, and the difference stays unbiased whatever θ is. θ is kept as the fraction t/u to the end.
 */
export function compareWithBefore(
  control: CupedSums,
  treatment: CupedSums,
  alpha: number,
): CupedComparison | Undefined {
  if (control.shoppers < 1 || treatment.shoppers < 1) return noAnswer("arm_without_shoppers");
  if (control.shoppers < 2 || treatment.shoppers < 2) return noAnswer("arm_with_one_shopper");
  const both: CupedSums = {
    shoppers: control.shoppers + treatment.shoppers,
    after: addSums(control.after, treatment.after),
    before: addSums(control.before, treatment.before),
    products: control.products + treatment.products,
  };
  const pooled = spreadsOf(both);
  const isFlat = pooled.before === 0n || pooled.after === 0n;
  const t = isFlat ? 0n : pooled.both;
  const u = isFlat ? 1n : pooled.before;
  const adjusted = (arm: CupedSums) => {
    const own = spreadsOf(arm);
    const n = BigInt(arm.shoppers);
    const all = BigInt(both.shoppers);
    return {
      mean: quotient(u * all * arm.after.sum - t * (all * arm.before.sum - n * both.before.sum), u * n * all),
      variance: quotient(u * u * own.after + t * t * own.before - 2n * t * u * own.both, u * u * own.of),
      raw: quotient(own.after, own.of),
    };
  };
  const [before, after] = [adjusted(control), adjusted(treatment)];
  const squaredError = before.variance / control.shoppers + after.variance / treatment.shoppers;
  if (squaredError <= 0) return noAnswer("no_variance");
  const difference = after.mean - before.mean;
  const standardError = Math.sqrt(squaredError);
  return {
    kind: "compared",
    theta: quotient(t, u),
    control: { mean: before.mean, variance: before.variance },
    treatment: { mean: after.mean, variance: after.variance },
    difference,
    standardError,
    varianceKept: squaredError / (before.raw / control.shoppers + after.raw / treatment.shoppers),
    interval: around(difference, normalUpperQuantile(alpha / 2) * standardError),
  };
}
