import type { CheckoutSession } from "../../checkout/session.ts";
import { canAccept, transition } from "../../checkout/transition.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";

/** Closes a session whose time is over. Sessions with an open payment never expire; null stays null. */
export async function expireWhenDue(
  context: PurchaseContext,
  session: CheckoutSession | null,
): Promise<CheckoutSession | null> {
  const now = context.now();
  if (session === null || session.expiresAt > now || !canAccept(session.status, "expired")) return session;
  const moved = transition(session, { type: "expired" });
  if (moved.kind === "refused") return session;
  await context.store.transaction(async (transaction) => {
    if (!(await saveMove(transaction, session, moved.session, sessionEvent(moved.session, "expired", now)))) return;
    await transaction.releaseStock(session.id);
    await transaction.releaseDiscounts(session.id);
  });
  return context.store.session(session.id);
}
