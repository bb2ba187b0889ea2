import type { NewId, SellerId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
import type { SellerReceiver } from "../../sellers/receiver.ts";
import type { Job } from "../../store/jobs.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { isOtherwiseFor } from "../orders/seen-by.ts";

export type SellerEventJob = Extract<Job, { kind: "send_seller_event" }>;
type Change = Pick<SellerEventJob, "orderId" | "type" | "occurredAt" | "eventId">;
type OrderReceiverOfSeller = Pick<SellerReceiver, "id" | "sellerId" | "events">;

/**
 * Leaves a job for each receiver that sellers of the order have added: for an event about the whole order with its id, for one
 * about a part of it with an id of its own, and of several parts for those that are otherwise than in `before`.
 */
export async function enqueueSellerEvents(
  newId: NewId,
  transaction: StoreTransaction,
  receivers: readonly OrderReceiverOfSeller[],
  change: Change & { readonly order: Order | null; readonly before: Order | null },
): Promise<void> {
  const { order, before, ...event } = change;
  if (order === null) return;
  for (const { id: receiverId, sellerId, events } of receivers) {
    if (!events.includes(change.type)) continue;
    const isPart = order.parts !== undefined;
    if (isPart && before !== null && !isOtherwiseFor(sellerId, before, order)) continue;
    const eventId = isPart ? newId("evt") : event.eventId;
    await transaction.enqueue({ kind: "send_seller_event", ...event, eventId, receiverId, sellerId });
  }
}

/** A job of a catch-up: the order, or a seller's part of it, as it is now. */
export const catchUpJob = (
  change: Change & { readonly since: string },
  { id: receiverId, sellerId }: { readonly id: string; readonly sellerId: SellerId },
): SellerEventJob => ({ kind: "send_seller_event", ...change, receiverId, sellerId, isCatchUp: true });
