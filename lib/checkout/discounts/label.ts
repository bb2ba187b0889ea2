import type { AppliedDiscount } from "../session.ts";

/** As the merchant named it, and by which code where one was typed. */
export const discountLabel = ({ title, code, isAutomatic }: AppliedDiscount): string =>
  isAutomatic ? title : `${title} (${code})`;

/** The same of all that `totals.discount` adds up; empty where there are none. */
export const acrossLabel = (discounts: readonly AppliedDiscount[]): string =>
  discounts
    .filter(({ method }) => method === "across")
    .map(discountLabel)
    .join(", ");
