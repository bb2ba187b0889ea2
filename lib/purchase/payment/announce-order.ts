import type { Order } from "../../orders/order.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import { bookSale } from "../taxes/store-bookings.ts";
import { mailNewOrder } from "../mail/enqueue-mail.ts";

/** Leaves the work of telling everybody of a new order, in the transaction that places it: its receivers, buyer, seller and tax service. */
export async function announceOrder(
  context: PurchaseContext,
  transaction: StoreTransaction,
  order: Order,
): Promise<void> {
  await enqueueOrderEvent(context, transaction, order.id, "order_create");
  await mailNewOrder(context, transaction, order);
  await bookSale(context, transaction, order);
}
