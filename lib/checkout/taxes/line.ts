import type { Money } from "../../money.ts";

/** Whether a tax comes on top of a price (sales tax) or is contained in it (VAT in consumer prices). */
export type TaxMode = "added" | "included";

/** What one tax takes of one amount: of a line after its discounts, or of delivery. */
export type TaxShare = {
  readonly name: string;
  /** 88750 is 8.875 %; null where only the amount is known. */
  readonly ratePerMillion: number | null;
  readonly mode: TaxMode;
  readonly amount: Money;
};

/** One tax of an order, over all lines or of delivery. Tax that is added to delivery sits in `totals.fulfillment`. */
export type TaxLine = TaxShare & { readonly of: "goods" | "delivery" };

/** The taxes that `totals.tax` is made of; empty in orders of releases that kept no names. */
export const addedToGoods = (lines: readonly TaxLine[]): readonly TaxLine[] =>
  lines.filter((line) => line.of === "goods" && line.mode === "added" && line.amount.amountMinor > 0);

/** What the prices of the goods contain. */
export const includedInGoods = (lines: readonly TaxLine[]): readonly TaxLine[] =>
  lines.filter((line) => line.of === "goods" && line.mode === "included" && line.amount.amountMinor > 0);

/** What the price of delivery contains, and what was added to it: either is inside `totals.fulfillment`. */
export const insideDelivery = (lines: readonly TaxLine[]): readonly TaxLine[] =>
  lines.filter((line) => line.of === "delivery" && line.amount.amountMinor > 0);
