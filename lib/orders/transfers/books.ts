import type { SellerId } from "../../ids.ts";
import type { Movement } from "./transfer.ts";

/** A span of time, `from` to before `until`. `seller` null: every seller. */
export type SellerMonthQuery = { readonly from: Date; readonly until: Date; readonly seller: SellerId | null };

/** Of one seller, or null: of all; at most `limit`, behind `after`. */
export type OpenMovementQuery = {
  readonly seller: SellerId | null;
  readonly limit: number;
  readonly after: Movement | null;
};

/**
 * What happened to a seller's money in a month, in one currency and minor units. `charges − fees − refunds − disputes =
 * transfers + owed`: `fees` are less what was given back, `transfers` less what was taken back, and `owed` is what the seller
 * still gets of the month's business, or, below zero, what is claimed of them.
 */
export type SellerMonth = {
  readonly sellerId: SellerId;
  readonly currency: string;
  readonly payments: number;
  readonly chargesMinor: number;
  readonly feesMinor: number;
  readonly refundsMinor: number;
  readonly disputesMinor: number;
  readonly transfersMinor: number;
  readonly owedMinor: number;
};

/** What is open now. `amounts` by currency, in minor units. */
export type OpenTotal = {
  readonly count: number;
  readonly amounts: readonly { readonly currency: string; readonly minor: number }[];
};

/** `due`: not sent yet; `refused`: of these, the provider refused them; `claims`: not taken back because a balance is short. */
export type MovementTotals = {
  readonly due: OpenTotal;
  readonly oldestDueAt: Date | null;
  readonly refused: OpenTotal;
  readonly claims: OpenTotal;
  /** Of all, those that need a person. */
  readonly needPerson: number;
};
