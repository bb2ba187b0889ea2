import { sessionOfAttempt } from "../../ids.ts";
import type { LedgerCharge, PaymentRow } from "./ledger.ts";

/** A payment as the bank's public books show it. */
export function chargeEntry(payment: PaymentRow, state: "captured" | "declined"): LedgerCharge {
  return {
    id: payment.reference,
    attempt: payment.attemptId,
    session: sessionOfAttempt(payment.attemptId),
    amount_minor: payment.amount.amountMinor,
    currency: payment.amount.currency,
    state,
  };
}
