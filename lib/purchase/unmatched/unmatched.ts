import type { CheckoutSession, PaymentAttempt } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import { invariant } from "../../invariant.ts";
import { sameMoney, zero, type Money } from "../../money.ts";
import { sellerId, sessionOfAttempt } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Refund } from "../../orders/refund.ts";
import type { RefundProblem } from "../../orders/refund-problem.ts";
import type { ListedPayment } from "../../payments/provider.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { configured, contextAt } from "../accounts.ts";
import { retryOnConflict, sessionEvent, type PurchaseContext } from "../context.ts";
import { decide } from "../dry-run.ts";
import { leftOf } from "../orders/given-back.ts";
import { orphanedRefundKey } from "../orders/refund-orphaned.ts";
import { finishRefund, storeRefund } from "../orders/refund-payment.ts";
import { adoptTransfers, transfersMade, type MadeTransfer } from "../transfers/adopt-transfers.ts";
import { matchedSplit, sellersOf } from "../transfers/divide-payment.ts";
import { saveMove } from "../save-move.ts";
import { holdForPaid } from "./hold-for-paid.ts";
import { recordPayment } from "../payment/record-payment.ts";

/** `reference`: the provider's name of the payment, as `npm run reconcile` lists it. */
export type UnmatchedRequest = { readonly reference: string; readonly why: string };

export type UnmatchedOutcome =
  | { readonly kind: "matched"; readonly order: string }
  | { readonly kind: "given_back"; readonly state: Refund["state"]; readonly amount: Money | null }
  | { readonly kind: "kept" | "provider_unknown" | "transfers_unclear" }
  | Extract<RefundProblem, { kind: "account_not_configured" }>
  /** No payment of this name is listed as unmatched. */
  | { readonly kind: "not_unmatched" }
  /** Its checkout was lost as well, so nobody knows what was bought. */
  | { readonly kind: "no_session" }
  | { readonly kind: "session_not_ready"; readonly status: CheckoutSession["status"] }
  /** Of several sellers this one cannot be paid now, so that nobody can divide the payment. */
  | { readonly kind: "seller_not_ready"; readonly sellerName: string }
  | { readonly kind: "other_amount"; readonly paid: Money; readonly total: Money };

/**
 * Records money that bears this installation's mark and whose attempt our books do not have, as after a backup was restored.
 * What becomes of it, a person decides. False when it was recorded before.
 */
export async function recordUnmatched(
  context: PurchaseContext,
  { attemptId, reference, amount }: ListedPayment,
): Promise<boolean> {
  const { name, account } = context.provider;
  const sessionId = sessionOfAttempt(attemptId);
  const session = await context.store.session(sessionId);
  const capture: Capture = {
    reference,
    provider: name,
    account,
    attemptId,
    sessionId,
    sellerId: session?.sellerId ?? sellerId(""),
    amount,
    use: "unmatched",
    why: session === null ? "no_attempt_and_no_session" : "no_attempt",
    recordedAt: context.now(),
    refunded: zero(amount.currency),
  };
  const isNew = await context.store.transaction((transaction) => transaction.insertCapture(capture));
  if (isNew)
    context.report({
      level: "error",
      message: "the payment provider took money with our mark for an attempt that is not in our books",
      fields: { attemptId, reference, provider: name, account, why: capture.why },
    });
  return isNew;
}

export async function find({ store, ...context }: PurchaseContext, reference: string): Promise<Capture | null> {
  for (const { name } of configured(context)) {
    const capture = await store.capture(name, reference);
    if (capture !== null) return capture;
  }
  return null;
}

export const notConfigured = ({ provider, account }: Capture): UnmatchedOutcome => ({
  kind: "account_not_configured",
  provider,
  account,
});

/** Gives an unmatched payment back. Said twice, it happens once. */
export async function giveBackUnmatched(
  context: PurchaseContext,
  { reference, why }: UnmatchedRequest,
): Promise<UnmatchedOutcome> {
  const found = await find(context, reference);
  if (found?.use !== "unmatched") return { kind: "not_unmatched" };
  if ((await contextAt(context, found)) === null) return notConfigured(found);
  // What its sellers were sent goes back with it.
  const made = await transfersMade(context, found);
  if (typeof made === "string") return { kind: made };
  const amount = await decideGiveBack(context, found, why, false, made);
  const state = await finishRefund(context, orphanedRefundKey(found));
  return state === null ? { kind: "not_unmatched" } : { kind: "given_back", state, amount };
}

/** Answers what is given back; null where nothing is any more. */
export function decideGiveBack(
  context: PurchaseContext,
  found: Capture,
  why: string,
  isDryRun: boolean,
  made: readonly MadeTransfer[] = [],
): Promise<Money | null> {
  const { provider, reference } = found;
  const key = orphanedRefundKey(found);
  return decide<Money | null>(context.store, isDryRun, async (transaction) => {
    await transaction.lockCapture(provider, reference);
    if ((await transaction.capture(provider, reference))?.use !== "unmatched") return null;
    const rows = await transaction.refunds(provider, reference);
    const known = rows.find((refund) => refund.key === key);
    if (known !== undefined) return known.amount;
    const amount = leftOf(found, rows, await transaction.alerts(found));
    const stored = await storeRefund(context, transaction, { capture: found, amount, key, why, orderId: null });
    if (stored !== "stored") return null;
    await adoptTransfers(context, transaction, found, made);
    await audit(context, transaction, "refund_requested", found, why);
    return amount;
  });
}

