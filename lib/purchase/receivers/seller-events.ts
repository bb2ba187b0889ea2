import type { OrderEvent } from "../../orders/order-event.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { ReceiverAnswer, ReceiverPing, ReceiverTarget } from "../../orders/receiver-sender.ts";
import { ALL_TAKEN_AFTER_MS, TURNED_OFF_AFTER_MS, type SellerReceiver } from "../../sellers/receiver.ts";
import type { StoredSellerReceiver } from "../../store/sellers/receiver-store.ts";
import type { PurchaseContext } from "../context.ts";
import { enqueueMail } from "../mail/enqueue-mail.ts";
import { noteAct } from "../sellers/audit.ts";
import { missedWith, noteMissed } from "./missed.ts";
import type { SellerEventJob } from "./seller-jobs.ts";

/**
 * Sends an event to a seller's receiver, with the order, or their part of it, as it is now. Throws with the reason when it was
 * not taken. Nothing is sent to a receiver that is paused, turned off, removed or another seller's; what one that is off would
 * have got is caught up when it is resumed.
 */
export async function sendSellerEvent(context: PurchaseContext, job: SellerEventJob): Promise<void> {
  const { eventId: id, orderId, type, occurredAt, sellerId, receiverId } = job;
  const receiver = await context.store.sellerReceiver(receiverId);
  if (receiver === null || receiver.sellerId !== sellerId) return;
  const changedAt = new Date(job.since ?? occurredAt);
  if (receiver.state !== "active") return noteMissed(context, receiver.id, changedAt);
  const order = orderOfSellers(await context.store.order(orderId), [sellerId]);
  if (order === null) return;
  const answer = await sendTo(context, receiver, { id, type, occurredAt: new Date(occurredAt), order });
  if (answer.kind === "failed") {
    await noteFailure(context, receiver.id, answer.why, changedAt);
    throw new Error(answer.text);
  }
  await noteDelivery(context, receiver);
  context.failpoint("order_event_sent");
}

/** One call, signed with the secrets that are valid now. */
export function sendTo(
  { receiverSender, now }: Pick<PurchaseContext, "receiverSender" | "now">,
  receiver: StoredSellerReceiver,
  event: OrderEvent | ReceiverPing,
): Promise<ReceiverAnswer> {
  const { id, sellerId, url, secret, earlierSecret, earlierSecretUntil: until } = receiver;
  const isEarlierValid = earlierSecret !== null && until !== null && until > now();
  const target: ReceiverTarget = { id, sellerId, url, secrets: isEarlierValid ? [secret, earlierSecret] : [secret] };
  return receiverSender.send(target, event);
}

/** While nothing fails, a row is written once a minute and not for each event. */
const NOTE_EVERY_MS = 60_000;

async function noteDelivery({ store, now }: PurchaseContext, { id }: SellerReceiver): Promise<void> {
  // As it is now: another call may have failed while this one was on its way.
  const noted = await store.sellerReceiver(id);
  if (noted === null) return;
  const { lastDeliveredAt: last, failingSince } = noted;
  const time = now();
  if (failingSince === null && last !== null && time.getTime() - last.getTime() < NOTE_EVERY_MS) return;
  await store.transaction(async (transaction) => {
    await transaction.lockSellerReceiver(id);
    const current = await transaction.sellerReceiver(id);
    if (current === null) return;
    const { state, lastFailedAt: failed } = current;
    const isAllTaken = failed === null || time.getTime() - failed.getTime() >= ALL_TAKEN_AFTER_MS;
    const noneMissed = state === "active" && isAllTaken ? { missedSince: null } : {};
    await transaction.changeSellerReceiver(id, { lastDeliveredAt: time, failingSince: null, ...noneMissed });
  });
}

/** A receiver that has taken nothing for days is turned off. Whoever runs the shop sees it in the log, the seller by e-mail. */
async function noteFailure(context: PurchaseContext, id: string, why: string, changedAt: Date): Promise<void> {
  const turnedOff = await context.store.transaction(async (transaction) => {
    await transaction.lockSellerReceiver(id);
    const receiver = await transaction.sellerReceiver(id);
    // Of one that was paused meanwhile the job is tried again, and then noted as missed.
    if (receiver === null || receiver.state !== "active") return null;
    const time = context.now();
    const failingSince = receiver.failingSince ?? time;
    const isOver = time.getTime() - failingSince.getTime() >= TURNED_OFF_AFTER_MS;
    const missedSince = missedWith(receiver, changedAt);
    const failure = { lastFailedAt: time, lastFailure: why, failingSince, missedSince };
    const off = isOver ? ({ state: "failed", disabledAt: time, disabledWhy: why } as const) : {};
    await transaction.changeSellerReceiver(id, { ...failure, ...off });
    if (!isOver) return null;
    const act = { id: receiver.sellerId, caller: null };
    const details = { receiver: id, failure: why };
    await noteAct(transaction, act, time, { action: "seller_receiver_turned_off", why: null, details });
    const since = failingSince.toISOString();
    const { sellerId, url } = receiver;
    const about = { sellerId, receiverId: id, host: new URL(url).host, since, failure: why };
    const request = { kind: "receiver_turned_off", ...about } as const;
    await enqueueMail(context, transaction, { id: `receiver_turned_off:${id}:${since}`, sessionId: null, request });
    return receiver;
  });
  if (turnedOff === null) return;
  const fields = { receiver: id, seller: turnedOff.sellerId, failure: why };
  context.report({ level: "warn", message: "a seller's receiver was turned off", fields });
}
