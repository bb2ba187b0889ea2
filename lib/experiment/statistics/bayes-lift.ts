import { around, type Interval, type Undefined } from "../answer.ts";
import { liftAndError } from "./means.ts";
import type { Moments } from "./moments.ts";
import { normalCdf, normalDensity, normalUpperQuantile } from "./stdlib-distributions.ts";

/** What is believed of the relative lift before the first shopper; null believes nothing. */
export type LiftBelief = { readonly mean: number; readonly deviation: number };

/** Most changes to a checkout move conversion by less than thirty percent. */
export const USUAL_LIFT: LiftBelief = { mean: 0, deviation: 0.3 };

export type LiftPosterior = {
  readonly kind: "believed";
  readonly mean: number;
  readonly deviation: number;
  readonly credible: Interval;
  readonly chanceToBeat: number;
  /** The lift that is lost on average by staying with the control, or by taking the treatment. */
  readonly expectedLoss: { readonly control: number; readonly treatment: number };
};

/**
 * The belief about the relative lift after the data: precision 1/SE² + 1/σ₀², mean weighted by precision, and the
 * expected loss of taking the treatment, sφ(m/s) − mΦ(−m/s). The method is that of GrowthBook's gbstats.
 */
export function liftPosterior(
  control: Moments,
  treatment: Moments,
  alpha: number,
  prior: LiftBelief | null = USUAL_LIFT,
): LiftPosterior | Undefined {
  const measured = liftAndError(control, treatment);
  if (measured.kind === "undefined") return measured;
  const fromData = 1 / measured.standardError ** 2;
  const fromPrior = prior === null ? 0 : 1 / prior.deviation ** 2;
  const mean = (measured.lift * fromData + (prior?.mean ?? 0) * fromPrior) / (fromData + fromPrior);
  const deviation = Math.sqrt(1 / (fromData + fromPrior));
  const height = deviation * normalDensity(mean / deviation);
  return {
    kind: "believed",
    mean,
    deviation,
    credible: around(mean, normalUpperQuantile(alpha / 2) * deviation),
    chanceToBeat: normalCdf(mean / deviation),
    expectedLoss: {
      control: height + mean * normalCdf(mean / deviation),
      treatment: height - mean * normalCdf(-mean / deviation),
    },
  };
}
