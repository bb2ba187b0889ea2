import { noAnswer } from "../answer.ts";
import { sumOf, sumsByValue } from "./arm-figures.ts";
import { lastDayOfAge } from "../days.ts";
import type { ArmFigures, ExperimentFigures, ExperimentPlan } from "../figures.ts";
import { compareShown, conversionOf, guardrailsOf, paidOf, periodOf, sequentialOf, upTo } from "./conversion.ts";
import { breakdownsOf, daysOf, funnelOf, splitOf, weeksOf } from "./parts.ts";
import { compareSums, revenueOf } from "./revenue.ts";
import type { ExperimentReport } from "./report.ts";
import { verdictOf, verdictText } from "./verdict.ts";
import { warningsOf } from "./warning.ts";

/**
 * The report on one phase: shares, group and plan never changed in it, and two phases are two reports, never added.
 * `now` decides which shoppers are old enough for what is read of them. Pure; formulas and sources are at the
 * functions it calls.
 */
export function reportOf(input: {
  readonly plan: ExperimentPlan;
  readonly figures: ExperimentFigures;
  readonly now: Date;
}): ExperimentReport {
  const { plan, figures, now } = input;
  const cells = figures.cells.filter(({ dimension }) => dimension === "all");
  const all = sumOf(cells);
  const byValue = sumsByValue(figures.cells);
  const period = periodOf(cells, all, plan, now);
  const oldEnough = lastDayOfAge(now, plan.revenueAgeDays);
  const conversion = conversionOf(cells, all, period, plan);
  const { guardrails, conversionP } = guardrailsOf(all, upTo(cells, oldEnough), conversion.comparison, plan.alpha);
  const split = splitOf(byValue, all, plan);
  const settled = sequentialOf(compareShown(upTo(cells, period.settledUntil), paidOf, plan.alpha), plan);
  const verdict = verdictOf({ period, split, settled, fixedHorizon: conversion.fixedHorizon });
  const withUnresolved = ({ shown, paid, unresolved }: ArmFigures) => Math.min(shown, paid + unresolved);
  const assigned = all.external.assigned + all.instant.assigned;
  const body: Omit<ExperimentReport, "warnings"> = {
    experiment: plan.key,
    madeAt: now,
    plan,
    period,
    verdict,
    verdictText: verdictText(verdict, plan),
    conversion,
    guardrails,
    correctedConversionP: conversionP,
    unresolved: { asLost: conversion.comparison, asPaid: compareShown(all, withUnresolved, plan.alpha) },
    timeToPay: compareSums(all, paidOf, ({ payTime }) => payTime, plan.alpha),
    revenue: revenueOf(figures, plan, oldEnough),
    funnel: funnelOf(all),
    breakdowns: breakdownsOf(byValue, plan),
    days: daysOf(cells, period, plan),
    weeks: weeksOf(cells, period, plan),
    split,
    reassigned: {
      shoppers: figures.reassigned,
      share: assigned === 0 ? noAnswer("no_exposures") : figures.reassigned / assigned,
    },
    interruptions: figures.interruptions,
  };
  return { ...body, warnings: warningsOf(body) };
}
