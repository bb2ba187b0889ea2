import { isUndefined } from "#lib/experiment/answer.ts";
import { liftPosterior } from "#lib/experiment/statistics/bayes-lift.ts";
import { chanceToExceed, ratePosteriors, type Belief } from "#lib/experiment/statistics/bayes-rate.ts";
import { benjaminiHochberg, holm } from "#lib/experiment/statistics/corrections.ts";
import { compareWithBefore } from "#lib/experiment/statistics/cuped.ts";
import { compareMeans, liftAndError, relativeLift } from "#lib/experiment/statistics/means.ts";
import { momentsOf } from "#lib/experiment/statistics/moments.ts";
import { compareProportions } from "#lib/experiment/statistics/proportions.ts";
import { compareRatios } from "#lib/experiment/statistics/ratio.ts";
import { detectableEffect, runTime, sizeForRates } from "#lib/experiment/statistics/sample-size.ts";
import { sampleRatio } from "#lib/experiment/statistics/sample-ratio.ts";
import { sequentialInterval } from "#lib/experiment/statistics/sequential.ts";
import { simpsonReversal } from "#lib/experiment/statistics/simpson.ts";
import { normalUpperQuantile } from "#lib/experiment/statistics/stdlib-distributions.ts";
import { winsorise } from "#lib/experiment/statistics/winsorise.ts";
import { powerForRates } from "./power-for-rates.ts";
import {
  cupedSums,
  moments,
  pair,
  pairOrNone,
  proportion,
  ratioSums,
  figuresOf,
  type Count,
  type Got,
  type Input,
} from "./reference-input.ts";

