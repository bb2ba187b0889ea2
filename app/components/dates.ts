import { dateFormat } from "#lib/formats.ts";

/**
 * "Wed, 26 Nov": a day of delivery, in Coordinated Universal Time. A date contains words, so `locale` is that of the
 * texts around it and not the reader's own.
 */
export function formatDay(day: Date, locale: string): string {
  return dateFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(day);
}

/** "Wed, 26 Nov UTC": the day of something that happened, with the zone that it is counted in. */
export const formatDayInUtc = (day: Date, locale: string): string => `${formatDay(day, locale)} UTC`;

/** "November 26, 2026 at 2:30 PM UTC": the time of a payment. `locale` is that of the texts around it. */
export function formatTime(time: Date, locale: string): string {
  return dateFormat(locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  }).format(time);
}
