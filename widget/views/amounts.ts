import { formatDeduction, formatMoney, money } from "#lib/money.ts";
import type { Checkout } from "../purchase/read-checkout.ts";

/** Writes an amount of this checkout in minor units for the buyer: 8499 → "$84.99". */
export function amountText({ currency }: Checkout, amountMinor: number, locale: string): string {
  return formatMoney(money(amountMinor, currency), locale);
}

/** The same of what a discount takes off: 800 → "−$8.00". */
export function deductionText({ currency }: Checkout, amountMinor: number, locale: string): string {
  return formatDeduction(money(amountMinor, currency), locale);
}

/** "Mar 4 – 8" for two RFC 3339 times; empty when either cannot be read. */
export function dayRange(earliest: string, latest: string, locale: string): string {
  const [from, to] = [new Date(earliest), new Date(latest)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) || to < from) return "";
  const days = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
  // As a range, Japanese days are written 05/07 and alone 5月7日.
  if (locale.startsWith("ja") && days.format(from) !== days.format(to))
    return `${days.format(from)}～${days.format(to)}`;
  return days.formatRange(from, to);
}

/** The total in minor units, as the server sent it. */
export const totalOf = ({ totals }: Checkout): number => totals.find(({ type }) => type === "total")?.amount ?? 0;

export const numberText = (count: number, locale: string): string => new Intl.NumberFormat(locale).format(count);
