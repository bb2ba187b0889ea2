import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";
import betaQuantileOf from "@stdlib/stats-base-dists-beta-quantile";
import standardNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import standardNormalPdf from "@stdlib/stats-base-dists-normal-pdf";
import tQuantileOf from "@stdlib/stats-base-dists-t-quantile";

// Small tails are computed as tails. 1 - cdf would be wrong below 1e-10 and zero below 1e-16.

/** The z that a standard normal exceeds with probability `tail`, 0 < tail < 1. */
export const normalUpperQuantile = (tail: number): number => Math.SQRT2 * erfcinv(2 * tail);

/** The chance that a standard normal is further from zero than `z`, on either side. */
export const normalTwoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

export const normalCdf = (z: number): number => standardNormalCdf(z, 0, 1);
export const normalDensity = (z: number): number => standardNormalPdf(z, 0, 1);

/** The chance that Student's t with `freedom` degrees (need not be whole) is further from zero than `t`. */
export const tTwoSidedP = (t: number, freedom: number): number =>
  betainc(freedom / (freedom + t * t), freedom / 2, 0.5, true, false);

/** The t that Student's t exceeds with probability `tail`. */
export const tUpperQuantile = (tail: number, freedom: number): number => -tQuantileOf(tail, freedom);

/** The chance that a chi-square with `freedom` degrees exceeds `x`. */
export const chiSquareUpperTail = (x: number, freedom: number): number => gammainc(x / 2, freedom / 2, true, true);

/** The value that Beta(a, b) stays below with probability `p`. */
export const betaQuantile = (p: number, a: number, b: number): number => betaQuantileOf(p, a, b);

/** The chance that Beta(a, b) exceeds `x`. */
export const betaUpperTail = (x: number, a: number, b: number): number => betainc(x, a, b, true, true);

/** The chance that Beta(a, b) stays below `x`. */
export const betaLowerTail = (x: number, a: number, b: number): number => betainc(x, a, b, true, false);