/** Notes that an unmatched payment is dealt with outside, such as by an order that was entered by hand: the money stays. */
export async function keepUnmatched(
  context: PurchaseContext,
  { reference, why }: UnmatchedRequest,
): Promise<UnmatchedOutcome> {
  const found = await find(context, reference);
  if (found?.use === "kept") return { kind: "kept" };
  if (found?.use !== "unmatched") return { kind: "not_unmatched" };
  return { kind: (await decideKeep(context, found, why, false)) ? "kept" : "not_unmatched" };
}

export function decideKeep(context: PurchaseContext, found: Capture, why: string, isDryRun: boolean): Promise<boolean> {
  return decide<boolean>(context.store, isDryRun, async (transaction) => {
    await transaction.lockCapture(found.provider, found.reference);
    if (!(await transaction.resolveUnmatched(found, "keep"))) return false;
    await audit(context, transaction, "payment_kept", found, why);
    return true;
  });
}

/**
 * Makes the order of an unmatched payment, where the checkout it was for is still there and waits to be paid: begins the
 * attempt as it was, and records the payment as any other. Said twice, it happens once.
 */
export async function matchUnmatched(
  context: PurchaseContext,
  { reference, why }: UnmatchedRequest,
): Promise<UnmatchedOutcome> {
  const found = await find(context, reference);
  if (found?.use === "order") return orderOf(context, found);
  if (found?.use !== "unmatched") return { kind: "not_unmatched" };
  const own = await contextAt(context, found);
  if (own === null) return notConfigured(found);
  const problem = await retryOnConflict(context, () => beginAsItWas(own, found, why, false));
  if (problem !== null) return problem;
  const { attemptId, amount } = found;
  await recordPayment(own, { attemptId, outcome: { kind: "captured", reference, amount } });
  return orderOf(context, found);
}

async function orderOf({ store }: PurchaseContext, { sessionId }: Capture): Promise<UnmatchedOutcome> {
  const session = await store.session(sessionId);
  const order = session?.status === "completed" ? await store.order(session.orderId) : null;
  return order === null ? { kind: "not_unmatched" } : { kind: "matched", order: order.number };
}

/** A crash after it leaves an open attempt, which the sweep looks up and finds paid. */
export async function beginAsItWas(
  context: PurchaseContext,
  capture: Capture,
  why: string,
  isDryRun: boolean,
): Promise<UnmatchedOutcome | "conflict" | null> {
  const { store, provider, now } = context;
  const { sessionId, attemptId, amount } = capture;
  const sellers = await sellersOf(context, await store.session(sessionId));
  return decide<UnmatchedOutcome | "conflict" | null>(store, isDryRun, async (transaction, rollback) => {
    const session = await transaction.session(sessionId);
    if (session === null) return { kind: "no_session" };
    if (session.status !== "ready") return { kind: "session_not_ready", status: session.status };
    const { total } = session.totals;
    if (!sameMoney(total, amount)) return { kind: "other_amount", paid: amount, total };
    const divided = await matchedSplit(context, session, sellers, transaction);
    if ("kind" in divided) return divided;
    const startedAt = now();
    const route = (await transaction.decisions(sessionId)).findLast(({ decision }) => decision.kind === "routed");
    const attempt: PaymentAttempt = {
      id: attemptId,
      route: route?.decision.kind === "routed" ? route.decision.route : "external",
      amount,
      startedAt,
    };
    const moved = transition(session, { type: "payment_started", attempt });
    invariant(moved.kind === "moved", "a ready session accepts a payment");
    const event = sessionEvent(moved.session, "payment_started", startedAt, attemptId, "matched_by_hand");
    if (!(await saveMove(transaction, session, moved.session, event))) return rollback("conflict");
    // Somebody gave it back or kept it meanwhile.
    await transaction.lockCapture(capture.provider, capture.reference);
    if (!(await transaction.resolveUnmatched(capture, "record"))) return rollback({ kind: "not_unmatched" });
    await holdForPaid(context, transaction, session);
    await transaction.insertAttempt({
      ...attempt,
      sessionId,
      sellerId: session.sellerId,
      n: Number(attemptId.slice(attemptId.lastIndexOf(":") + 1)),
      provider: provider.name,
      account: provider.account,
      ...divided,
      tokenHash: null,
      reference: capture.reference,
      outcome: { kind: "open" },
      unansweredAt: null,
      settledAt: null,
    });
    await audit(context, transaction, "payment_matched", capture, why);
    return null;
  });
}

function audit(
  { now }: PurchaseContext,
  transaction: StoreTransaction,
  action: AuditEntry["action"],
  { reference, provider, attemptId, amount }: Capture,
  why: string,
): Promise<void> {
  const details = { reference, provider, amount_minor: amount.amountMinor, currency: amount.currency };
  const act = { occurredAt: now(), action, actor: "command" } as const;
  return transaction.insertAuditEntry({ ...act, subject: attemptId, why, details });
}
