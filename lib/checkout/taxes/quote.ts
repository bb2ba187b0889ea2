import type { TaxShare } from "./line.ts";

/** The tax of a basket, by whoever worked it out: each line after its discounts, and each way to deliver. */
export type TaxQuote = {
  readonly lines: readonly { readonly lineId: string; readonly taxes: readonly TaxShare[] }[];
  readonly delivery: readonly { readonly optionId: string; readonly taxes: readonly TaxShare[] }[];
};

export const NO_TAX: TaxQuote = { lines: [], delivery: [] };
