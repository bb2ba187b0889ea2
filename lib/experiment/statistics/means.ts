import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";
import type { Moments } from "./moments.ts";
import { normalUpperQuantile, tTwoSidedP, tUpperQuantile } from "./stdlib-distributions.ts";

export type MeanComparison = {
  readonly kind: "compared";
  readonly control: Moments;
  readonly treatment: Moments;
  /** Treatment minus control, in the unit of the means. */
  readonly difference: number;
  readonly standardError: number;
  readonly freedom: number;
  readonly t: number;
  readonly p: number;
  readonly interval: Interval;
};

export type RelativeLift = {
  readonly kind: "lifted";
  /** As a part of the control's mean: 0.1 is ten percent more. */
  readonly lift: number;
  readonly standardError: number;
  readonly freedom: number;
  readonly interval: Interval;
  /** By the normal instead of Student's t; they agree from a few hundred shoppers on. */
  readonly normalInterval: Interval;
  /** Not the p of the difference. The decision is on the difference. */
  readonly p: number;
};

/** Degrees of freedom of a difference with unequal variances, (wA + wB)² / (wA²/(nA−1) + wB²/(nB−1)) (Satterthwaite 1946). */
function freedomOf(control: Moments, treatment: Moments): number {
  const ofControl = control.variance / control.shoppers;
  const ofTreatment = treatment.variance / treatment.shoppers;
  return (
    (ofControl + ofTreatment) ** 2 /
    (ofControl ** 2 / (control.shoppers - 1) + ofTreatment ** 2 / (treatment.shoppers - 1))
  );
}

/** The difference of two means and its t interval, d ± t√(vA/nA + vB/nB), with variances that may differ (Welch 1947). */
export function compareMeans(control: Moments, treatment: Moments, alpha: number): MeanComparison | Undefined {
  if (control.shoppers < 1 || treatment.shoppers < 1) return noAnswer("arm_without_shoppers");
  if (control.shoppers < 2 || treatment.shoppers < 2) return noAnswer("arm_with_one_shopper");
  if (control.variance === 0 && treatment.variance === 0) return noAnswer("no_variance");
  const difference = treatment.mean - control.mean;
  const standardError = Math.sqrt(control.variance / control.shoppers + treatment.variance / treatment.shoppers);
  const freedom = freedomOf(control, treatment);
  const t = difference / standardError;
  return {
    kind: "compared",
    control,
    treatment,
    difference,
    standardError,
    freedom,
    t,
    p: tTwoSidedP(t, freedom),
    interval: around(difference, tUpperQuantile(alpha / 2, freedom) * standardError),
  };
}

/** L = (ȳB − ȳA)/|ȳA| and its squared error by the delta method, vB/(nBȳA²) + vAȳB²/(nAȳA⁴) (Deng, Knoblich, Lu 2018). */
export function liftAndError(
  control: Moments,
  treatment: Moments,
): { readonly kind: "lift"; readonly lift: number; readonly standardError: number } | Undefined {
  if (control.shoppers < 1 || treatment.shoppers < 1) return noAnswer("arm_without_shoppers");
  if (control.mean === 0) return noAnswer("base_is_zero");
  if (control.variance === 0 || treatment.variance === 0) return noAnswer("no_variance");
  return {
    kind: "lift",
    lift: (treatment.mean - control.mean) / Math.abs(control.mean),
    standardError: Math.sqrt(
      treatment.variance / treatment.shoppers / control.mean ** 2 +
        (control.variance / control.shoppers) * (treatment.mean ** 2 / control.mean ** 4),
    ),
  };
}

/** The relative lift with its t interval; formula and source at `liftAndError`. */
export function relativeLift(control: Moments, treatment: Moments, alpha: number): RelativeLift | Undefined {
  const measured = liftAndError(control, treatment);
  if (measured.kind === "undefined") return measured;
  if (control.shoppers < 2 || treatment.shoppers < 2) return noAnswer("arm_with_one_shopper");
  const { lift, standardError } = measured;
  const freedom = freedomOf(control, treatment);
  return {
    kind: "lifted",
    lift,
    standardError,
    freedom,
    interval: around(lift, tUpperQuantile(alpha / 2, freedom) * standardError),
    normalInterval: around(lift, normalUpperQuantile(alpha / 2) * standardError),
    p: tTwoSidedP(lift / standardError, freedom),
  };
}
