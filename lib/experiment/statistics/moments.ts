import { invariant } from "../../invariant.ts";
import { noAnswer, type Undefined } from "../answer.ts";
import type { Sums } from "../figures.ts";

/** Of the shoppers of one arm. `variance` is the sample's (n - 1). */
export type Moments = { readonly shoppers: number; readonly mean: number; readonly variance: number };

/** Bits kept beyond the 53 of a double, so that only the last step rounds. */
const SPARE_BITS = 80;

const bitsOf = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;

/** numerator ÷ denominator, rounded once at the end; both may be far beyond what a double represents exactly. */
export function quotient(numerator: bigint, denominator: bigint): number {
  invariant(denominator !== 0n, "nothing is divided by zero");
  const shift = Math.max(0, SPARE_BITS + bitsOf(denominator) - bitsOf(numerator));
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift;
}

/**
 * Mean and sample variance from exact sums, (nΣx² − (Σx)²) / (n(n−1)), in whole numbers and divided last:
 * in doubles the subtraction loses every digit once the squares pass 2^53.
 */
export function momentsOf(shoppers: number, sums: Sums): Moments | Undefined {
  if (shoppers < 1) return noAnswer("arm_without_shoppers");
  if (shoppers < 2) return noAnswer("arm_with_one_shopper");
  const n = BigInt(shoppers);
  const spread = n * sums.squares - sums.sum * sums.sum;
  invariant(spread >= 0n, "the sum of squares is smaller than any shoppers could have made it");
  return { shoppers, mean: quotient(sums.sum, n), variance: quotient(spread, n * (n - 1n)) };
}

export const addSums = (one: Sums, other: Sums): Sums => ({
  sum: one.sum + other.sum,
  squares: one.squares + other.squares,
});

/** Sample covariance, (nΣxy − ΣxΣy) / (n(n−1)), for at least two shoppers. */
export function covarianceOf(shoppers: number, sumX: bigint, sumY: bigint, products: bigint): number {
  invariant(shoppers > 1, "a covariance needs two shoppers");
  const n = BigInt(shoppers);
  return quotient(n * products - sumX * sumY, n * (n - 1n));
}
