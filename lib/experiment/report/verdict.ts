import { isUndefined, type Interval, type Undefined } from "../answer.ts";
import type { ExperimentPlan } from "../figures.ts";
import { countText, percentText, pointsText } from "./percent-text.ts";
import type { ReportRange } from "./range.ts";
import type { FixedHorizon, Period, SplitReport } from "./sections.ts";
import type { SequentialInterval } from "../statistics/sequential.ts";

/**
 * What may be concluded. Only `more_paid` and `fewer_paid` are conclusions; none of them ever says that the two ways
 * are equal, since no test can.
 */
export type Verdict =
  | { readonly kind: "nothing_shown" }
  /** The arms do not have the shares of the plan: something loses shoppers, and every comparison is off by it. */
  | { readonly kind: "sample_ratio_mismatch" }
  /** The days that were asked for begin inside the phase: whoever may choose the beginning finds an effect anywhere. */
  | { readonly kind: "part_of_phase" }
  /** The first whole week, or the time to pay of its shoppers, is not over. */
  | { readonly kind: "first_week" }
  | Conclusion<"more_paid">
  | Conclusion<"fewer_paid">
  /** The planned size is reached and the interval contains zero. */
  | {
      readonly kind: "cannot_tell";
      readonly fromDay: string;
      readonly untilDay: string;
      readonly interval: Interval;
      /** Parts of one; null when nobody paid. An effect above it would probably have shown. */
      readonly detectableEffect: number | null;
    }
  /** The planned size is not reached in settled weeks, and the interval that is valid at every look contains zero. */
  | { readonly kind: "too_early"; readonly missingShoppers: number; readonly plannedShoppers: number };

export type Conclusion<Kind> = {
  readonly kind: Kind;
  /** `planned_size`: once, at the planned size. `always_valid`: by the interval that is valid at every look. */
  readonly basis: "planned_size" | "always_valid";
  readonly fromDay: string;
  readonly untilDay: string;
  readonly difference: number;
  readonly interval: Interval;
};

const isClear = ({ low, high }: Interval): boolean => low > 0 || high < 0;

/** Whether any check of the split raises an alarm: overall or in a segment, of the assigned or of the shown. */
export function hasSampleRatioMismatch({ assigned, shown, segments }: SplitReport): boolean {
  const checks = [assigned, shown, ...segments.flatMap((segment) => [segment.assigned, segment.shown])];
  return checks.some((check) => !isUndefined(check) && check.isAlarm);
}

/**
 * The rule: nothing without whole weeks whose time to pay is over, nothing while there is a sample ratio mismatch (SRM),
 * nothing of days that begin inside the phase; then the fixed interval once at the planned size, or the interval that is
 * valid at every look (`settled`: of the settled weeks) at any time, so at any last day that is asked for too. Clear of
 * zero is a conclusion on the difference; all else is none.
 */
export function verdictOf(input: {
  readonly period: Period;
  readonly split: SplitReport;
  readonly settled: SequentialInterval | Undefined;
  readonly fixedHorizon: FixedHorizon;
  readonly range: ReportRange | null;
}): Verdict {
  const { period, split, settled, fixedHorizon, range } = input;
  const { firstDay: fromDay, settledUntil } = period;
  if (period.shown.external === 0 || period.shown.instant === 0) return { kind: "nothing_shown" };
  if (hasSampleRatioMismatch(split)) return { kind: "sample_ratio_mismatch" };
  if (range?.kind === "begins_inside") return { kind: "part_of_phase" };
  if (fromDay === null || settledUntil === null) return { kind: "first_week" };
  const atSize = fixedHorizon.kind === "reached" && !isUndefined(fixedHorizon.comparison) ? fixedHorizon : null;
  const fixed = atSize === null || isUndefined(atSize.comparison) ? null : atSize.comparison;
  const concluded = (basis: Conclusion<string>["basis"], untilDay: string, difference: number, interval: Interval) =>
    ({
      kind: difference > 0 ? "more_paid" : "fewer_paid",
      basis,
      fromDay,
      untilDay,
      difference,
      interval,
    }) as const;
  if (atSize !== null && fixed !== null && isClear(fixed.newcombe))
    return concluded("planned_size", atSize.day, fixed.difference, fixed.newcombe);
  if (!isUndefined(settled) && isClear(settled.interval))
    return concluded("always_valid", settledUntil, settled.effect, settled.interval);
  if (atSize !== null && fixed !== null)
    return {
      kind: "cannot_tell",
      fromDay,
      untilDay: atSize.day,
      interval: fixed.newcombe,
      detectableEffect: isUndefined(atSize.detectable) ? null : atSize.detectable.absolute,
    };
  const missing = fixedHorizon.kind === "not_before" ? fixedHorizon : { missingShoppers: 0, plannedShoppers: 0 };
  return { kind: "too_early", missingShoppers: missing.missingShoppers, plannedShoppers: missing.plannedShoppers };
}

