import { dateFormat } from "../../formats.ts";

/** "Mar 4 – 8" for two moments, whose days are those of Coordinated Universal Time. Throws RangeError on an invalid date. */
export function dayRange(from: Date, to: Date, locale: string): string {
  const days = dateFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  // As a range, Japanese days are written 05/07 and alone 5月7日.
  if (locale.startsWith("ja") && days.format(from) !== days.format(to))
    return `${days.format(from)}～${days.format(to)}`;
  return days.formatRange(from, to);
}
