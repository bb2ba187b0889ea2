import type { CheckoutSession } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import type { Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Order } from "../../orders/order.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { contextAt } from "../accounts.ts";
import { retryOnConflict, sessionEvent, transactionWithRollback, type PurchaseContext } from "../context.ts";
import { refundOrphaned, orphanedRefundKey } from "../orders/refund-orphaned.ts";
import { storeRefund } from "../orders/refund-payment.ts";
import { saveMove } from "../save-move.ts";
import { announceOrder } from "./announce-order.ts";
import { endMismatch, partsOf } from "./end-mismatch.ts";
import { placedOrder } from "./place-order.ts";

/** `payment`: the provider's reference, as `npm run reconcile` lists it. */
export type SettleMismatchRequest = {
  readonly payment: string;
  readonly how: "accept" | "refund";
  readonly why: string;
};

export type SettleMismatchOutcome =
  | { readonly kind: "accepted"; readonly order: Order }
  /** Its refund is asked for; the session can be paid again unless its time is over. */
  | { readonly kind: "refunding"; readonly amount: Money }
  /** The session has its order already, or can take no payment any more: the money can be given back only. */
  | { readonly kind: "not_acceptable"; readonly status: CheckoutSession["status"] }
  /** No payment of that name waits for a person; one that was settled before is none. */
  | { readonly kind: "not_found" };

type Rollback = (value: "conflict") => never;

/**
 * Ends a payment whose amount is not its session's total, by a person's decision: the order is placed for what was paid, or
 * the money is given back and the attempt ended. Said twice, the second time finds nothing to settle.
 */
export async function settleMismatch(
  context: PurchaseContext,
  { payment, how, why }: SettleMismatchRequest,
): Promise<SettleMismatchOutcome> {
  const named = await context.store.mismatchNamed(payment);
  if (named === null) return { kind: "not_found" };
  const own = await contextAt(context, named);
  const outcome = await retryOnConflict(context, () =>
    transactionWithRollback<SettleMismatchOutcome | "conflict">(context.store, async (transaction, rollback) => {
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
  if (outcome.kind === "refunding") await refundOrphaned(context, named.sessionId);
  return outcome;
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
  if (!(await transaction.insertOrder(order))) return rollback("conflict");
  await transaction.setCaptureUse(capture, { use: "order", why: null });
  await transaction.holdUntil(session.id, null);
  await transaction.consumeStock({ sessionId: session.id, orderId: order.id }, session.lineItems);
  await announceOrder(context, transaction, order);
  return { kind: "accepted", order };
}

async function giveBack(
  context: PurchaseContext,
  transaction: StoreTransaction,
  rollback: Rollback,
  capture: Capture,
  why: string,
): Promise<SettleMismatchOutcome> {
  if (!(await endMismatch(context, transaction, capture, why))) return rollback("conflict");
  const { amount } = capture;
  await storeRefund(context, transaction, { capture, amount, key: orphanedRefundKey(capture), why, orderId: null });
  return { kind: "refunding", amount };
}
