import type { CheckoutSession } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import { invariant } from "../../invariant.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";
import { announceOrder } from "./announce-order.ts";
import { storeOrder } from "../customers/customer.ts";
import { placedOrder } from "./place-order.ts";
import type { PayOutcome } from "./pay-outcome.ts";

type Placed = Extract<PayOutcome, { kind: "completed" }>;

/**
 * Places the order of a session with nothing to pay, in the transaction of its claim: `session` is `paying`, its holds are
 * taken, and `attempt` is not stored yet. No provider is asked and no capture is made, so nothing of it can be left
 * unresolved (docs/decisions/0045). Null when another writer was first: the caller rolls back and reads again.
 */
export async function placeForNothing(
  context: PurchaseContext,
  transaction: StoreTransaction,
  session: CheckoutSession,
  attempt: StoredAttempt,
): Promise<Placed | null> {
  invariant(attempt.amount.amountMinor === 0, `attempt ${attempt.id} has nothing to pay`);
  const placedAt = attempt.startedAt;
  const order = placedOrder(context, session, attempt, { reference: attempt.id, amount: attempt.amount }, placedAt);
  const moved = transition(session, { type: "payment_captured", attemptId: attempt.id, orderId: order.id });
  invariant(moved.kind === "moved", "an attempt that was just begun can be captured");
  const event = sessionEvent(moved.session, "payment_captured", placedAt, attempt.id, "nothing_to_pay");
  if (!(await saveMove(transaction, session, moved.session, event))) return null;
  await transaction.insertAttempt({ ...attempt, outcome: { kind: "captured" }, settledAt: placedAt });
  if (!(await storeOrder(context, transaction, order, session))) return null;
  await transaction.holdUntil(session.id, null);
  await transaction.consumeStock({ sessionId: session.id, orderId: order.id }, session.lineItems);
  await announceOrder(context, transaction, order);
  // No token paid, so none proves whose the order is.
  return { kind: "completed", isByThisToken: false, session: moved.session, order };
}
