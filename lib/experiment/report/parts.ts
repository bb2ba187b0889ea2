import { isUndefined, noAnswer, type Undefined } from "../answer.ts";
import { addFigures, bothArms, NOBODY, sumOf, type ArmsFigures, type SumsByValue } from "./arm-figures.ts";
import { benjaminiHochberg, holm } from "../statistics/corrections.ts";
import { dayAfter, daysFrom } from "../days.ts";
import { DIMENSIONS, type ArmFigures, type Dimension, type ExperimentPlan, type FigureCell } from "../figures.ts";
import { compareProportions, type Proportion } from "../statistics/proportions.ts";
import { compareShown, correctedBy, paidOf, sequentialOf } from "./conversion.ts";
import {
  FUNNEL_STAGES,
  type Breakdown,
  type DayFigures,
  type FunnelStage,
  type Period,
  type SegmentRatio,
  type SplitReport,
  type WeekFigures,
} from "./sections.ts";
import { checkSplit, SPLIT_ALARM_P, type SampleRatio } from "../statistics/sample-ratio.ts";
import { simpsonReversal } from "../statistics/simpson.ts";

const share = (part: number, whole: number): number | Undefined =>
  whole === 0 ? noAnswer("denominator_is_zero") : part / whole;

/** How many of each arm came how far. */
export function funnelOf(all: ArmsFigures): readonly FunnelStage[] {
  return FUNNEL_STAGES.map((event, index) => {
    const previous = FUNNEL_STAGES[index - 1];
    return {
      event,
      arms: bothArms((arm) => ({
        shoppers: all[arm][event],
        ofShown: previous === undefined ? null : share(all[arm][event], all[arm].shown),
        ofPrevious: previous === undefined ? null : share(all[arm][event], all[arm][previous]),
      })),
    };
  });
}

const isBreakdown = (dimension: Dimension): dimension is Breakdown["dimension"] =>
  dimension !== "all" && dimension !== "seller";
const paidOfShown = (figures: ArmFigures): Proportion => ({ shoppers: figures.shown, events: figures.paid });

/** Conversion by platform, country and currency, the largest first. */
export function breakdownsOf(sums: SumsByValue, plan: ExperimentPlan): readonly Breakdown[] {
  const raw = DIMENSIONS.filter(isBreakdown).map((dimension) => ({
    dimension,
    rows: [...(sums.get(dimension) ?? [])]
      .map(([value, arms]) => ({ value, arms }))
      .sort((one, other) => {
        const shown = ({ external, instant }: ArmsFigures) => external.shown + instant.shown;
        return shown(other.arms) - shown(one.arms) || one.value.localeCompare(other.value);
      })
      .map(({ value, arms }) => ({ value, arms, comparison: compareShown(arms, paidOf, plan.alpha) })),
  }));
  const chances = raw.flatMap(({ rows }) =>
    rows.map(({ comparison }) => (isUndefined(comparison) ? comparison : comparison.p)),
  );
  const corrected = correctedBy(benjaminiHochberg, chances);
  let next = 0;
  return raw.map(({ dimension, rows }) => ({
    dimension,
    rows: rows.map(({ value, comparison }) => ({
      value,
      comparison,
      correctedP: corrected[next++] ?? noAnswer("no_variance"),
    })),
    isReversed: simpsonReversal(
      rows.map(({ arms }) => ({ control: paidOfShown(arms.external), treatment: paidOfShown(arms.instant) })),
    ).isEvery,
  }));
}

/** Cumulative conversion day by day, as somebody who looked every day would have seen it. */
export function daysOf(cells: readonly FigureCell[], period: Period, plan: ExperimentPlan): readonly DayFigures[] {
  if (period.firstDay === null || period.lastDay === null) return [];
  const byDay = new Map<string, FigureCell[]>();
  for (const cell of cells) byDay.set(cell.day, [...(byDay.get(cell.day) ?? []), cell]);
  let sums = NOBODY;
  return daysFrom(period.firstDay, period.lastDay).map((day) => {
    const today = sumOf(byDay.get(day) ?? []);
    const before = sums;
    sums = bothArms((arm) => addFigures(before[arm], today[arm]));
    const now = sums;
    const compared = compareShown(now, paidOf, plan.alpha);
    const sequential = sequentialOf(compared, plan);
    return {
      day,
      shown: bothArms((arm) => now[arm].shown),
      paid: bothArms((arm) => now[arm].paid),
      difference: isUndefined(compared) ? compared : compared.difference,
      fixed: isUndefined(compared) ? compared : compared.newcombe,
      sequential: isUndefined(sequential) ? sequential : sequential.interval,
    };
  });
}

/** Each week's own shoppers. The last week may be short. */
export function weeksOf(cells: readonly FigureCell[], period: Period, plan: ExperimentPlan): readonly WeekFigures[] {
  const { firstDay, lastDay } = period;
  if (firstDay === null || lastDay === null) return [];
  const starts = daysFrom(firstDay, lastDay).filter((_, index) => index % 7 === 0);
  return starts.map((start) => {
    const end = dayAfter(start, 6);
    const own = sumOf(cells.filter(({ day }) => day >= start && day <= end));
    return {
      firstDay: start,
      lastDay: end < lastDay ? end : lastDay,
      comparison: compareShown(own, paidOf, plan.alpha),
    };
  });
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => one.localeCompare(other);

const SPLIT_SEGMENTS = ["platform", "seller"] as const;

/** Whether the arms have the shares of the plan: overall, by platform and by seller; assigned, and shown. */
export function splitOf(sums: SumsByValue, all: ArmsFigures, plan: ExperimentPlan): SplitReport {
  const check = (arms: ArmsFigures, count: "assigned" | "shown") =>
    checkSplit([arms.external[count], arms.instant[count]], [plan.weights.external, plan.weights.instant]);
  const raw = SPLIT_SEGMENTS.flatMap((dimension) =>
    [...(sums.get(dimension) ?? [])].sort(byName).map(([value, arms]) => ({
      dimension,
      value,
      assigned: check(arms, "assigned"),
      shown: check(arms, "shown"),
    })),
  );
  const chances = raw.flatMap(({ assigned, shown }) => [assigned, shown]);
  const corrected = correctedBy(
    holm,
    chances.map((one) => (isUndefined(one) ? one : one.p)),
  );
  const withCorrected = (ratio: SampleRatio | Undefined, index: number): SegmentRatio | Undefined => {
    const correctedP = corrected[index];
    if (isUndefined(ratio) || correctedP === undefined || isUndefined(correctedP))
      return isUndefined(ratio) ? ratio : noAnswer("too_few_to_check");
    return { ...ratio, correctedP, isAlarm: correctedP < SPLIT_ALARM_P };
  };
  return {
    assigned: check(all, "assigned"),
    shown: check(all, "shown"),
    segments: raw.map(({ dimension, value, assigned, shown }, index) => ({
      dimension,
      value,
      assigned: withCorrected(assigned, index * 2),
      shown: withCorrected(shown, index * 2 + 1),
    })),
    shownShare: compareProportions(
      { shoppers: all.external.assigned, events: all.external.shown },
      { shoppers: all.instant.assigned, events: all.instant.shown },
      plan.alpha,
    ),
  };
}
