import { transition } from "../../../checkout/transition.ts";
import type { CheckoutSession } from "../../../checkout/session.ts";
import { sameMoney } from "../../../money.ts";
import type { Capture } from "../../../orders/capture.ts";
import type { StoredAttempt, StoreTransaction } from "../../../store/store.ts";
import { sessionEvent, type PurchaseContext } from "../../context.ts";
import { storeOrder } from "../../customers/customer.ts";
import { orphanedRefundKey } from "../../orders/refund-orphaned.ts";
import { storeRefund } from "../../orders/refund-payment.ts";
import { saveMove } from "../../save-move.ts";
import { bookSellers } from "../../transfers/book-sellers.ts";
import { announceOrder } from "../announce-order.ts";
import { captureOf, placedOrder } from "../place-order.ts";
import type { PaymentProof, RecordOutcome } from "../record-outcome.ts";

/** `isElsewhere`: the account that took it is known to be another than that of the attempt. */
export type Taken = {
  attempt: StoredAttempt;
  session: CheckoutSession;
  outcome: Captured;
  /** What was recorded of the session's payments before. */
  known: readonly Capture[];
  isElsewhere: boolean;
};
type Captured = Extract<PaymentProof["outcome"], { kind: "captured" }>;
type Rollback = (value: "conflict") => never;

/**
 * Records money that was taken: as the order's of its session, or, where that cannot take it, as an orphaned payment with its
 * refund, or as a mismatch that waits for a person. In the caller's transaction.
 */
export async function recordCapture(
  context: PurchaseContext,
  transaction: StoreTransaction,
  rollback: Rollback,
  { attempt, session, outcome, known, isElsewhere }: Taken,
): Promise<RecordOutcome | "conflict"> {
  const occurredAt = context.now();
  if (known.some((capture) => capture.reference === outcome.reference)) return { kind: "already_recorded" };
  const capture = captureOf(context, attempt, outcome, occurredAt);
  const keep = async (use: "orphaned" | "amount_mismatch", why: string): Promise<RecordOutcome> => {
    const kept: Capture = { ...capture, use, why };
    if (!(await transaction.insertCapture(kept))) return { kind: "already_recorded" };
    if (use === "orphaned") {
      const refund = { capture: kept, amount: kept.amount, key: orphanedRefundKey(kept), why, orderId: null };
      await storeRefund(context, transaction, refund);
    }
    // At another account than the attempt's, a payment of the seller's own is nothing that we know how it was divided.
    if (!isElsewhere || attempt.split?.model !== "direct") await bookSellers(context, transaction, kept, attempt);
    await transaction.appendSessionEvent(
      sessionEvent(session, use === "orphaned" ? "capture_orphaned" : "capture_mismatch", occurredAt, attempt.id, why),
    );
    return { kind: use };
  };
  // Two accounts have never both taken the money of one attempt for a good reason: it goes back where it is. An account that is
  // only not known to be the same one, as after a key was rotated, is no such reason.
  if (isElsewhere) return keep("orphaned", "the attempt was made at another account");
  const order = placedOrder(context, session, attempt, outcome, occurredAt);
  const moved = transition(session, { type: "payment_captured", attemptId: attempt.id, orderId: order.id });
  if (moved.kind === "refused")
    return keep(
      "orphaned",
      moved.why === "other_attempt" ? "another attempt is open" : `the session is ${session.status}`,
    );
  if (!sameMoney(outcome.amount, attempt.amount))
    return keep("amount_mismatch", "the amount differs from the session's total");
  if (
    !(await saveMove(
      transaction,
      session,
      moved.session,
      sessionEvent(moved.session, "payment_captured", occurredAt, attempt.id, outcome.reference),
    ))
  )
    return rollback("conflict");
  await transaction.saveAttempt({
    ...attempt,
    reference: outcome.reference,
    outcome: { kind: "captured" },
    settledAt: occurredAt,
  });
  // A unique key that is already taken means another instance recorded this very payment: undo and look again.
  if (!(await storeOrder(context, transaction, order, session)) || !(await transaction.insertCapture(capture)))
    return rollback("conflict");
  await bookSellers(context, transaction, capture, attempt);
  await transaction.holdUntil(session.id, null);
  const shortages = await transaction.consumeStock({ sessionId: session.id, orderId: order.id }, session.lineItems);
  await announceOrder(context, transaction, order);
  return shortages.length === 0 ? { kind: "recorded" } : { kind: "recorded", oversold: { order, shortages } };
}
