import { shown } from "./shown.ts";

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME =
  /^(\d{4}-\d\d-\d\d)(?:T| +)(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)? ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)?$/i;
const DAY_MS = 86_400_000;

const ACCEPTED = 'write it like "2026-11-28" or "2026-11-28T08:00:00+01:00"';

export type DateText =
  { readonly kind: "date"; readonly date: Date } | { readonly kind: "not_a_date"; readonly why: string };
export type PeriodText =
  | { readonly kind: "period"; readonly from: Date | null; readonly until: Date | null }
  | { readonly kind: "not_a_period"; readonly why: string };

/**
 * Reads a date of ISO 8601. Without an offset it is in UTC. A date without a time means its whole day: as a start it is the
 * day's first moment, as an `end` the first moment of the next day.
 */
export function readDate(given: string, side: "start" | "end"): DateText {
  const text = given.replace(/[\s\u00A0]+/gu, " ").trim();
  const day = DATE.test(text) ? midnightOf(text) : null;
  if (day !== null) return { kind: "date", date: new Date(day + (side === "end" ? DAY_MS : 0)) };
  const found = TIME.exec(text);
  const midnight = found === null ? null : midnightOf(found[1] ?? "");
  if (found === null || midnight === null)
    return { kind: "not_a_date", why: `${shown(given)} is not a date; ${ACCEPTED}` };
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(2, 5).map((part) => Number(part ?? 0));
  const offsetHours = Number(found[6] ?? 0);
  const offsetMinutes = Number(found[7] ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59 || Math.abs(offsetHours) > 14 || offsetMinutes > 59)
    return { kind: "not_a_date", why: `${shown(given)} is not a time of a day; ${ACCEPTED}` };
  const sign = (found[6] ?? "").startsWith("-") ? -1 : 1;
  const offset = offsetHours * 60 + sign * offsetMinutes;
  return { kind: "date", date: new Date(midnight + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000) };
}

/** Reads two dates with a slash between; one of them may be left out. The end must come after the start. */
export function readPeriod(given: string): PeriodText {
  const sides = given.split("/");
  const [first = "", second = ""] = sides.map((side) => side.trim());
  if (sides.length !== 2 || (first === "" && second === ""))
    return {
      kind: "not_a_period",
      why: `${shown(given)} is not a period; write a start and an end with a slash between, such as "2026-11-01/2026-11-30"`,
    };
  const from = first === "" ? null : readDate(first, "start");
  const until = second === "" ? null : readDate(second, "end");
  if (from?.kind === "not_a_date") return { kind: "not_a_period", why: from.why };
  if (until?.kind === "not_a_date") return { kind: "not_a_period", why: until.why };
  if (from !== null && until !== null && from.date >= until.date)
    return { kind: "not_a_period", why: `${shown(given)} ends before it starts` };
  return { kind: "period", from: from?.date ?? null, until: until?.date ?? null };
}

function midnightOf(date: string): number | null {
  const [, year = 0, month = 0, day = 0] = (DATE.exec(date) ?? []).map(Number);
  const midnight = Date.UTC(year, month - 1, day);
  return new Date(midnight).toISOString().startsWith(date) ? midnight : null;
}
