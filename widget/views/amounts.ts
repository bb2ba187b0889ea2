import { americanDays } from "#lib/formats/american-english.ts";
import { formatDeduction, formatMoney, money } from "#lib/money.ts";
import { dayRange as writtenRange } from "#lib/wire/products/day-range.ts";
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
  return americanDays(locale, from, to) ?? writtenRange(from, to, locale);
}

/** The total in minor units, as the server sent it. */
export const totalOf = ({ totals }: Checkout): number => totals.find(({ type }) => type === "total")?.amount ?? 0;
