import { isUndefined, type Undefined } from "../answer.ts";
import type { Dimension, ExperimentPlan } from "../figures.ts";
import { countText, percentText, pointsText } from "./percent-text.ts";
import type { ProportionComparison } from "../statistics/proportions.ts";
import type { Guardrail, SplitReport, ReportSections } from "./sections.ts";
import { normalTwoSidedP } from "../statistics/stdlib-distributions.ts";

/** What a reader must know before believing a figure, in order of weight. */
export type Warning =
  | { readonly kind: "sample_ratio_mismatch"; readonly count: SplitCount; readonly p: number }
  | {
      readonly kind: "sample_ratio_mismatch_in_segment";
      readonly count: SplitCount;
      readonly dimension: "platform" | "seller";
      readonly value: string;
      readonly p: number;
    }
  | { readonly kind: "shown_less_in_one_arm"; readonly external: number; readonly instant: number }
  | { readonly kind: "reassigned"; readonly shoppers: number; readonly share: number }
  | { readonly kind: "reversed"; readonly dimension: Exclude<Dimension, "all"> }
  | { readonly kind: "interrupted"; readonly times: number; readonly isOpen: boolean }
  | { readonly kind: "guardrail_worse"; readonly name: Guardrail["name"]; readonly difference: number }
  | { readonly kind: "unresolved_decides"; readonly external: number; readonly instant: number }
  | { readonly kind: "effect_changes"; readonly firstWeek: number; readonly later: number }
  | { readonly kind: "begins_inside_phase"; readonly from: string; readonly phaseFirstDay: string }
  | { readonly kind: "ends_early"; readonly to: string; readonly phaseLastDay: string }
  | { readonly kind: "fixed_interval_early"; readonly plannedShoppers: number; readonly missingShoppers: number }
  | { readonly kind: "not_whole_weeks"; readonly dayCount: number }
  | { readonly kind: "open_windows"; readonly shoppers: number; readonly windowDays: number }
  | { readonly kind: "revenue_too_young"; readonly revenueAgeDays: number };

type SplitCount = "assigned" | "shown";

/** Shoppers who were assigned the other arm later on: tolerated below both. */
const REASSIGNED_SHARE = 0.01;
const REASSIGNED_SHOPPERS = 10;
/** Shown less often in one arm by more than chance, looked at every day. */
const SHOWN_ALARM_P = 0.001;
const CHANGES_P = 0.01;

const COUNTS: Readonly<Record<SplitCount, string>> = { assigned: "assigned", shown: "shown" };
const NAMES: Readonly<Record<Guardrail["name"], string>> = {
  declined: "were declined",
  canceled: "canceled",
  abandoned: "went away without an outcome",
  unresolved: "have a payment that nobody knows the outcome of",
  refunded: "got their money back",
};

