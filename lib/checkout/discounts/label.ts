import type { AppliedDiscount } from "../session.ts";

/** As the merchant named it, and by which code where one was typed. */
export const discountLabel = ({ title, code, isAutomatic }: AppliedDiscount): string =>
  isAutomatic ? title : `${title} (${code})`;
