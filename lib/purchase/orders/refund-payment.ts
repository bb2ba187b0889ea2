import type { OrderId } from "../../ids.ts";
import { sameMoney, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { isOpen } from "../../orders/disputes/alert.ts";
import { dueOf, withAnswer, type RefundAnswer } from "../../orders/refund-life.ts";
import { isGiven, isLost, needsPerson, type Refund, type RefundItems } from "../../orders/refund.ts";
import type { Unknown } from "../../payments/failure.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { configured, contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { readAlerts } from "../disputes/read-alerts.ts";
import { readRefunds } from "./read-refunds.ts";
import { leftOf, recordGiven, reportLost } from "./given-back.ts";
import { orderOfPayment } from "./order-of-payment.ts";

type Wanted = {
  readonly capture: Capture;
  readonly amount: Money;
  readonly key: string;
  readonly why: string;
  readonly items?: RefundItems | null;
  /** The key of the lost refund that this one gives again. */
  readonly replaces?: string;
  /** Asks the provider although a dispute has the money. */
  readonly insist?: boolean;
};

/**
 * Stores a refund in the caller's transaction, before the payment service is asked, and the job that asks again when
 * this process ends first. Answers `too_much` when all refunds of the payment together would exceed it. A key that was
 * used before changes nothing. A lost refund of the same amount and goods is given again by it and needs nobody any more.
 */
export async function storeRefund(
  context: PurchaseContext,
  transaction: StoreTransaction,
  {
    capture,
    amount,
    key,
    why,
    orderId,
    items = null,
    replaces,
    insist = false,
  }: Wanted & { readonly orderId: OrderId | null },
): Promise<"stored" | "too_much"> {
  const { provider, reference, sessionId, sellerId } = capture;
  await transaction.lockCapture(provider, reference);
  const known = await transaction.refunds(provider, reference);
  if (known.some((refund) => refund.key === key)) return "stored";
  const alerts = (await transaction.alerts({ provider, reference })).filter((alert) => !(insist && isOpen(alert)));
  if (amount.amountMinor > leftOf(capture, known, alerts).amountMinor) return "too_much";
  const requestedAt = context.now();
  const refund: Omit<Refund, "dueAt"> = {
    key,
    provider,
    reference,
    sessionId,
    orderId,
    sellerId,
    amount,
    state: "requested",
    why,
    requestedAt,
    settledAt: null,
    providerId: null,
    madeBy: "us",
    reason: null,
    items,
    refusals: 0,
    tries: 0,
    resolvedAt: null,
  };
  const dueAt = dueOf(refund, requestedAt);
  await transaction.insertRefund({ ...refund, dueAt });
  const isReplaced = (one: Refund) =>
    replaces === undefined ? sameMoney(one.amount, amount) && isForSame(one.items, items) : one.key === replaces;
  const lost = known.find((one) => needsPerson(one) && isReplaced(one));
  if (lost !== undefined) await transaction.saveRefund({ ...lost, resolvedAt: requestedAt });
  await transaction.enqueue({ kind: "finish_refund", key }, dueAt ?? requestedAt);
  return "stored";
}

/** False where both say what they give back, and it is not the same: then neither gives the other again. */
function isForSame(one: RefundItems | null, other: RefundItems | null): boolean {
  const named = ({ lines, shippingBySeller = [] }: RefundItems) =>
    [
      ...lines.map(({ lineId, quantity }) => `${lineId} ${quantity}`),
      ...shippingBySeller.map(({ sellerId }) => sellerId),
    ]
      .toSorted()
      .join();
  return one === null || other === null || named(one) === named(other);
}

/** True while the provider has to be asked for it: it has not answered, or `isRetry`, its refusal may have passed. */
const isToBeAsked = ({ state, dueAt }: Refund, isRetry: boolean) =>
  state === "requested" || state === "unknown" || (isRetry && state === "refused" && dueAt !== null);

/**
 * Asks the payment service for a stored refund and records what it says. Safe to repeat: the key is the same. `isRetry`: a
 * refusal that may have passed is asked about again. At an account that is not configured nobody is asked, and the refund
 * stays as it is. Answers null when there is no such refund.
 */
export async function finishRefund(
  context: PurchaseContext,
  key: string,
  { isRetry }: { readonly isRetry: boolean } = { isRetry: false },
): Promise<Refund["state"] | null> {
  const refund = await context.store.refund(key);
  if (refund === null) return null;
  if (!isToBeAsked(refund, isRetry)) return refund.state;
  context.failpoint("refund_stored");
  const { reference, amount, refusals } = refund;
  const own = await contextOf(context, refund);
  if (own === null) return refund.state;
  const fields = { refundKey: key, reference, sessionId: refund.sessionId };
  const givesFeeBack = (await isFeeReturned(context, own, refund)) ? { givesFeeBack: true } : {};
  const answer = await askProvider(own, { call: "refund", ...fields }, () =>
    own.provider.refund({ reference, amount, key, refusals, ...givesFeeBack }),
  );
  context.failpoint("refund_made");
  const after = await recordAnswer(context, refund, answer);
  context.failpoint("refund_recorded");
  if (answer.kind === "refused" && after?.state === "refused") await reportRefused(own, after);
  // Perhaps because of a dispute whose event did not reach us.
  if (answer.kind === "refused" && refusals === 0) await readAlerts(own, reference);
  return after?.state ?? null;
}

/** Whether our fee of a payment at the seller's own account goes back with it; a payment that a restore left has no sale. */
async function isFeeReturned(context: PurchaseContext, own: PurchaseContext, refund: Refund): Promise<boolean> {
  const [sale] = await context.store.transfers(refund);
  if (sale !== undefined) return sale.model === "direct" && sale.feesOnRefund === "return";
  const isOurs = configured(context).some(({ account }) => account === own.provider.account);
  return !isOurs && context.marketplace.feesOnRefund === "return";
}

/** The context of the account that a refund's money is at; null when it is not configured. */
export async function contextOf(
  context: PurchaseContext,
  { provider, reference }: PaymentName,
): Promise<PurchaseContext | null> {
  const capture = await context.store.capture(provider, reference);
  return capture === null ? null : contextAt(context, capture);
}

async function recordAnswer(
  context: PurchaseContext,
  asked: Refund,
  answer: RefundAnswer | Unknown,
): Promise<Refund | null> {
  const { provider, reference, key } = asked;
  const { after, isNew } = await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(provider, reference);
    const before = await transaction.refunds(provider, reference);
    const current = before.find((refund) => refund.key === key) ?? null;
    const changed = current === null ? null : withAnswer(current, asked, answer, context.now());
    const capture = await transaction.capture(provider, reference);
    if (changed === null || capture === null) return { after: current, isNew: false };
    const order = await orderOfPayment(context, transaction, capture);
    await transaction.saveRefund(changed);
    const now = before.map((refund) => (refund.key === key ? changed : refund));
    await recordGiven(context, transaction, capture, { before, after: now, isWholeList: false, order });
    return { after: changed, isNew: true };
  });
  if (isNew && after !== null && isLost(after) && after.state !== "refused") reportLost(context, [after]);
  return after;
}

/** A final refusal may mean that somebody gave the money back at the provider: then its list says so. */
async function reportRefused(context: PurchaseContext, refund: Refund): Promise<void> {
  const { key: refundKey, reference, sessionId, provider, reason, dueAt } = refund;
  const isPassing = dueAt !== null;
  context.report({
    level: isPassing ? "warn" : "error",
    message: isPassing ? "the payment provider refused a refund for now" : "the payment provider refused a refund",
    // Not why it was asked for: an operator wrote that, perhaps with a buyer's name.
    fields: { refundKey, reference, sessionId, provider, reason },
  });
  if (!isPassing) await readRefunds(context, reference);
}

/** True when the money counts as given back. */
export const isRefunded = (state: Refund["state"] | null): boolean => state !== null && isGiven({ state });
