import type { OrderId, ProductId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import type { StoreTransaction } from "../../store/store.ts";

/** `lines` null: everything. What is back already counts. */
export type RestockRequest = {
  readonly orderId: OrderId;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[] | null;
};

/**
 * Puts units of an order back on the shelf, in the caller's transaction: never what was shipped, never more than the order
 * took, and nothing that was not counted when it was paid. Answers how many units went back. Locks the order and its
 * products, so the caller may hold the lock of the order's payment and none of a product. docs/decisions/0039.
 */
export async function restockLines(transaction: StoreTransaction, { orderId, lines }: RestockRequest): Promise<number> {
  await transaction.lockOrder(orderId);
  const order = await transaction.order(orderId);
  invariant(order !== null, `order ${orderId} is stored before its goods come back`);
  const wanted = lines ?? order.lineItems.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const totals = new Map<ProductId, number>();
  for (const { lineId, quantity } of wanted) {
    const line = order.lineItems.find(({ id }) => id === lineId);
    invariant(line !== undefined, `order ${orderId} has the line ${lineId}`);
    totals.set(line.productId, (totals.get(line.productId) ?? 0) + quantity);
  }
  const unshipped = unshippedUnits(order);
  const needs = [...totals].map(([productId, quantity]) => ({
    productId,
    quantity,
    most: unshipped.get(productId) ?? 0,
  }));
  return transaction.putBackStock(orderId, needs);
}

/**
 * After a change of an order's refunds: one whose money was all given back is canceled, and what was not shipped goes back. So it
 * is with each part of an order of several sellers.
 */
export async function restockWhenCanceled(transaction: StoreTransaction, orderId: OrderId): Promise<void> {
  const order = await transaction.order(orderId);
  if (order === null) return;
  const views = order.parts?.map(({ sellerId }) => orderOfSellers(order, [sellerId])) ?? [order];
  const lines = views
    .flatMap((view) => (view?.status === "refunded" ? view.lineItems : []))
    .map(({ id, quantity }) => ({ lineId: id, quantity }));
  if (lines.length > 0) await restockLines(transaction, { orderId, lines });
}

/** After a shipment: what left is off the shelf, also when it had been put back before. The caller has locked the order. */
export async function takeShippedStock(transaction: StoreTransaction, orderId: OrderId): Promise<void> {
  const order = await transaction.order(orderId);
  invariant(order !== null, "an order that is locked stays");
  const bounds = [...unshippedUnits(order)].map(([productId, quantity]) => ({ productId, quantity }));
  await transaction.takeBackStock(orderId, bounds);
}

function unshippedUnits({ lineItems, shipments }: Order): ReadonlyMap<ProductId, number> {
  const shipped = (lineId: string) =>
    shipments.flatMap(({ lines }) => lines).reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0);
  const units = new Map<ProductId, number>();
  for (const { id, productId, quantity } of lineItems)
    units.set(productId, (units.get(productId) ?? 0) + quantity - shipped(id));
  return units;
}
