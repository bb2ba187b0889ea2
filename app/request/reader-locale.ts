import { headers } from "next/headers";
import { DEFAULT_LOCALE, localeOfHeader } from "#lib/wire/accept-language.ts";

/** How the reader's browser writes amounts. */
export async function readerLocale(): Promise<string> {
  return localeOfHeader((await headers()).get("accept-language"));
}

/** Dates hold words, and the pages are in English, so only its varieties count here. */
const dateLocale = (locale: string) => (locale.startsWith("en") ? locale : DEFAULT_LOCALE);

/** "Wed, 26 Nov": a day of delivery, in Coordinated Universal Time. */
export function formatDay(day: Date, locale: string): string {
  return new Intl.DateTimeFormat(dateLocale(locale), {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(day);
}

/** "November 26, 2026 at 2:30 PM UTC": the time of a payment. */
export function formatTime(time: Date, locale: string): string {
  return new Intl.DateTimeFormat(dateLocale(locale), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  })
    .format(time)
    .concat(" UTC");
}
