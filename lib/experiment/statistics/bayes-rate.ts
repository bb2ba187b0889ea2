import { noAnswer, type Interval, type Undefined } from "../answer.ts";
import type { Proportion } from "./proportions.ts";
import { betaLowerTail, betaQuantile, betaUpperTail } from "./stdlib-distributions.ts";

/** Beta(a, b), what is believed about a rate. */
export type Belief = { readonly a: number; readonly b: number };

/** Every rate alike: the belief before the first shopper. */
export const FLAT_BELIEF: Belief = { a: 1, b: 1 };

export type RatePosteriors = {
  readonly kind: "believed";
  readonly control: { readonly mean: number; readonly credible: Interval };
  readonly treatment: { readonly mean: number; readonly credible: Interval };
  /** That the treatment's rate is the higher one. It is not 1 − p, and looking often makes it no better. */
  readonly chanceToBeat: number;
};

const NODES = 3_000;
/** Belief beyond these quantiles is left out. */
const EDGE = 1e-14;

const posterior = ({ shoppers, events }: Proportion, prior: Belief): Belief => ({
  a: prior.a + events,
  b: prior.b + shoppers - events,
});

/** Where ln(x/(1−x)) of the belief lies, but for `EDGE` on either side. */
function logitRange({ a, b }: Belief): Interval {
  const low = betaQuantile(EDGE, a, b);
  const high = betaQuantile(EDGE, b, a);
  return { low: Math.log(low) - Math.log1p(-low), high: Math.log1p(-high) - Math.log(high) };
}

/** The mean of `value` over the belief, by the trapezoid rule over ln(x/(1−x)), where every Beta falls off smoothly at both ends. */
function meanOver(belief: Belief, value: (rate: number) => number): number {
  const { low, high } = logitRange(belief);
  const logDensity = (u: number) => -belief.a * Math.log1p(Math.exp(-u)) - belief.b * Math.log1p(Math.exp(u));
  const top = logDensity(Math.min(high, Math.max(low, Math.log(belief.a / belief.b))));
  let weights = 0;
  let sum = 0;
  for (let node = 0; node <= NODES; node += 1) {
    const u = low + ((high - low) * node) / NODES;
    const weight = Math.exp(logDensity(u) - top);
    weights += weight;
    sum += weight * value(1 / (1 + Math.exp(-u)));
  }
  return Math.min(1, sum / weights);
}

/**
 * P(pB − pA > margin) for independent Beta beliefs: the tail of the one over the density of the other, which is
 * divided by its own integral (cf. Miller 2015, whose closed sum needs whole numbers). The narrower belief is the
 * density, since the other's tail is smooth on its scale.
 */
export function chanceToExceed(control: Belief, treatment: Belief, margin: number): number {
  const width = (belief: Belief) => {
    const { low, high } = logitRange(belief);
    return high - low;
  };
  const inside = (rate: number) => Math.min(1, Math.max(0, rate));
  return width(control) < width(treatment)
    ? meanOver(control, (rate) => betaUpperTail(inside(rate + margin), treatment.a, treatment.b))
    : meanOver(treatment, (rate) => betaLowerTail(inside(rate - margin), control.a, control.b));
}

/** What the counts say about the two rates, from the belief `prior` before them. */
export function ratePosteriors(
  control: Proportion,
  treatment: Proportion,
  alpha: number,
  prior: Belief = FLAT_BELIEF,
): RatePosteriors | Undefined {
  const isPossible = ({ shoppers, events }: Proportion) => events >= 0 && events <= shoppers;
  if (!isPossible(control) || !isPossible(treatment)) return noAnswer("impossible_counts");
  const beliefs = [posterior(control, prior), posterior(treatment, prior)] as const;
  const described = ({ a, b }: Belief) => ({
    mean: a / (a + b),
    credible: { low: betaQuantile(alpha / 2, a, b), high: 1 - betaQuantile(alpha / 2, b, a) },
  });
  return {
    kind: "believed",
    control: described(beliefs[0]),
    treatment: described(beliefs[1]),
    chanceToBeat: chanceToExceed(beliefs[0], beliefs[1], 0),
  };
}
