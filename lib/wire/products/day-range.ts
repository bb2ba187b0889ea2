import { dateFormat } from "../../formats.ts";

/** In Japanese a line may end after each sign of a date; U+2060 keeps them together. */
const unbroken = (days: string): string => [...days].join("\u2060");

/** "Mar 4 – 8" for two moments, whose days are those of Coordinated Universal Time. Throws RangeError on an invalid date. */
export function dayRange(from: Date, to: Date, locale: string): string {
  const days = dateFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  // As a range, Japanese days are written 05/07 and alone 5月7日.
  if (locale.startsWith("ja")) return unbroken([...new Set([days.format(from), days.format(to)])].join("～"));
  return days.formatRange(from, to);
}
