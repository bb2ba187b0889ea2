import { subtract, sum, type Money } from "../../money.ts";
import type { AppliedDiscount, Totals } from "../session.ts";

/** As the merchant named it, and by which code where one was typed. */
export const discountLabel = ({ title, code, isAutomatic }: AppliedDiscount): string =>
  isAutomatic ? title : `${title} (${code})`;

/** What sale prices took off: `totals.itemsDiscount` without the discounts of lines, which have rows of their own. */
export function saleSavings({
  totals,
  discounts,
}: {
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
}): Money {
  const { currency } = totals.itemsDiscount;
  const ofLines = discounts.filter((one) => one.method === "each").map((one) => one.amount);
  return subtract(totals.itemsDiscount, sum(ofLines, currency));
}

/** The same of all that `totals.discount` adds up; empty where there are none. */
export const acrossLabel = (discounts: readonly AppliedDiscount[]): string =>
  discounts
    .filter(({ method }) => method === "across")
    .map(discountLabel)
    .join(", ");
