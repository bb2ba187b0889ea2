import { sellerIdsOf } from "../../checkout/parts.ts";
import {
  ACP_WEBHOOK_RECEIVER,
  receivesOrdersOf,
  type OrderEvent,
  type OrderReceiver,
} from "../../orders/order-event.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import type { OrderId } from "../../ids.ts";
import type { ReceiverState, SellerReceiver } from "../../sellers/receiver.ts";
import type { Job } from "../../store/jobs.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { partsFor, type PurchaseContext } from "../context.ts";
import { catchUpJob } from "../receivers/seller-jobs.ts";

/**
 * Sends an order event to its receiver, with the order as it is now. Throws with the reason when it was not taken. Nothing
 * is sent to a receiver that is no longer in the settings, or that no longer receives this seller's orders.
 */
export async function sendOrderEvent(
  context: PurchaseContext,
  job: Extract<Job, { kind: "send_order_event" }>,
): Promise<void> {
  const { eventId: id, orderId, type, occurredAt, sellerId, receiver: name = ACP_WEBHOOK_RECEIVER } = job;
  const receiver = context.orderReceivers.find((one) => one.name === name);
  const whole = receiver === undefined ? null : await context.store.order(orderId);
  const order = sellerId === undefined ? whole : orderOfSellers(whole, [sellerId]);
  if (receiver === undefined || order === null || !receivesAllOf(receiver, order)) return;
  await receiver.send({ id, type, occurredAt: new Date(occurredAt), order });
  context.failpoint("order_event_sent");
}

/** A receiver of some sellers is never sent an order that has another's part. */
const receivesAllOf = (receiver: OrderReceiver, order: Order): boolean =>
  sellerIdsOf(order).every((seller) => receivesOrdersOf(receiver, seller));

/** Orders of one transaction. */
const BATCH = 100;

export type ResendRequest = {
  readonly receiver: string;
  /** Orders that were paid, shipped, delivered or refunded at this time or later. */
  readonly since: Date;
  /** The operator's reason, for the audit trail. */
  readonly why: string;
};

export type ResendOutcome =
  | { readonly kind: "enqueued"; readonly orders: number }
  /** Nothing is sent to a receiver that is paused or turned off. */
  | { readonly kind: "receiver_off"; readonly state: Exclude<ReceiverState, "active"> }
  /** `known` are the names that there are. */
  | { readonly kind: "no_such_receiver"; readonly known: readonly string[] };

/**
 * Sends a receiver every order of its sellers that changed since a time, as it is now, each under a new event id: to one
 * that is new, or that lost what it took. What happens meanwhile goes first. Begun again after a crash, it sends some of
 * them twice, as every event may arrive.
 */
export async function resendOrders(context: PurchaseContext, request: ResendRequest): Promise<ResendOutcome> {
  const { since, why } = request;
  const receiver = await receiverCalled(context, request.receiver);
  if (receiver === null) return { kind: "no_such_receiver", known: context.orderReceivers.map(({ name }) => name) };
  const state = receiver.added?.state ?? "active";
  if (state !== "active") return { kind: "receiver_off", state };
  await context.store.transaction((transaction) =>
    transaction.insertAuditEntry({
      occurredAt: context.now(),
      action: "orders_resent",
      actor: "command",
      subject: null,
      why,
      details: { receiver: request.receiver, since: since.toISOString() },
    }),
  );
  return { kind: "enqueued", orders: await catchUp(context, receiver, since) };
}

/** Leaves the jobs of a catch-up, a page of orders in a transaction; answers of how many orders. */
async function catchUp(context: PurchaseContext, receiver: CatchUpReceiver, since: Date): Promise<number> {
  let orders = 0;
  for (let after = ""; ;) {
    const place = { since, after };
    const page = await context.store.transaction((transaction) => catchUpPage(context, transaction, receiver, place));
    orders += page.orders;
    if (page.last === null) return orders;
    after = page.last;
  }
}

/** A receiver of the settings, or one that a seller has added, which may want one kind of event alone. */
type CatchUpReceiver = Pick<OrderReceiver, "name" | "sellers"> & {
  readonly added?: Pick<SellerReceiver, "id" | "sellerId" | "events" | "state">;
};

/** A receiver that a seller has added, as a catch-up reads it. */
export const addedReceiver = (
  added: Pick<SellerReceiver, "id" | "sellerId" | "events" | "state">,
): CatchUpReceiver => ({
  name: added.id,
  sellers: [added.sellerId],
  added,
});

async function receiverCalled(
  { orderReceivers, store }: PurchaseContext,
  name: string,
): Promise<CatchUpReceiver | null> {
  const listed = orderReceivers.find((one) => one.name === name);
  if (listed !== undefined) return listed;
  const added = await store.sellerReceiver(name);
  return added === null ? null : addedReceiver(added);
}

/**
 * Leaves the jobs of a catch-up for a page of orders that changed at `since` or later, by their ids behind `after`. Answers for
 * how many there are any, and the last id that was read; null: there are no more.
 */
export async function catchUpPage(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { name: receiver, added, sellers }: CatchUpReceiver,
  { since, after }: { readonly since: Date; readonly after: string },
): Promise<{ readonly orders: number; readonly last: OrderId | null }> {
  const changed = await transaction.ordersChangedSince({ since, after, sellers, limit: BATCH });
  let orders = 0;
  for (const { id: orderId, paidAt } of changed) {
    const happened = paidAt >= since ? ("order_create" as const) : ("order_update" as const);
    const type = added === undefined ? happened : typeFor(added, happened);
    if (type === null) continue;
    orders += 1;
    const event = { orderId, type, occurredAt: context.now().toISOString() };
    if (added !== undefined) {
      const job = catchUpJob({ ...event, eventId: context.newId("evt"), since: since.toISOString() }, added);
      await transaction.enqueue(job);
      continue;
    }
    const order = sellers === null ? null : await transaction.order(orderId);
    const parts = order?.parts === undefined ? [undefined] : partsFor({ sellers }, order);
    for (const part of parts)
      await transaction.enqueue({
        kind: "send_order_event",
        ...event,
        receiver,
        isCatchUp: true,
        eventId: context.newId("evt"),
        ...(part === undefined ? {} : { sellerId: part.sellerId }),
      });
  }
  return { orders, last: changed.at(-1)?.id ?? null };
}

/**
 * What a receiver is sent of an order that was paid (`order_create`) or changed. One that was paid may have been shipped since,
 * so whoever asked for updates alone gets it as one.
 */
function typeFor({ events }: Pick<SellerReceiver, "events">, happened: OrderEvent["type"]): OrderEvent["type"] | null {
  if (events.includes(happened)) return happened;
  return happened === "order_create" && events.includes("order_update") ? "order_update" : null;
}
