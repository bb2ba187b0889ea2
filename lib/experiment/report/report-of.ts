import { noAnswer } from "../answer.ts";
import { sumOf, sumsByValue } from "./arm-figures.ts";
import { lastDayOfAge } from "../days.ts";
import type { ArmFigures, ExperimentFigures, ExperimentPlan } from "../figures.ts";
import { figuresWithin, NO_DAYS, rangeOf, type AskedDays } from "./range.ts";
import { withoutCut, withoutVerdicts } from "./withheld.ts";
import { compareShown, conversionOf, guardrailsOf, paidOf, periodOf, sequentialOf, upTo } from "./conversion.ts";
import { breakdownsOf, daysOf, funnelOf, splitOf, weeksOf } from "./parts.ts";
import { compareSums, revenueOf } from "./revenue.ts";
import { sellersOf } from "./sellers.ts";
import type { ExperimentReport } from "./report.ts";
import { verdictOf, verdictText } from "./verdict.ts";
import { warningsOf } from "./warning.ts";

/**
 * The report on one phase: shares, group and plan never changed in it, and two phases are two reports, never added.
 * `days` leaves out the shoppers of other days; of days that begin inside the phase nothing is concluded.
 * `now` decides which shoppers are old enough for what is read of them. Pure; formulas and sources are at the
 * functions it calls.
 */
export function reportOf(input: {
  readonly plan: ExperimentPlan;
  readonly figures: ExperimentFigures;
  readonly now: Date;
  /** The days that are asked for. */
  readonly days?: AskedDays;
}): ExperimentReport {
  const { plan, figures: ofPhase, now, days = NO_DAYS } = input;
  const range = rangeOf(ofPhase.cells, days);
  const figures = figuresWithin(ofPhase, days);
  const cells = figures.cells.filter(({ dimension }) => dimension === "all");
  const all = sumOf(cells);
  const allOfPhase = sumOf(ofPhase.cells.filter(({ dimension }) => dimension === "all"));
  const byValue = sumsByValue(figures.cells);
  const to = range === null || range.kind === "whole" ? null : range.to;
  const period = periodOf(cells, all, { plan, now, to });
  const ripe = lastDayOfAge(now, plan.revenueAgeDays);
  const oldEnough = to !== null && to < ripe ? to : ripe;
  const conversion = conversionOf(cells, all, period, plan);
  const { guardrails, conversionP } = guardrailsOf(all, upTo(cells, oldEnough), conversion.comparison, plan.alpha);
  const split = splitOf(sumsByValue(ofPhase.cells), allOfPhase, plan);
  const settled = sequentialOf(compareShown(upTo(cells, period.settledUntil), paidOf, plan.alpha), plan);
  const verdict = verdictOf({ period, split, settled, fixedHorizon: conversion.fixedHorizon, range });
  const withUnresolved = ({ shown, paid, unresolved }: ArmFigures) => Math.min(shown, paid + unresolved);
  const assigned = allOfPhase.external.assigned + allOfPhase.instant.assigned;
  const revenue = revenueOf(figures, plan, oldEnough);
  const whole: Omit<ExperimentReport, "warnings"> = {
    experiment: plan.key,
    madeAt: now,
    plan,
    range,
    period,
    verdict,
    verdictText: verdictText(verdict, plan, range),
    conversion,
    guardrails,
    correctedConversionP: conversionP,
    unresolved: { asLost: conversion.comparison, asPaid: compareShown(all, withUnresolved, plan.alpha) },
    timeToPay: compareSums(all, paidOf, ({ payTime }) => payTime, plan.alpha),
    revenue: range === null || range.kind === "whole" ? revenue : withoutCut(revenue),
    funnel: funnelOf(all),
    breakdowns: breakdownsOf(byValue, plan),
    sellers: sellersOf(figures.cells, conversion.fixedHorizon, plan),
    days: daysOf(cells, period, plan),
    weeks: weeksOf(cells, period, plan),
    split,
    reassigned: {
      shoppers: figures.reassigned,
      share: assigned === 0 ? noAnswer("no_exposures") : figures.reassigned / assigned,
    },
    interruptions: figures.interruptions,
  };
  const body = range?.kind === "begins_inside" ? withoutVerdicts(whole) : whole;
  return { ...body, warnings: warningsOf(body) };
}