/** What each warning says, to a product team. */
export function warningText(warning: Warning): string {
  switch (warning.kind) {
    case "sample_ratio_mismatch":
      return `The split of the shoppers ${COUNTS[warning.count]} is not that of the plan (p = ${warning.p.toExponential(1)}). Find out where shoppers are lost before reading anything else.`;
    case "sample_ratio_mismatch_in_segment":
      return `The split of the shoppers ${COUNTS[warning.count]} is not that of the plan for ${warning.dimension} “${warning.value}” (corrected p = ${warning.p.toExponential(1)}).`;
    case "shown_less_in_one_arm":
      return `The button reached the screen for ${percentText(warning.external)} of the external and ${percentText(warning.instant)} of the instant shoppers: widgets are blocked on one side, and rates over the shown compare different people.`;
    case "reassigned":
      return `${countText(warning.shoppers)} shoppers (${percentText(warning.share)}) were assigned the other arm later on. Their first arm counts, which makes any effect look smaller.`;
    case "reversed":
      return `By ${warning.dimension}, every value points against the whole. The arms mix ${warning.dimension} values differently, and the whole misleads.`;
    case "interrupted":
      return `Instant was closed ${warning.times === 1 ? "once" : `${countText(warning.times)} times`} while shoppers were in the experiment${warning.isOpen ? ", and is closed now" : ""}. They keep their arm, so the effect looks smaller than it would be.`;
    case "guardrail_worse":
      return `More shoppers ${NAMES[warning.name]} with instant: ${pointsText(warning.difference)} points, corrected for the number of questions asked.`;
    case "unresolved_decides":
      return `What is read depends on payments whose outcome nobody knows: ${countText(warning.external)} external, ${countText(warning.instant)} instant. Settle them first.`;
    case "effect_changes":
      return `The effect was ${pointsText(warning.firstWeek)} points in the first week and ${pointsText(warning.later)} points after it: it may be news wearing off, or something else that changed.`;
    case "begins_inside_phase":
      return `The phase began on ${warning.phaseFirstDay}, these days on ${warning.from}. The interval that is valid at every look, corrected p-values and chances are left out, because they hold from the first day on; the other intervals hold only if nobody had looked when these days were chosen.`;
    case "ends_early":
      return `The phase ran on to ${warning.phaseLastDay}, these days end on ${warning.to}. The interval that is valid at every look holds for them too, whoever chose the last day.`;
    case "fixed_interval_early":
      return warning.missingShoppers > 0
        ? `The fixed interval and its p are not to be read before ${countText(warning.plannedShoppers)} shoppers; ${countText(warning.missingShoppers)} are missing.`
        : "The fixed interval and its p are not to be read before the planned shoppers' week and time to pay are over.";
    case "not_whole_weeks":
      return `${warning.dayCount === 1 ? "1 day is" : `${countText(warning.dayCount)} days are`} in this report. Figures over parts of a week compare different days of the week.`;
    case "open_windows":
      return `${countText(warning.shoppers)} shoppers still have time to pay (${countText(warning.windowDays)} days). A way that is only faster looks better until then.`;
    case "revenue_too_young":
      return `No shopper is ${countText(warning.revenueAgeDays)} days old yet, the age at which revenue is read because refunds come late.`;
  }
}

function splitWarnings(split: SplitReport): readonly Warning[] {
  const COUNT_NAMES = ["assigned", "shown"] as const;
  const overall = COUNT_NAMES.flatMap((count): Warning[] => {
    const check = split[count];
    return !isUndefined(check) && check.isAlarm ? [{ kind: "sample_ratio_mismatch", count, p: check.p }] : [];
  });
  const segments = split.segments.flatMap(({ dimension, value, ...checks }) =>
    COUNT_NAMES.flatMap((count): Warning[] => {
      const check = checks[count];
      const isAlarm = !isUndefined(check) && check.isAlarm;
      return isAlarm
        ? [{ kind: "sample_ratio_mismatch_in_segment", count, dimension, value, p: check.correctedP }]
        : [];
    }),
  );
  const { shownShare } = split;
  const isBlocked = !isUndefined(shownShare) && !isUndefined(shownShare.p) && shownShare.p < SHOWN_ALARM_P;
  const blocked: Warning[] = isBlocked
    ? [{ kind: "shown_less_in_one_arm", external: shownShare.control.rate, instant: shownShare.treatment.rate }]
    : [];
  return [...overall, ...segments, ...blocked];
}

/** 1, −1 or 0 for an interval above, below or around zero. */
function readingOf(compared: ProportionComparison | Undefined): number {
  if (isUndefined(compared)) return 0;
  return compared.newcombe.low > 0 ? 1 : compared.newcombe.high < 0 ? -1 : 0;
}

function unresolvedWarnings({ asLost, asPaid }: ReportSections["unresolved"]): readonly Warning[] {
  if (isUndefined(asLost) || isUndefined(asPaid) || readingOf(asLost) === readingOf(asPaid)) return [];
  const external = asPaid.control.events - asLost.control.events;
  const instant = asPaid.treatment.events - asLost.treatment.events;
  return [{ kind: "unresolved_decides", external, instant }];
}

