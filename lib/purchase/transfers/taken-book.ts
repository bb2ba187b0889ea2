import type { SellerId } from "../../ids.ts";
import { add, subtract, zero, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { isDispute, takenBy } from "../../orders/disputes/alert.ts";
import { isGiven, isLost, type RefundItems } from "../../orders/refund.ts";
import {
  isFeeRow,
  paysAgain,
  type CauseKind,
  type Movement,
  type Reversal,
  type Transfer,
} from "../../orders/transfers/transfer.ts";
import type { StoreTransaction } from "../../store/store.ts";

/** A refund or a dispute, and what it has of the payment now. */
export type Cause = {
  readonly kind: CauseKind;
  readonly id: string;
  readonly taken: Money;
  /** Of a refund: when it was asked for, and what it had until when, if it is lost. */
  readonly askedAt?: Date;
  readonly lost?: { readonly amount: Money; readonly at: Date } | null;
  /** Which lines a refund is for; null where it names none. */
  readonly items: RefundItems | null;
  /** Of a `direct` payment, the provider gives the fee back with it: we asked for that. */
  readonly givesFeeBack: boolean;
};

/** Refunds in the order in which they were asked for, then disputes. */
export async function causesOf(transaction: StoreTransaction, capture: Capture): Promise<readonly Cause[]> {
  const none = zero(capture.amount.currency);
  const refunds = (await transaction.refunds(capture.provider, capture.reference)).map((refund): Cause => {
    const { key: id, items, amount, requestedAt: askedAt, settledAt } = refund;
    const [taken, givesFeeBack] = [isGiven(refund) ? amount : none, refund.madeBy === "us"];
    const lost = isLost(refund) ? { amount, at: settledAt ?? askedAt } : null;
    return { kind: "refund", id, taken, items, givesFeeBack, askedAt, lost };
  });
  const disputes = (await transaction.alerts(capture)).filter(isDispute).map((dispute): Cause => {
    const taken = takenBy(dispute);
    const amount = taken.currency === none.currency ? taken : none;
    return { kind: "dispute", id: dispute.id, taken: amount, items: null, givesFeeBack: false };
  });
  return [...refunds, ...disputes];
}

/** What our rows say of a payment: what was taken back from each seller, of which cause, and what of the fee went back with it. */
export type Book = {
  readonly transfers: readonly Transfer[];
  readonly reversals: readonly Reversal[];
  /** Of all causes without one. */
  gross(seller: SellerId, cause?: Pick<Cause, "kind" | "id">): Money;
  fee(seller: SellerId): Money;
};

export async function bookOf(transaction: StoreTransaction, capture: Capture): Promise<Book> {
  const [transfers, reversals] = [await transaction.transfers(capture), await transaction.reversals(capture)];
  const rows: readonly Movement[] = [...transfers.filter(({ cause }) => cause !== null), ...reversals];
  const total = (what: "gross" | "fee", of: (row: Movement) => boolean): Money =>
    rows
      .filter(of)
      .reduce(
        (all, row) => (row.kind === "reversal" ? add(all, row[what]) : subtract(all, row[what])),
        zero(capture.amount.currency),
      );
  return {
    transfers,
    reversals,
    gross: (seller, cause) =>
      total("gross", (row) => row.sellerId === seller && (cause === undefined || isOf(row, cause))),
    fee: (seller) => total("fee", (row) => row.sellerId === seller),
  };
}

const isOf = (row: Movement, { id, kind }: Pick<Cause, "kind" | "id">): boolean =>
  row.cause === id && row.causeKind === kind;

/** The rows of a seller and a cause that took money back, the newest first. */
export const reversalsOf = ({ reversals }: Book, seller: SellerId, cause: Pick<Cause, "kind" | "id">) =>
  reversals.filter((row) => row.sellerId === seller && isOf(row, cause) && !isFeeRow(row)).toReversed();

/** What of a reversal no row has paid to the seller again. */
export function leftOfReversal(reversal: Reversal, { transfers }: Book): Readonly<Record<"gross" | "fee", Money>> {
  return transfers
    .filter((transfer) => paysAgain(transfer, reversal))
    .reduce((left, row) => ({ gross: subtract(left.gross, row.gross), fee: subtract(left.fee, row.fee) }), {
      gross: reversal.gross,
      fee: reversal.fee,
    });
}
