import type { Currency } from "../money.ts";
import type { RevenueTail } from "./figures.ts";

export type RevenueShare = RevenueTail["values"][number];

/**
 * How many shoppers' revenues lie from the highest down to the lower of the two values between which the 99.9 % point
 * lies (the quantile of type 7).
 */
export const shoppersInTail = (nonZero: number): number => nonZero - Math.floor(((nonZero - 1) * 999) / 1000);

/** The tail of `nonZero` shoppers' revenues; `highest` falls by amount and reaches at least one value below the tail. */
export function tailOf(currency: Currency, nonZero: number, highest: readonly RevenueShare[]): RevenueTail {
  const values: RevenueShare[] = [];
  let left = shoppersInTail(nonZero);
  let below: number | null = null;
  for (const share of highest) {
    // Both arms of the value that contains the point belong to it, and then the one value below.
    if (left <= 0 && share.amountMinor !== values.at(-1)?.amountMinor) below ??= share.amountMinor;
    if (below !== null && share.amountMinor !== below) break;
    left -= share.shoppers;
    values.push(share);
  }
  return { currency, nonZero, values };
}