/** The first week against all later ones, by z = (d₁ − d₂)/√(SE₁² + SE₂²). */
function changeWarnings({ weeks, range }: ReportSections): readonly Warning[] {
  if (range?.kind === "begins_inside") return [];
  const [first, ...later] = weeks.map(({ comparison }) => comparison).filter((one) => !isUndefined(one));
  if (first === undefined || later.length === 0) return [];
  const weights = later.map(({ standardError }) => 1 / standardError ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!Number.isFinite(total)) return [];
  const mean = later.reduce((sum, { difference }, index) => sum + difference * (weights[index] ?? 0), 0) / total;
  const error = Math.hypot(first.standardError, Math.sqrt(1 / total));
  return normalTwoSidedP((first.difference - mean) / error) < CHANGES_P
    ? [{ kind: "effect_changes", firstWeek: first.difference, later: mean }]
    : [];
}

function rangeWarnings({ range }: ReportSections): readonly Warning[] {
  if (range?.kind === "begins_inside" && range.from !== null && range.phaseFirstDay !== null)
    return [{ kind: "begins_inside_phase", from: range.from, phaseFirstDay: range.phaseFirstDay }];
  if (range?.kind === "ends_early" && range.to !== null && range.phaseLastDay !== null)
    return [{ kind: "ends_early", to: range.to, phaseLastDay: range.phaseLastDay }];
  return [];
}

function ageWarnings(report: ReportSections, plan: ExperimentPlan): readonly Warning[] {
  const { period, conversion, revenue } = report;
  const { fixedHorizon } = conversion;
  const warnings: Warning[] = [...rangeWarnings(report)];
  if (fixedHorizon.kind === "not_before")
    warnings.push({
      kind: "fixed_interval_early",
      plannedShoppers: fixedHorizon.plannedShoppers,
      missingShoppers: fixedHorizon.missingShoppers,
    });
  if (period.dayCount % 7 !== 0) warnings.push({ kind: "not_whole_weeks", dayCount: period.dayCount });
  if (period.openShoppers > 0)
    warnings.push({ kind: "open_windows", shoppers: period.openShoppers, windowDays: plan.windowDays });
  if (period.firstDay !== null && revenue.every(({ untilDay }) => untilDay === null))
    warnings.push({ kind: "revenue_too_young", revenueAgeDays: plan.revenueAgeDays });
  return warnings;
}

/** All warnings that apply to the report, the gravest first; none while nobody has been in the experiment. */
export function warningsOf(report: ReportSections): readonly Warning[] {
  if (report.period.firstDay === null) return [];
  const { reassigned, interruptions } = report;
  const warnings: Warning[] = [...splitWarnings(report.split)];
  if (
    !isUndefined(reassigned.share) &&
    reassigned.share >= REASSIGNED_SHARE &&
    reassigned.shoppers >= REASSIGNED_SHOPPERS
  )
    warnings.push({ kind: "reassigned", shoppers: reassigned.shoppers, share: reassigned.share });
  for (const { dimension, isReversed } of report.breakdowns)
    if (isReversed) warnings.push({ kind: "reversed", dimension });
  if (report.sellers.isReversed) warnings.push({ kind: "reversed", dimension: "seller" });
  if (interruptions.length > 0) {
    const isOpen = interruptions.some(({ until }) => until === null);
    warnings.push({ kind: "interrupted", times: interruptions.length, isOpen });
  }
  for (const { name, reading, comparison } of report.guardrails)
    if (reading === "worse" && !isUndefined(comparison))
      warnings.push({ kind: "guardrail_worse", name, difference: comparison.difference });
  warnings.push(...unresolvedWarnings(report.unresolved), ...changeWarnings(report));
  return [...warnings, ...ageWarnings(report, report.plan)];
}
