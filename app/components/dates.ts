import { dateFormat } from "#lib/formats.ts";

/** Keeps a text on one line; Japanese would also break it between its words, where no space is. */
const onOneLine = (text: string): string => text.replaceAll(/\s/gu, "\u00A0").replaceAll(/(?<=[年月日])/gu, "\u2060");

/**
 * "Wed, 26 Nov": a day of delivery, in Coordinated Universal Time. No line ends inside it. A date contains words, so `locale` is
 * that of the texts around it and not the reader's own.
 */
export function formatDay(day: Date, locale: string): string {
  const format = dateFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return onOneLine(format.format(day));
}

/** "Wed, 26 Nov UTC": the day of something that happened, with the zone that it is counted in. */
export const formatDayInUtc = (day: Date, locale: string): string => `${formatDay(day, locale)}\u00A0UTC`;

/**
 * "November 26, 2026 at 2:30 PM UTC": the time of a payment. No line ends inside the time of day. `locale` is that of the texts
 * around it.
 */
export function formatTime(time: Date, locale: string): string {
  const format = dateFormat(locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  });
  const parts = format.formatToParts(time);
  return parts
    .map(({ type, value }, index) =>
      type === "literal" && TIME_OF_DAY.has(parts[index - 1]?.type ?? "literal") ? onOneLine(value) : value,
    )
    .join("");
}

/** What another part of the time of day may come after. */
const TIME_OF_DAY: ReadonlySet<Intl.DateTimeFormatPartTypes> = new Set(["hour", "minute", "dayPeriod"]);