const BASES = {
  planned_size: "read once, at the planned size",
  always_valid: "valid at every look",
} as const;

/** The verdict in a sentence, and what was left out of it in another: what may be concluded, and what may not. */
export function verdictText(verdict: Verdict, plan: ExperimentPlan, range: ReportRange | null = null): string {
  const sentence = sentenceOf(verdict, plan, range);
  if (range?.kind !== "ends_early" || verdict.kind === "sample_ratio_mismatch") return sentence;
  return `${sentence} The phase ran on to ${range.phaseLastDay}; the shoppers who came later are not in this.`;
}

function sentenceOf(verdict: Verdict, plan: ExperimentPlan, range: ReportRange | null): string {
  const certainty = percentText(1 - plan.alpha);
  const between = ({ low, high }: Interval) => `${certainty} interval ${pointsText(low)} to ${pointsText(high)} points`;
  switch (verdict.kind) {
    case "nothing_shown":
      if (range !== null && range.kind !== "whole")
        return "Nothing may be concluded: at least one of the two ways was not shown to anybody on these days.";
      return "Nothing may be concluded: at least one of the two ways has not been shown to anybody yet.";
    case "sample_ratio_mismatch":
      return "Nothing may be concluded: the two ways did not get the shares of shoppers that the plan gives them, and whatever loses shoppers on one side may also have made any difference seen here.";
    case "part_of_phase":
      return `Nothing may be concluded from days that begin inside a phase (it began on ${range?.phaseFirstDay}): the interval that is valid at every look, and the planned size, are those of the phase from its first day on, and whoever picks the first day after a look can find an effect that is not there.`;
    case "first_week":
      return "Nothing may be concluded yet: the first whole week, or the time its shoppers have to pay, is not over, and a Monday's shoppers are not a Sunday's.";
    case "more_paid":
    case "fewer_paid":
      return `Among eligible shoppers shown a button from ${verdict.fromDay} to ${verdict.untilDay}, instant ${verdict.kind === "more_paid" ? "raised" : "lowered"} paid conversion by ${pointsText(Math.abs(verdict.difference))} points (${between(verdict.interval)}, ${BASES[verdict.basis]}); refunds are not in it and are read ${plan.revenueAgeDays} days after the exposure, and it holds for these weeks and these shoppers only.`;
    case "cannot_tell":
      return `Among eligible shoppers shown a button from ${verdict.fromDay} to ${verdict.untilDay}, the two ways cannot be told apart (${between(verdict.interval)}): ${verdict.detectableEffect === null ? "nobody paid the external way, so it cannot be said which effect would have shown" : `an effect above ${pointsText(verdict.detectableEffect)} points would probably have shown`}, a smaller one may well be there.`;
    case "too_early":
      return verdict.missingShoppers > 0
        ? `Nothing may be concluded yet: ${countText(verdict.missingShoppers)} of the ${countText(verdict.plannedShoppers)} planned shoppers ${range?.kind === "ends_early" ? `had not come by ${range.to}` : "are still to come"}, and the interval that is valid at every look still holds zero.`
        : "Nothing may be concluded yet: the planned shoppers have come, but their week, or their time to pay, is not over, and the interval that is valid at every look still holds zero.";
  }
}
