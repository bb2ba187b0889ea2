import { isUndefined, noAnswer, type Undefined } from "../answer.ts";
import { NOBODY, ofShown, sumOf, type ArmsFigures } from "./arm-figures.ts";
import { liftPosterior } from "../statistics/bayes-lift.ts";
import { ratePosteriors } from "../statistics/bayes-rate.ts";
import { holm } from "../statistics/corrections.ts";
import { dayAfter, dayCount, daysFrom, lastDayOfAge } from "../days.ts";
import type { ArmFigures, ExperimentPlan, FigureCell } from "../figures.ts";
import { relativeLift } from "../statistics/means.ts";
import { momentsOf } from "../statistics/moments.ts";
import { compareProportions, type Proportion, type ProportionComparison } from "../statistics/proportions.ts";
import { GUARDRAILS, type ConversionReport, type FixedHorizon, type Guardrail, type Period } from "./sections.ts";
import { detectableEffect, type DetectableEffect } from "../statistics/sample-size.ts";
import { sequentialInterval, type SequentialInterval } from "../statistics/sequential.ts";

/** Instant against external, by any count of the shown. */
export function compareShown(
  arms: ArmsFigures,
  eventsOf: (figures: ArmFigures) => number,
  alpha: number,
): ProportionComparison | Undefined {
  const part = (figures: ArmFigures) => ofShown(figures, eventsOf(figures));
  return compareProportions(part(arms.external), part(arms.instant), alpha);
}

export const paidOf = (figures: ArmFigures): number => figures.paid;

/** The interval for a difference of rates that is valid at every look. */
export function sequentialOf(
  compared: ProportionComparison | Undefined,
  plan: ExperimentPlan,
): SequentialInterval | Undefined {
  if (isUndefined(compared)) return compared;
  const { control, treatment } = compared;
  const isFlat = ({ shoppers, events }: Proportion) => events === 0 || events === shoppers;
  if (isFlat(control) || isFlat(treatment)) return noAnswer("no_variance");
  const measured = {
    effect: compared.difference,
    standardError: compared.standardError,
    shoppers: control.shoppers + treatment.shoppers,
  };
  return sequentialInterval(measured, plan.plannedShoppers, plan.alpha);
}

/** The smallest effect that these shoppers would probably have shown, at the control's rate among them. */
export function detectableOf(
  compared: ProportionComparison | Undefined,
  plan: ExperimentPlan,
): DetectableEffect | Undefined {
  if (isUndefined(compared)) return compared;
  const shoppers = { control: compared.control.shoppers, treatment: compared.treatment.shoppers };
  return detectableEffect(compared.control.rate, shoppers, plan.alpha, plan.power);
}

/**
 * When the experiment ran, and which of its days are settled: whole weeks, with everybody's time to pay over. `to` is the
 * last day that was asked for, if any.
 */
export function periodOf(
  cells: readonly FigureCell[],
  all: ArmsFigures,
  { plan, now, to }: { readonly plan: ExperimentPlan; readonly now: Date; readonly to: string | null },
): Period {
  const days = cells.map(({ day }) => day).sort();
  const firstDay = days[0] ?? null;
  const lastDay = days.at(-1) ?? null;
  const closed = lastDayOfAge(now, plan.windowDays);
  const settled = to !== null && to < closed ? to : closed;
  const weeks = firstDay === null ? 0 : Math.floor(dayCount(firstDay, settled) / 7);
  const open = sumOf(cells.filter(({ day }) => day > closed));
  return {
    firstDay,
    lastDay,
    dayCount: firstDay === null || lastDay === null ? 0 : dayCount(firstDay, lastDay),
    settledUntil: firstDay === null || weeks === 0 ? null : dayAfter(firstDay, weeks * 7 - 1),
    openShoppers: open.external.shown + open.instant.shown,
    shown: { external: all.external.shown, instant: all.instant.shown },
    assigned: { external: all.external.assigned, instant: all.instant.assigned },
  };
}

/**
 * The one reading by the fixed interval: at the first settled whole week at which the planned shoppers were there, and
 * never again. Read at every later look, it would be wrong in far more than α of the tests.
 */
