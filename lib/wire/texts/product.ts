import { textTables } from "../text-tables.ts";

const en = {
  /** Each with the day on which it is sent, where that is known. */
  pre_order: (day: string | null) => (day === null ? "Pre-order" : `Pre-order, ships from ${day}`),
  backorder: (day: string | null) => (day === null ? "On back-order" : `On back-order, ships from ${day}`),
};

/** What is said of a product on every surface, with or without a checkout. */
export const productTexts = textTables({ en });
