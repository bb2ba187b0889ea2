import { dayAfter } from "../days.ts";
import type { ExperimentFigures, FigureCell } from "../figures.ts";

/** Days in UTC, as "2026-11-24", both included; null where the phase's own first or last day is meant. */
export type AskedDays = { readonly from: string | null; readonly to: string | null };

/**
 * The days that a report was asked for, within a phase. Days are those of a shopper's first assignment.
 * `whole`: all of the phase's shoppers came in them. `ends_early`: from the phase's first day on, but not to its last.
 * `begins_inside`: the phase's first shoppers are not in it.
 */
export type ReportRange = AskedDays & {
  readonly kind: "whole" | "ends_early" | "begins_inside";
  readonly phaseFirstDay: string | null;
  readonly phaseLastDay: string | null;
};

export const NO_DAYS: AskedDays = { from: null, to: null };

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Reads two days as they are typed; an empty text is none. Null when one is no day, or the first comes after the last. */
export function readDays(from: string | null, to: string | null): AskedDays | null {
  const [first, last] = [from?.trim() || null, to?.trim() || null];
  if ([first, last].some((day) => day !== null && !isDay(day))) return null;
  return first !== null && last !== null && first > last ? null : { from: first, to: last };
}

export const isAsked = ({ from, to }: AskedDays): boolean => from !== null || to !== null;

export function rangeOf(cells: readonly FigureCell[], asked: AskedDays): ReportRange | null {
  if (!isAsked(asked)) return null;
  const days = cells.map(({ day }) => day).sort();
  const [phaseFirstDay, phaseLastDay] = [days[0] ?? null, days.at(-1) ?? null];
  const isWithout = (isOutside: (day: string) => boolean) => days.some(isOutside);
  const kind = isWithout((day) => asked.from !== null && day < asked.from)
    ? "begins_inside"
    : isWithout((day) => asked.to !== null && day > asked.to)
      ? "ends_early"
      : "whole";
  return { ...asked, kind, phaseFirstDay, phaseLastDay };
}

/** What was counted of the shoppers of these days. Shoppers of another arm later on are counted of the whole phase only. */
export function figuresWithin(figures: ExperimentFigures, { from, to }: AskedDays): ExperimentFigures {
  const cells = figures.cells.filter(({ day }) => (from === null || day >= from) && (to === null || day <= to));
  const start = from === null ? null : new Date(`${from}T00:00:00Z`);
  const end = to === null ? null : new Date(`${dayAfter(to, 1)}T00:00:00Z`);
  const interruptions = figures.interruptions.filter(
    (one) => (end === null || one.from < end) && (start === null || one.until === null || one.until > start),
  );
  return { ...figures, cells, interruptions };
}
