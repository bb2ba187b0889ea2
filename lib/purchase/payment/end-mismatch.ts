import type { CheckoutSession } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import { invariant } from "../../invariant.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";

/**
 * Makes a mismatch an orphaned payment and ends its attempt, in the caller's transaction and under the payment's lock: its
 * money goes back, or went back at the provider already. False when another writer changed the session meanwhile.
 */
export async function endMismatch(
  context: Pick<PurchaseContext, "now">,
  transaction: StoreTransaction,
  capture: Capture,
  why: string,
): Promise<boolean> {
  const { session, attempt } = await partsOf(transaction, capture);
  await transaction.setCaptureUse(capture, { use: "orphaned", why });
  const moved = transition(session, { type: "attempt_voided", attemptId: attempt.id });
  if (moved.kind === "refused") return true;
  const at = context.now();
  const event = sessionEvent(moved.session, "attempt_voided", at, attempt.id, "given_back");
  if (!(await saveMove(transaction, session, moved.session, event))) return false;
  await transaction.saveAttempt({
    ...attempt,
    reference: capture.reference,
    outcome: { kind: "voided" },
    settledAt: at,
  });
  await transaction.releaseStock(session.id);
  await transaction.releaseDiscounts(session.id);
  return true;
}

/** The session and the attempt of a payment. */
export async function partsOf(
  transaction: StoreTransaction,
  { sessionId, attemptId }: Capture,
): Promise<{ session: CheckoutSession; attempt: StoredAttempt }> {
  const [session, attempt] = [await transaction.session(sessionId), await transaction.attempt(attemptId)];
  invariant(session !== null && attempt !== null, "a payment is of an attempt, and an attempt of a session");
  return { session, attempt };
}
