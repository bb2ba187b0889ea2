import type { OrderId } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Order } from "../../orders/order.ts";
import type { StoreReads, StoreTransaction } from "../../store/store.ts";
import { orderBefore, type PurchaseContext } from "../context.ts";

/** The order that a change of its payment concerns, and as `orderBefore` of lib/purchase/context.ts has it. */
export type PaidOrder = { readonly id: OrderId; readonly before: Order | null };

/** The id of the order that a payment is of; null where it is of none. */
export async function orderIdOf(
  transaction: StoreTransaction,
  { use, sessionId }: Pick<Capture, "use" | "sessionId">,
): Promise<OrderId | null> {
  const session = use === "order" ? await transaction.session(sessionId) : null;
  return session?.status === "completed" ? session.orderId : null;
}

/** The order that a payment is of, read before anything about it changes; null where it is of none. */
export async function orderOfPayment(
  context: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
): Promise<PaidOrder | null> {
  const id = await orderIdOf(transaction, capture);
  return id === null ? null : { id, before: await orderBefore(context, transaction, id) };
}

/** The payment of an order; null where it cost nothing. */
export async function captureOfOrder(
  store: Pick<StoreReads, "captures">,
  { sessionId, paymentReference }: Pick<Order, "sessionId" | "paymentReference">,
): Promise<Capture | null> {
  const captures = await store.captures(sessionId);
  return captures.find(({ use, reference }) => use === "order" && reference === paymentReference) ?? null;
}
