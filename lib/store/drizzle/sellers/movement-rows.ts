import type { InferSelectModel } from "drizzle-orm";
import { attemptId, sellerId, sessionId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency, money, type Money } from "../../../money.ts";
import type { Reversal, Transfer } from "../../../orders/transfers/transfer.ts";
import type { transferReversals, transfers } from "../schema/sellers/transfer.ts";

export type TransferRow = InferSelectModel<typeof transfers>;
export type ReversalRow = InferSelectModel<typeof transferReversals>;

function amountOf(amountMinor: number, currency: string): Money {
  invariant(isCurrency(currency), `${currency} is a known currency`);
  return money(amountMinor, currency);
}

function minorsOf({ gross, fee, amount }: Readonly<Record<"gross" | "fee" | "amount", Money>>) {
  return {
    grossMinor: gross.amountMinor,
    feeMinor: fee.amountMinor,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
  };
}

export function transferToRow({ kind: _kind, gross, fee, amount, settled, ...rest }: Transfer): TransferRow {
  return {
    ...rest,
    ...minorsOf({ gross, fee, amount }),
    settledMinor: settled?.amountMinor ?? null,
    settledCurrency: settled?.currency ?? null,
  };
}

export function reversalToRow({ kind: _kind, gross, fee, amount, ...rest }: Reversal): ReversalRow {
  return { ...rest, ...minorsOf({ gross, fee, amount }) };
}

function moneyOf(row: TransferRow | ReversalRow) {
  return {
    attemptId: attemptId(row.attemptId),
    sessionId: sessionId(row.sessionId),
    sellerId: sellerId(row.sellerId),
    gross: amountOf(row.grossMinor, row.currency),
    fee: amountOf(row.feeMinor, row.currency),
    amount: amountOf(row.amountMinor, row.currency),
  };
}

export function transferFromRow(row: TransferRow): Transfer {
  const {
    grossMinor: _gross,
    feeMinor: _fee,
    amountMinor: _amount,
    currency: _currency,
    settledMinor,
    settledCurrency,
    ...rest
  } = row;
  return {
    ...rest,
    ...moneyOf(row),
    kind: "transfer",
    causeKind: row.causeKind as Transfer["causeKind"],
    model: row.model as Transfer["model"],
    state: row.state as Transfer["state"],
    feesOnRefund: row.feesOnRefund as Transfer["feesOnRefund"],
    settled: settledMinor === null || settledCurrency === null ? null : amountOf(settledMinor, settledCurrency),
  };
}

export function reversalFromRow(row: ReversalRow): Reversal {
  const { grossMinor: _gross, feeMinor: _fee, amountMinor: _amount, currency: _currency, ...rest } = row;
  return {
    ...rest,
    ...moneyOf(row),
    kind: "reversal",
    causeKind: row.causeKind as Reversal["causeKind"],
    state: row.state as Reversal["state"],
  };
}
