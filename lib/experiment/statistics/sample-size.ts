import { noAnswer, type Undefined } from "../answer.ts";
import { normalUpperQuantile } from "./stdlib-distributions.ts";

/** What a form asks to plan a test. */
export type SizeQuestion = {
  /** The control's rate, as a part of one. */
  readonly baseline: number;
  /** The smallest effect worth finding, relative: 0.1 is ten percent more, −0.05 five percent fewer. */
  readonly relativeEffect: number;
  readonly alpha: number;
  readonly power: number;
  /** Shoppers of the treatment for each one of the control; 1 for halves. */
  readonly treatmentPerControl: number;
};

export type PlannedSize = {
  readonly kind: "planned";
  /** Before rounding up. */
  readonly exactControl: number;
  readonly control: number;
  readonly treatment: number;
  readonly total: number;
};

export type RunTime = {
  readonly days: number;
  /** Rounded up to whole weeks, which a verdict waits for. */
  readonly wholeWeekDays: number;
};

export type DetectableEffect = { readonly kind: "detectable"; readonly absolute: number; readonly relative: number };

const isRate = (rate: number) => rate > 0 && rate < 1;
const bothQuantiles = (alpha: number, power: number) => normalUpperQuantile(alpha / 2) + normalUpperQuantile(1 - power);

function sizeOf(exactControl: number, treatmentPerControl: number): PlannedSize {
  const control = Math.ceil(exactControl);
  const treatment = Math.ceil(exactControl * treatmentPerControl);
  return { kind: "planned", exactControl, control, treatment, total: control + treatment };
}

/** nA = (z₁₋α⁄₂ + z_power)²(p₀q₀ + p₁q₁/r) / (p₁ − p₀)², the normal approximation, two-sided (Fleiss, Levin, Paik 2003). */
export function sizeForRates(question: SizeQuestion): PlannedSize | Undefined {
  const { baseline, relativeEffect, alpha, power, treatmentPerControl } = question;
  const after = baseline * (1 + relativeEffect);
  if (relativeEffect === 0) return noAnswer("effect_of_zero");
  if (!(treatmentPerControl > 0)) return noAnswer("weight_not_positive");
  if (!isRate(alpha) || !isRate(power)) return noAnswer("certainty_out_of_range");
  if (!isRate(baseline) || !isRate(after)) return noAnswer("rate_out_of_range");
  const variance = baseline * (1 - baseline) + (after * (1 - after)) / treatmentPerControl;
  const exact = (bothQuantiles(alpha, power) ** 2 * variance) / (baseline * relativeEffect) ** 2;
  return sizeOf(exact, treatmentPerControl);
}

/** How long it takes until so many shoppers have come. `shoppersPerDay` counts those who are eligible, of both arms. */
export function runTime(totalShoppers: number, shoppersPerDay: number): RunTime | Undefined {
  if (!(shoppersPerDay > 0)) return noAnswer("nobody_comes");
  const days = Math.ceil(totalShoppers / shoppersPerDay);
  return { days, wholeWeekDays: Math.ceil(days / 7) * 7 };
}

/** (z₁₋α⁄₂ + z_power)·√(p₀q₀(1/nA + 1/nB)): the smallest effect that so many shoppers find with the power given. */
export function detectableEffect(
  baseline: number,
  shoppers: { readonly control: number; readonly treatment: number },
  alpha: number,
  power: number,
): DetectableEffect | Undefined {
  if (shoppers.control < 1 || shoppers.treatment < 1) return noAnswer("arm_without_shoppers");
  if (!isRate(baseline)) return noAnswer("rate_out_of_range");
  const absolute =
    bothQuantiles(alpha, power) *
    Math.sqrt(baseline * (1 - baseline) * (1 / shoppers.control + 1 / shoppers.treatment));
  return { kind: "detectable", absolute, relative: absolute / baseline };
}

/**
 * How many shoppers one of `groups` needs so that, at α divided by the groups, it finds the effect that `plannedShoppers` find at
 * α, with the same power: n·((z₁₋α⁄₂ₘ + z_power)/(z₁₋α⁄₂ + z_power))², because the effect found falls with the root of n.
 */
export function shoppersForFamily(
  {
    plannedShoppers,
    alpha,
    power,
  }: { readonly plannedShoppers: number; readonly alpha: number; readonly power: number },
  groups: number,
): number {
  const ratio = bothQuantiles(alpha / Math.max(1, groups), power) / bothQuantiles(alpha, power);
  return Math.ceil(plannedShoppers * ratio ** 2);
}

/**
 * The answer to a planning form: how many shoppers, and for how long. `shares` are the plan's weights, `shoppersPerDay`
 * the eligible shoppers of both arms together.
 */
export function planTest(
  question: Omit<SizeQuestion, "treatmentPerControl"> & {
    readonly shares: { readonly external: number; readonly instant: number };
    readonly shoppersPerDay: number;
  },
): { readonly kind: "test"; readonly size: PlannedSize; readonly runTime: RunTime } | Undefined {
  const { shares, shoppersPerDay } = question;
  if (shares.external <= 0 || shares.instant <= 0) return noAnswer("weight_not_positive");
  const size = sizeForRates({ ...question, treatmentPerControl: shares.instant / shares.external });
  if (size.kind === "undefined") return size;
  const time = runTime(size.total, shoppersPerDay);
  return "kind" in time ? time : { kind: "test", size, runTime: time };
}
