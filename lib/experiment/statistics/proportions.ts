import { around, noAnswer, type Interval, type Undefined } from "../answer.ts";
import { normalTwoSidedP, normalUpperQuantile } from "./stdlib-distributions.ts";

/** So many of the shoppers did it. */
export type Proportion = { readonly shoppers: number; readonly events: number };

export type ProportionComparison = {
  readonly kind: "compared";
  readonly control: Proportion & { readonly rate: number };
  readonly treatment: Proportion & { readonly rate: number };
  /** Treatment minus control, as a part of one. */
  readonly difference: number;
  readonly standardError: number;
  /** Answers for every count, and is the one to show. */
  readonly newcombe: Interval;
  readonly wald: Interval | Undefined;
  readonly z: number | Undefined;
  readonly p: number | Undefined;
};

/** Wilson's interval for one rate (Wilson 1927): (p̂ + z²/2n ± z√(p̂q̂/n + z²/4n²)) / (1 + z²/n). */
export function wilsonInterval({ shoppers, events }: Proportion, z: number): Interval {
  const rate = events / shoppers;
  const squared = (z * z) / shoppers;
  const middle = (rate + squared / 2) / (1 + squared);
  const half = (Math.sqrt((rate * (1 - rate)) / shoppers + squared / (4 * shoppers)) * z) / (1 + squared);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * Two rates: the pooled z test, d / √(p̄q̄(1/nA + 1/nB)), beside two intervals for the difference. Wald's is
 * d ± z√(pAqA/nA + pBqB/nB). Newcombe's (1998, method 10) joins Wilson's limits, l and u, of the two rates:
 * d − √((pB − lB)² + (uA − pA)²) to d + √((uB − pB)² + (pA − lA)²), and holds at 0 and at 100 percent too.
 */
export function compareProportions(
  control: Proportion,
  treatment: Proportion,
  alpha: number,
): ProportionComparison | Undefined {
  if (control.shoppers < 1 || treatment.shoppers < 1) return noAnswer("arm_without_shoppers");
  if (control.events > control.shoppers || treatment.events > treatment.shoppers) return noAnswer("impossible_counts");
  const before = control.events / control.shoppers;
  const after = treatment.events / treatment.shoppers;
  const difference = after - before;
  const standardError = Math.sqrt(
    (before * (1 - before)) / control.shoppers + (after * (1 - after)) / treatment.shoppers,
  );
  const z = normalUpperQuantile(alpha / 2);
  const ofControl = wilsonInterval(control, z);
  const ofTreatment = wilsonInterval(treatment, z);
  const pooled = (control.events + treatment.events) / (control.shoppers + treatment.shoppers);
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / control.shoppers + 1 / treatment.shoppers));
  return {
    kind: "compared",
    control: { ...control, rate: before },
    treatment: { ...treatment, rate: after },
    difference,
    standardError,
    newcombe: {
      low: difference - Math.hypot(after - ofTreatment.low, ofControl.high - before),
      high: difference + Math.hypot(ofTreatment.high - after, before - ofControl.low),
    },
    wald: standardError > 0 ? around(difference, z * standardError) : noAnswer("no_variance"),
    z: pooledError > 0 ? difference / pooledError : noAnswer("no_variance"),
    p: pooledError > 0 ? normalTwoSidedP(difference / pooledError) : noAnswer("no_variance"),
  };
}
