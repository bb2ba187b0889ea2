import type { CheckoutSession } from "../../checkout/session.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * Takes what a payment of the session holds until it is decided. The money is here, so nothing stands against it: a code counts
 * once more also when it is used up, and goods that are not there are found missing when the order is placed.
 */
export async function holdForPaid(
  { now, rules }: PurchaseContext,
  transaction: StoreTransaction,
  session: CheckoutSession,
): Promise<void> {
  const hold = { sessionId: session.id, now: now(), until: null, holder: null };
  const codes = session.discounts.map(({ code }) => ({ code, limit: null }));
  await transaction.takeDiscounts(hold, session.sellerId, codes);
  const products = await transaction.lockProducts(session.lineItems.map((line) => line.productId));
  await transaction.reserveStock(hold, products, session.lineItems, rules.selling.maxHeldPerMillion);
}
