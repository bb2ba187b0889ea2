import type { CheckoutSession } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import type { Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Order, Shortage } from "../../orders/order.ts";
import { invariant } from "../../invariant.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { contextAt } from "../accounts.ts";
import { retryOnConflict, sessionEvent, type PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { refundOrphaned, orphanedRefundKey } from "../orders/refund-orphaned.ts";
import { leftOf } from "../orders/given-back.ts";
import { storeRefund } from "../orders/refund-payment.ts";
import { saveMove } from "../save-move.ts";
import { announceOrder } from "./announce-order.ts";
import { bookSellers } from "../transfers/book-sellers.ts";
import { endMismatch, partsOf } from "./end-mismatch.ts";
import { reportOversold } from "./report-recorded.ts";
import { storeOrder } from "../customers/customer.ts";
import { placedOrder } from "./place-order.ts";

/** `payment`: the provider's reference, as `npm run reconcile` lists it. */
export type SettleMismatchRequest = {
  readonly payment: string;
  readonly how: "accept" | "refund";
  readonly why: string;
};

export type SettleMismatchOutcome =
  /** `shortages`: units of the order that were not there. */
  | { readonly kind: "accepted"; readonly order: Order; readonly shortages: readonly Shortage[] }
  /** Its refund is asked for; the session can be paid again unless its time is over. */
  | { readonly kind: "refunding"; readonly amount: Money }
  /** The session has its order already, or can take no payment any more: the money can be given back only. */
  | { readonly kind: "not_acceptable"; readonly status: CheckoutSession["status"] }
  /** All of it was given back or is being given back, or a dispute has taken it. */
  | { readonly kind: "nothing_left" }
  /** No payment of that name waits for a person; one that was settled before is none. */
  | { readonly kind: "not_found" };

type Rollback = (value: "conflict") => never;

/**
 * Ends a payment whose amount is not its session's total, by a person's decision: the order is placed for what was paid, or
 * the money is given back and the attempt ended. Said twice, the second time finds nothing to settle.
 */
export async function settleMismatch(
  context: PurchaseContext,
  request: SettleMismatchRequest,
): Promise<SettleMismatchOutcome> {
  const named = await context.store.mismatchNamed(request.payment);
  if (named === null) return { kind: "not_found" };
  const outcome = await decideMismatch(context, named, request, false);
  if (outcome.kind === "refunding") await refundOrphaned(context, named.sessionId);
  if (outcome.kind === "accepted") reportOversold(context, outcome.order, outcome.shortages);
  return outcome;
}

/** What {@link settleMismatch} would do, decided by the same code and rolled back. */
export async function planMismatch(
  context: PurchaseContext,
  request: SettleMismatchRequest,
): Promise<Planned | Exclude<SettleMismatchOutcome, { readonly kind: "accepted" | "refunding" }>> {
  const named = await context.store.mismatchNamed(request.payment);
  if (named === null) return { kind: "not_found" };
  const outcome = await decideMismatch(context, named, request, true);
  if (outcome.kind !== "accepted" && outcome.kind !== "refunding") return outcome;
  const amount = outcome.kind === "accepted" ? named.amount : outcome.amount;
  const { sellerId, amount: paid } = named;
  return { kind: "planned", order: null, sellerId, amount, paid, isRepetition: false };
}

async function decideMismatch(
  context: PurchaseContext,
  named: Capture,
  { how, why }: SettleMismatchRequest,
  isDryRun: boolean,
): Promise<SettleMismatchOutcome> {
  const own = await contextAt(context, named);
  return retryOnConflict(context, () =>
    decide<SettleMismatchOutcome | "conflict">(context.store, isDryRun, async (transaction, rollback) => {
      await transaction.lockCapture(named.provider, named.reference);
      const capture = await transaction.capture(named.provider, named.reference);
      if (capture?.use !== "amount_mismatch") return { kind: "not_found" };
      const settled =
        how === "accept"
          ? await accept(own ?? context, transaction, rollback, capture)
          : await giveBack(context, transaction, rollback, capture, why);
      if (settled.kind === "accepted" || settled.kind === "refunding")
        await transaction.insertAuditEntry({
          occurredAt: context.now(),
          action: "mismatch_settled",
          actor: "command",
          subject: settled.kind === "accepted" ? settled.order.number : capture.sessionId,
          why,
          details: { how, amount_minor: capture.amount.amountMinor, currency: capture.amount.currency },
        });
      return settled;
    }),
  );
}

async function accept(
  context: PurchaseContext,
  transaction: StoreTransaction,
  rollback: Rollback,
  capture: Capture,
): Promise<SettleMismatchOutcome> {
  const { session, attempt } = await partsOf(transaction, capture);
  const at = context.now();
  const order = placedOrder(context, session, attempt, capture, at);
  const moved = transition(session, { type: "payment_captured", attemptId: attempt.id, orderId: order.id });
  if (moved.kind === "refused") return { kind: "not_acceptable", status: session.status };
  const event = sessionEvent(moved.session, "payment_captured", at, attempt.id, capture.reference);
  if (!(await saveMove(transaction, session, moved.session, event))) return rollback("conflict");
  await transaction.saveAttempt({
    ...attempt,
    reference: capture.reference,
    outcome: { kind: "captured" },
    settledAt: at,
  });
  if (!(await storeOrder(context, transaction, order, session))) return rollback("conflict");
  await transaction.setCaptureUse(capture, { use: "order", why: null });
  // What was given back of it before, and what was disputed of it, is the order's from now on (insertOrder).
  await transaction.setRefunded(capture.provider, capture.reference, capture.refunded, {
    occurredAt: at,
    by: "provider",
  });
  await bookSellers(context, transaction, { ...capture, use: "order" }, attempt);
  await transaction.holdUntil(session.id, null);
  const shortages = await transaction.consumeStock({ sessionId: session.id, orderId: order.id }, session.lineItems);
  await announceOrder(context, transaction, order);
  const placed = (await transaction.order(order.id)) ?? order;
  return { kind: "accepted", order: placed, shortages };
}

async function giveBack(
  context: PurchaseContext,
  transaction: StoreTransaction,
  rollback: Rollback,
  capture: Capture,
  why: string,
): Promise<SettleMismatchOutcome> {
  const [rows, alerts] = [
    await transaction.refunds(capture.provider, capture.reference),
    await transaction.alerts(capture),
  ];
  const amount = leftOf(capture, rows, alerts);
  if (amount.amountMinor < 1) return { kind: "nothing_left" };
  if (!(await endMismatch(context, transaction, capture, "given_back"))) return rollback("conflict");
  const refund = { capture, amount, key: orphanedRefundKey(capture), why, orderId: null };
  invariant(
    (await storeRefund(context, transaction, refund)) === "stored",
    "what is left of a payment can be given back",
  );
  return { kind: "refunding", amount };
}
