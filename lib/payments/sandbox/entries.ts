import { sessionOfAttempt, type AttemptId } from "../../ids.ts";
import { money } from "../../money.ts";
import type { BankAnswer, BankOptions } from "./bank-answers.ts";
import type { BankEventType, SandboxLedger } from "./ledger.ts";
import type { LedgerCharge, PaymentRow } from "./rows.ts";

/** A payment as the bank's public books show it. */
export function chargeEntry(payment: PaymentRow, state: "captured" | "declined"): LedgerCharge {
  return {
    id: payment.reference,
    attempt: payment.attemptId,
    session: sessionOfAttempt(payment.attemptId),
    amount_minor: payment.amount.amountMinor,
    currency: payment.amount.currency,
    state,
    ...(payment.account === "" ? {} : { account: payment.account }),
  };
}

/** An attempt that was voided before it arrived, so no amount is known. */
export function voidedEntry(attemptId: AttemptId, account: string, reference: string): PaymentRow {
  return {
    attemptId,
    account,
    reference,
    kind: "token",
    token: "",
    amount: money(0, "USD"),
    state: "voided",
    sellerName: "",
    returnUrl: "",
  };
}

/** Puts an event about a payment among those that are delivered. */
export function insertEvent(
  ledger: SandboxLedger,
  { now, newReference }: BankOptions,
  { type, payment, afterMs }: { readonly type: BankEventType; readonly payment: PaymentRow; readonly afterMs: number },
): void {
  const id = `evt_${newReference()}`;
  ledger.insertEvent(id, eventBody(id, type, payment), now().getTime() + afterMs);
}

/** The body of a webhook with one event about a payment. */
function eventBody(id: string, type: BankEventType, { attemptId, account, reference, amount }: PaymentRow): string {
  const { amountMinor, currency } = amount;
  const about = { attempt: attemptId, reference, amount_minor: amountMinor, currency };
  return JSON.stringify({ events: [{ id, type, ...about, ...(account === "" ? {} : { account }) }] });
}

/** What the bank answers about a payment that it knows. */
export function answerOf(payment: PaymentRow, wasChallenged: boolean, publicUrl: string): BankAnswer {
  const { reference, amount } = payment;
  if (payment.state === "paid") return { kind: "captured", reference, amount };
  if (payment.state === "voided") return { kind: "voided" };
  if (payment.state === "declined")
    return { kind: "declined", reason: wasChallenged ? "authentication_failed" : "insufficient_funds" };
  const place = payment.kind === "page" ? "" : "challenge/";
  return { kind: "action_required", reference, actionUrl: `${publicUrl}/sandbox-bank/${place}${reference}` };
}
