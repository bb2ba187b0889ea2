import type { PurchaseContext } from "../context.ts";
import { customerOf } from "./customer.ts";

const AT_ONCE = 200;

/**
 * Keeps whose the orders of earlier releases are, where a discount is for first orders: without it everybody who has
 * ordered before would be new. Some at a time and any number of times; erased orders say nothing.
 */
export async function countEarlierOrders(
  context: Pick<PurchaseContext, "store" | "rules" | "customerDigest">,
): Promise<void> {
  if (!context.rules.discounts.some((rule) => rule.isFirstOrder)) return;
  for (let after = ""; ;) {
    const orders = await context.store.uncountedOrders(after, AT_ONCE);
    await context.store.transaction(async (transaction) => {
      for (const order of orders) await transaction.saveCustomerOrder(order.sessionId, customerOf(context, order));
    });
    const last = orders.at(-1);
    if (last === undefined || orders.length < AT_ONCE) return;
    after = last.id;
  }
}
