import type { CheckoutSession } from "../checkout/session.ts";
import type { SessionEvent } from "../checkout/session-event.ts";
import type { StoreTransaction } from "../store/store.ts";

/**
 * Stores a session that moved from `before` to `after`, with its event, and counts the event for the experiment. Every
 * change of a session goes through here, so that no path of a purchase is missing from the experiment. False when
 * another writer was first: nothing is written, and the caller reads again.
 */
export async function saveMove(
  transaction: StoreTransaction,
  before: CheckoutSession,
  after: CheckoutSession,
  event: SessionEvent,
): Promise<boolean> {
  if (!(await transaction.saveSession(after, before.revision, event))) return false;
  await transaction.noteSessionEvent(after, event);
  return true;
}
