import { isUndefined, UNDEFINED_TEXTS } from "#lib/experiment/answer.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import {
  detectableEffect,
  planTest,
  type DetectableEffect,
  type PlannedSize,
  type RunTime,
} from "#lib/experiment/statistics/sample-size.ts";

export const CALCULATOR_FIELDS = ["baseline", "effect", "alpha", "power", "per_day", "instant"] as const;
export type CalculatorField = (typeof CALCULATOR_FIELDS)[number];
export type CalculatorTexts = Readonly<Record<CalculatorField, string>>;

/** The accepted range of a field, in the unit of the field: percent, points or shoppers. */
const BOUNDS: Readonly<Record<CalculatorField, { readonly low: number; readonly high: number }>> = {
  baseline: { low: 0.01, high: 99.99 },
  effect: { low: -99, high: 99 },
  alpha: { low: 0.1, high: 50 },
  power: { low: 50, high: 99.9 },
  per_day: { low: 1, high: 100_000_000 },
  instant: { low: 1, high: 99 },
};
const RUN_WEEKS = [1, 2, 4, 8, 12];
const DEFAULT_BASELINE = 0.05;
const DEFAULT_EFFECT = 0.01;
const DEFAULT_PER_DAY = 500;

export type Calculation =
  | { readonly kind: "wrong"; readonly problems: Readonly<Partial<Record<CalculatorField, string>>> }
  | {
      readonly kind: "calculated";
      readonly size: PlannedSize;
      readonly runTime: RunTime;
      /** The other way round: what so many weeks can show. */
      readonly weeks: readonly {
        readonly weeks: number;
        readonly shoppers: number;
        readonly detectable: DetectableEffect;
      }[];
    };

const plain = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, useGrouping: false });
const percentOf = (part: number): string => plain.format(part * 100);

/** What the form starts with: the plan, and what the report has seen so far. */
export function prefilled({ plan, period, conversion }: ExperimentReport): CalculatorTexts {
  const shown = period.shown.external + period.shown.instant;
  const { comparison } = conversion;
  const rate = isUndefined(comparison) || comparison.control.rate === 0 ? DEFAULT_BASELINE : comparison.control.rate;
  const inPercent = { baseline: rate, effect: DEFAULT_EFFECT, alpha: plan.alpha, power: plan.power };
  return {
    baseline: percentOf(inPercent.baseline),
    effect: percentOf(inPercent.effect),
    alpha: percentOf(inPercent.alpha),
    power: percentOf(inPercent.power),
    per_day: plain.format(period.dayCount === 0 ? DEFAULT_PER_DAY : Math.max(1, Math.round(shown / period.dayCount))),
    instant: percentOf(plan.weights.instant / (plan.weights.external + plan.weights.instant)),
  };
}

/** A number as people write it: "8", "8.5", "8,5", "−1". Null for anything else. */
function readNumber(text: string): number | null {
  const written = text.trim().replace("−", "-").replace(",", ".");
  return /^[+-]?\d{1,9}(\.\d{1,6})?$/.test(written) ? Number(written) : null;
}

function problemWith(field: CalculatorField, value: number | null): string | null {
  const { low, high } = BOUNDS[field];
  if (value === null || value < low || value > high)
    return `Write a number from ${plain.format(low)} to ${plain.format(high)}, such as ${field === "per_day" ? "500" : "2.5"}.`;
  if (field === "per_day" && !Number.isInteger(value)) return "Write a whole number of shoppers.";
  if (field === "effect" && value === 0) return UNDEFINED_TEXTS.effect_of_zero;
  return null;
}

/** Reads the form's texts and answers how many shoppers it takes and how long, or what is wrong with which field. */
export function calculate(texts: CalculatorTexts): Calculation {
  const problems: Partial<Record<CalculatorField, string>> = {};
  const values = { baseline: 0, effect: 0, alpha: 0, power: 0, per_day: 0, instant: 0 };
  for (const field of CALCULATOR_FIELDS) {
    const value = readNumber(texts[field]);
    const problem = problemWith(field, value);
    if (problem !== null) problems[field] = problem;
    values[field] = value ?? 0;
  }
  if (Object.keys(problems).length > 0) return { kind: "wrong", problems };
  const part = (percent: number) => percent / 100;
  const [baseline, alpha, power] = [part(values.baseline), part(values.alpha), part(values.power)];
  const shares = { external: 100 - values.instant, instant: values.instant };
  const shoppersPerDay = values.per_day;
  const relativeEffect = values.effect / values.baseline;
  const test = planTest({ baseline, relativeEffect, alpha, power, shares, shoppersPerDay });
  if (test.kind === "undefined") return { kind: "wrong", problems: { effect: UNDEFINED_TEXTS[test.why] } };
  const weeks = RUN_WEEKS.flatMap((count) => {
    const shoppers = shoppersPerDay * count * 7;
    const treatment = Math.floor(shoppers * part(values.instant));
    const detectable = detectableEffect(baseline, { control: shoppers - treatment, treatment }, alpha, power);
    return isUndefined(detectable) ? [] : [{ weeks: count, shoppers, detectable }];
  });
  return { kind: "calculated", size: test.size, runTime: test.runTime, weeks };
}
