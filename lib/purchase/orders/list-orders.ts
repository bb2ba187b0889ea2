import type { Order } from "../../orders/order.ts";
import type { OrderPlace, OrderQuery } from "../../store/orders/order-query.ts";
import type { PurchaseContext } from "../context.ts";

/** Longer than a transaction may take and than the clocks of instances may differ. */
const SETTLES_AFTER_MS = 2 * 60_000;

export type OrderPage = {
  readonly orders: readonly Order[];
  /** Whether there are more now; ask again from `next`. */
  readonly hasMore: boolean;
  /** Where the next page begins, or, at the end of the list, where to ask from later. */
  readonly next: OrderPlace;
};

/**
 * A page of the orders after a place, in the order in which they were paid or the newest first. In the former, whoever goes on
 * from `next` each time misses none: an order has the time at which its transaction began, so it can become visible behind a
 * later one, and the end of the list is therefore taken two minutes back. Orders of those two minutes come once more.
 */
export async function listOrders({ store, now }: PurchaseContext, query: OrderQuery): Promise<OrderPage> {
  const found = await store.ordersAfter({ ...query, limit: query.limit + 1 });
  const orders = found.slice(0, query.limit);
  const hasMore = found.length > orders.length;
  const last = orders.at(-1);
  const reached = last === undefined ? query.after : { paidAt: last.paidAt, id: last.id };
  // Nothing is to be followed towards the past: what becomes visible late is at the list's beginning.
  if (query.isNewestFirst === true) return { orders, hasMore, next: reached };
  const settled = new Date(now().getTime() - SETTLES_AFTER_MS);
  const next = hasMore || reached.paidAt <= settled ? reached : { paidAt: settled, id: "" };
  return { orders, hasMore, next };
}