export function fixedHorizonOf(cells: readonly FigureCell[], period: Period, plan: ExperimentPlan): FixedHorizon {
  const shown = period.shown.external + period.shown.instant;
  const { firstDay, settledUntil } = period;
  if (firstDay !== null && settledUntil !== null)
    for (const day of daysFrom(dayAfter(firstDay, 6), settledUntil).filter((_, index) => index % 7 === 0)) {
      const arms = sumOf(cells.filter((cell) => cell.day <= day));
      if (arms.external.shown + arms.instant.shown < plan.plannedShoppers) continue;
      const comparison = compareShown(arms, paidOf, plan.alpha);
      return { kind: "reached", day, comparison, detectable: detectableOf(comparison, plan) };
    }
  return {
    kind: "not_before",
    plannedShoppers: plan.plannedShoppers,
    missingShoppers: Math.max(0, plan.plannedShoppers - shown),
  };
}

/** Mean and variance of paid or not, in one arm. */
function paidMoments(figures: ArmFigures) {
  const paid = BigInt(figures.paid);
  return momentsOf(figures.shown, { sum: paid, squares: paid });
}

/** Conversion over everybody up to now, with all that can be computed of it; `cells` are those of the whole. */
export function conversionOf(
  cells: readonly FigureCell[],
  all: ArmsFigures,
  period: Period,
  plan: ExperimentPlan,
): ConversionReport {
  const comparison = compareShown(all, paidOf, plan.alpha);
  const control = paidMoments(all.external);
  const treatment = paidMoments(all.instant);
  const hasMoments = !isUndefined(control) && !isUndefined(treatment);
  const missing = isUndefined(control) ? control : isUndefined(treatment) ? treatment : noAnswer("no_variance");
  return {
    comparison,
    lift: hasMoments ? relativeLift(control, treatment, plan.alpha) : missing,
    sequential: sequentialOf(comparison, plan),
    fixedHorizon: fixedHorizonOf(cells, period, plan),
    posteriors: isUndefined(comparison)
      ? comparison
      : ratePosteriors(comparison.control, comparison.treatment, plan.alpha),
    liftPosterior: hasMoments ? liftPosterior(control, treatment, plan.alpha) : missing,
    detectable: detectableOf(comparison, plan),
  };
}

/** The whole up to and with a day; nobody without a day. */
export const upTo = (cells: readonly FigureCell[], day: string | null): ArmsFigures =>
  day === null ? NOBODY : sumOf(cells.filter((cell) => cell.day <= day));

/**
 * What must not get worse, corrected together with the conversion's p (Holm). `refundable` are the shoppers old enough
 * for their refunds to have come.
 */
export function guardrailsOf(
  all: ArmsFigures,
  refundable: ArmsFigures,
  conversion: ProportionComparison | Undefined,
  alpha: number,
): { readonly guardrails: readonly Guardrail[]; readonly conversionP: number | Undefined } {
  const compared = GUARDRAILS.map((name) =>
    compareShown(name === "refunded" ? refundable : all, (figures) => figures[name], alpha),
  );
  const chances = [conversion, ...compared].map((one) => (isUndefined(one) ? one : one.p));
  const corrected = correctedBy(holm, chances);
  return {
    conversionP: corrected[0] ?? noAnswer("no_variance"),
    guardrails: GUARDRAILS.map((name, index): Guardrail => {
      const comparison = compared[index] ?? noAnswer("arm_without_shoppers");
      const correctedP = corrected[index + 1] ?? noAnswer("no_variance");
      const isSignificant = !isUndefined(correctedP) && correctedP < alpha && !isUndefined(comparison);
      const reading = !isSignificant ? "cannot_tell" : comparison.difference > 0 ? "worse" : "better";
      return { name, comparison, correctedP, reading };
    }),
  };
}

/** Corrects the p-values that there are; where there is none there stays none. */
export function correctedBy(
  correct: (chances: readonly number[]) => readonly number[],
  chances: readonly (number | Undefined)[],
): readonly (number | Undefined)[] {
  const corrected = correct(chances.filter((one): one is number => typeof one === "number"));
  let next = 0;
  return chances.map((one) => (isUndefined(one) ? one : (corrected[next++] ?? one)));
}
