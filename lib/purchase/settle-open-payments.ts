import { checkOrder } from "./check-order.ts";
import type { PurchaseContext } from "./context.ts";
import { refundStray } from "./refund-stray.ts";

/**
 * Settles what a crash or a lost reply left open: every session with an open payment older than `before`, and every
 * stray without a refund. Run at start; safe to run on several instances at once. Answers how many it looked at.
 */
export async function settleOpenPayments(
  context: PurchaseContext,
  bounds: { before: Date; limit: number },
): Promise<{ sessions: number; strays: number }> {
  const sessions = await context.store.openPayments(bounds.before, bounds.limit);
  for (const id of sessions) await checkOrder(context, { sessionId: id });
  const strays = await context.store.unrefundedStrays(bounds.limit);
  for (const stray of strays) await refundStray(context, stray.sessionId);
  return { sessions: sessions.length, strays: strays.length };
}