/** Where P(B − A ≤ d) is `p`, by halving: what the credible interval of the difference ends at. */
function differenceQuantile(control: Belief, treatment: Belief, p: number): number {
  let [low, high] = [-1, 1];
  for (let step = 0; step < 45; step += 1) {
    const middle = (low + high) / 2;
    if (1 - chanceToExceed(control, treatment, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function bayesRate({ a, b, prior, alpha }: Input): Got {
  const before = { a: prior.alpha, b: prior.beta };
  const after = ({ n, x }: Count) => ({ a: before.a + x, b: before.b + n - x });
  return figuresOf(ratePosteriors(proportion(a), proportion(b), alpha, before), (one) => ({
    chance_to_beat: one.chanceToBeat,
    posterior_mean_a: one.control.mean,
    posterior_mean_b: one.treatment.mean,
    credible_a: pair(one.control.credible),
    credible_b: pair(one.treatment.credible),
    credible_diff: [alpha / 2, 1 - alpha / 2].map((p) => differenceQuantile(after(a), after(b), p)),
  }));
}

function sequential({ a, b, alpha, n_star, effect }: Input): Got {
  const measured = effect === "relative" ? liftAndError(moments(a), moments(b)) : null;
  if (measured !== null && isUndefined(measured)) return measured;
  const difference =
    measured === null
      ? { effect: b.mean - a.mean, standardError: Math.sqrt(a.variance / a.n + b.variance / b.n) }
      : { effect: measured.lift, standardError: measured.standardError };
  return figuresOf(sequentialInterval({ ...difference, shoppers: a.n + b.n }, n_star, alpha), (one) => ({
    rho: one.rho,
    effect: one.effect,
    se: difference.standardError,
    halfwidth: one.halfWidth,
    ci: pair(one.interval),
    p_always_valid: one.p,
    width_ratio_to_fixed: one.halfWidth / (normalUpperQuantile(alpha / 2) * difference.standardError),
  }));
}

function winsorised({ values_a, values_b, percentile, cap_over }: Input): Got {
  const amounts = (values: number[]) => ({
    shoppers: values.length,
    sums: {
      sum: values.reduce((sum, value) => sum + BigInt(value), 0n),
      squares: values.reduce((sum, value) => sum + BigInt(value) ** 2n, 0n),
    },
  });
  const high = [
    ...values_a.map((amountMinor) => ({ amountMinor, arm: "external" as const, shoppers: 1 })),
    ...values_b.map((amountMinor) => ({ amountMinor, arm: "instant" as const, shoppers: 1 })),
  ]
    .filter(({ amountMinor }) => cap_over === "all" || amountMinor !== 0)
    .sort((one, other) => other.amountMinor - one.amountMinor);
  const arms = { external: amounts(values_a), instant: amounts(values_b) };
  const raw = [momentsOf(values_a.length, arms.external.sums), momentsOf(values_b.length, arms.instant.sums)];
  return figuresOf(winsorise(arms, { counted: high.length, values: high }, Math.round(percentile * 1000)), (one) => {
    const { external, instant } = one.arms;
    if (isUndefined(external) || isUndefined(instant)) return { kind: "undefined" };
    return {
      cap: one.capMinor,
      capped_count: one.cappedShoppers,
      mean_a: external.mean,
      mean_b: instant.mean,
      variance_a: external.variance,
      variance_b: instant.variance,
      ...Object.fromEntries(
        raw.map((arm, index) => [index === 0 ? "raw_mean_a" : "raw_mean_b", isUndefined(arm) ? arm : arm.mean]),
      ),
    };
  });
}

const question = (input: Input) => ({
  baseline: input.baseline,
  relativeEffect: input.relative_effect,
  alpha: input.alpha,
  power: input.power,
  treatmentPerControl: input.ratio_b_to_a,
});
/** The production functions, and the oracle of power, under the names that the reference cases use. */
export const METHODS: Readonly<Record<string, (input: Input) => Got>> = {
  two_proportion_z: ({ a, b, alpha }) =>
    figuresOf(compareProportions(proportion(a), proportion(b), alpha), (one) => ({
      rate_a: one.control.rate,
      rate_b: one.treatment.rate,
      diff: one.difference,
      se: one.standardError,
      ci_wald: pairOrNone(one.wald),
      ci_newcombe: pair(one.newcombe),
      z_pooled: one.z,
      p_pooled: one.p,
    })),
  relative_lift_delta: ({ a, b, alpha }) =>
    figuresOf(relativeLift(moments(a), moments(b), alpha), (one) => ({
      lift: one.lift,
      se: one.standardError,
      ci_z: pair(one.normalInterval),
      df: one.freedom,
      ci_t: pair(one.interval),
      p_t: one.p,
    })),
  welch_t: ({ a, b, alpha }) =>
    figuresOf(compareMeans(moments(a), moments(b), alpha), (one) => ({
      diff: one.difference,
      se: one.standardError,
      df: one.freedom,
      t: one.t,
      p: one.p,
      ci: pair(one.interval),
    })),
  srm_chi2: ({ observed, weights }) =>
    figuresOf(sampleRatio(observed, weights), (one) => ({
      chi2: one.chiSquare,
      df: one.freedom,
      p: one.p,
      alarm_at_0_001: one.isAlarm,
    })),
  ratio_delta: ({ a, b, alpha }) =>
    figuresOf(compareRatios(ratioSums(a), ratioSums(b), alpha), (one) => ({
      ratio_a: one.control.ratio,
      ratio_b: one.treatment.ratio,
      variance_a: one.control.variance,
      variance_b: one.treatment.variance,
      diff: one.difference,
      se: one.standardError,
      ci_z: pair(one.interval),
    })),
  cuped: ({ a, b, alpha }) =>
    figuresOf(compareWithBefore(cupedSums(a), cupedSums(b), alpha), (one) => ({
      theta: one.theta,
      adjusted_mean_a: one.control.mean,
      adjusted_mean_b: one.treatment.mean,
      adjusted_variance_a: one.control.variance,
      adjusted_variance_b: one.treatment.variance,
      diff: one.difference,
      se: one.standardError,
      variance_kept: one.varianceKept,
      ci_z: pair(one.interval),
    })),
  sequential_ci: sequential,
  bayes_beta_binomial: bayesRate,
  bayes_gaussian: ({ a, b, alpha, prior }) =>
    figuresOf(
      liftPosterior(moments(a), moments(b), alpha, prior.proper ? { mean: prior.mean, deviation: prior.sd } : null),
      (one) => ({
        posterior_mean: one.mean,
        posterior_sd: one.deviation,
        credible: pair(one.credible),
        chance_to_beat: one.chanceToBeat,
        expected_loss_choosing_a: one.expectedLoss.control,
        expected_loss_choosing_b: one.expectedLoss.treatment,
      }),
    ),
  winsorised_mean: winsorised,
  holm: ({ p }) => ({ adjusted: holm(p) }),
  benjamini_hochberg: ({ p }) => ({ adjusted: benjaminiHochberg(p) }),
  sample_size_proportions: (input) =>
    figuresOf(sizeForRates(question(input)), (one) => {
      const days = runTime(one.total, input.shoppers_per_day ?? 1);
      return {
        n_a_exact: one.exactControl,
        n_a: one.control,
        n_b: one.treatment,
        total: one.total,
        days: isUndefined(days) ? days : days.days,
      };
    }),
  power_proportions: ({ baseline, relative_effect, n_a, n_b, alpha }) =>
    figuresOf(powerForRates(baseline, relative_effect, { control: n_a, treatment: n_b }, alpha), (one) => ({
      se: one.standardError,
      power: one.power,
    })),
  mde_proportions: ({ baseline, n_a, n_b, alpha, power }) =>
    figuresOf(detectableEffect(baseline, { control: n_a, treatment: n_b }, alpha, power), (one) => ({
      mde_absolute: one.absolute,
      mde_relative: one.relative,
    })),
  moments_from_sums: ({ n, sum, sum_squares }) =>
    figuresOf(momentsOf(Number(n), { sum: BigInt(sum), squares: BigInt(sum_squares) }), ({ mean, variance }) => ({
      mean,
      variance,
    })),
  simpson_reversal: ({ segments }) => {
    const all = segments.map(({ a, b }) => ({ control: proportion(a), treatment: proportion(b) }));
    const rate = (part: Count[]) => part.reduce((sum, { x }) => sum + x, 0) / part.reduce((sum, { n }) => sum + n, 0);
    const { isEvery, isSome } = simpsonReversal(all);
    return {
      overall_diff: rate(segments.map(({ b }) => b)) - rate(segments.map(({ a }) => a)),
      segment_diffs: segments.map(({ a, b }) => b.x / b.n - a.x / a.n),
      every_segment_points_against_overall: isEvery,
      some_segment_points_against_overall: isSome,
    };
  },
};
