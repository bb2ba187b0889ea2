import type { CheckoutSession } from "../../checkout/session.ts";
import { canAccept, transition } from "../../checkout/transition.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";

/** Closes a session whose time is over. Sessions with an open payment never expire; null stays null. */
export async function expireWhenDue(
  context: PurchaseContext,
  session: CheckoutSession | null,
): Promise<CheckoutSession | null> {
  if (session === null) return null;
  const now = context.now();
  const expired = expiredWhenDue(session, now);
  if (expired === session) return session;
  await context.store.transaction(async (transaction) => {
    if (!(await saveMove(transaction, session, expired, sessionEvent(expired, "expired", now)))) return;
    await transaction.releaseStock(session.id);
    await transaction.releaseDiscounts(session.id);
  });
  return context.store.session(session.id);
}

/** The session as it is at a moment: expired when its time is over and no payment is open, else the same object. */
export function expiredWhenDue(session: CheckoutSession, now: Date): CheckoutSession {
  if (session.expiresAt > now || !canAccept(session.status, "expired")) return session;
  const moved = transition(session, { type: "expired" });
  return moved.kind === "refused" ? session : moved.session;
}
