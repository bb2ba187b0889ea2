import { invariant } from "../invariant.ts";

const DAY_MS = 86_400_000;

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function msOf(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  invariant(!Number.isNaN(ms), `a day is written as 2026-11-24, not as ${day}`);
  return ms;
}

export const dayAfter = (day: string, days: number): string => dayText(msOf(day) + days * DAY_MS);

/** From and with `first` to and with `last`; 0 when `last` is earlier. */
export const dayCount = (first: string, last: string): number =>
  Math.max(0, Math.round((msOf(last) - msOf(first)) / DAY_MS) + 1);

/** Every day from `first` to `last`, both included. */
export const daysFrom = (first: string, last: string): readonly string[] =>
  Array.from({ length: dayCount(first, last) }, (_, index) => dayAfter(first, index));

/** The last day in UTC all of whose shoppers came at least `days` days before `now`. */
export const lastDayOfAge = (now: Date, days: number): string =>
  dayText(Math.floor(now.getTime() / DAY_MS - days) * DAY_MS - DAY_MS);
