import { dateFormat } from "../../formats.ts";
import type { Dispatch } from "./conditions.ts";

const DAY_MS = 86_400_000;
/** No calendar has more days in a row without work. */
const MAX_SKIPPED = 400;

/**
 * So many days after `from`. With a calendar they are working days of the seller, counted from that on which the parcel
 * leaves, and the answer is noon in UTC of the day at the seller's: it is written in UTC, where another day may have begun.
 */
export function arrival(from: Date, days: number, dispatch: Dispatch | null): Date {
  if (dispatch === null) return new Date(from.getTime() + days * DAY_MS);
  const { minutes } = localTime(from, dispatch.timeZone);
  const isLate = dispatch.cutOff !== null && minutes >= dispatch.cutOff && isWorkingDay(from, dispatch);
  const leaves = nextWorkingDay(isLate ? addDay(from) : from, dispatch);
  let day = leaves;
  for (let count = 0; count < days; count += 1) day = nextWorkingDay(addDay(day), dispatch);
  return new Date(`${localTime(day, dispatch.timeZone).date}T12:00:00Z`);
}

const addDay = (day: Date): Date => new Date(day.getTime() + DAY_MS);

function nextWorkingDay(from: Date, dispatch: Dispatch): Date {
  let day = from;
  for (let skipped = 0; skipped < MAX_SKIPPED && !isWorkingDay(day, dispatch); skipped += 1) day = addDay(day);
  return day;
}

function isWorkingDay(day: Date, { timeZone, workingDays, holidays }: Dispatch): boolean {
  const { date, weekday } = localTime(day, timeZone);
  return workingDays.has(weekday) && !holidays.has(date);
}

/** The day and the minute of the clock at the seller's. */
function localTime(time: Date, timeZone: string): { date: string; weekday: number; minutes: number } {
  const format = dateFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const date = `${part.year}-${part.month}-${part.day}`;
  return {
    date,
    weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
    minutes: Number(part.hour) * 60 + Number(part.minute),
  };
}
