import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";

/** A measured effect: its estimate, its standard error and the shoppers of both arms that it was measured on. */
export type MeasuredEffect = { readonly effect: number; readonly standardError: number; readonly shoppers: number };

export type SequentialInterval = {
  readonly kind: "always_valid";
  readonly effect: number;
  readonly interval: Interval;
  readonly halfWidth: number;
  readonly rho: number;
  readonly p: number;
};

/**
 * An interval that holds at every look at once: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha,
 * Kennedy, Ramdas (arXiv 2103.06476v7, eq. 9, 155, 161). With n shoppers of both arms and k = nρ² + 1 its half-width is
 * SE·√n·√(2k·ln(√k/α)) / (nρ), and p = min(1, √k·exp(−ρ²d²n/(2k·SE²))). It is narrowest, relative to the fixed
 * interval, at N* shoppers by ρ = √((−2lnα + ln(1−2lnα))/N*). N* must be fixed before the start: whoever chooses it
 * after a look at the data has lost the guarantee.
 */
export function sequentialInterval(
  measured: MeasuredEffect,
  plannedShoppers: number,
  alpha: number,
): SequentialInterval | Undefined {
  const { effect, standardError, shoppers: n } = measured;
  if (n < 1) return noAnswer("arm_without_shoppers");
  if (!(standardError > 0)) return noAnswer("no_variance");
  const logAlpha = -2 * Math.log(alpha);
  const rho = Math.sqrt((logAlpha + Math.log1p(logAlpha)) / plannedShoppers);
  const k = n * rho * rho + 1;
  const halfWidth = (standardError * Math.sqrt(n) * Math.sqrt(2 * k * (Math.log(k) / 2 - Math.log(alpha)))) / (n * rho);
  const logP = Math.log(k) / 2 - (rho * rho * effect * effect * n) / (2 * k * standardError * standardError);
  return {
    kind: "always_valid",
    effect,
    interval: around(effect, halfWidth),
    halfWidth,
    rho,
    p: Math.min(1, Math.exp(logP)),
  };
}
