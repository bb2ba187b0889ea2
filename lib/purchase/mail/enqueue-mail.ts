import type { CheckoutSession } from "../../checkout/session.ts";
import type { OrderId, SessionId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import { isDispute, isOpen, type Dispute, type PaymentAlert } from "../../orders/disputes/alert.ts";
import type { MailRequest } from "../../orders/mail.ts";
import { shareOfSeller } from "../../orders/order-parts.ts";
import type { Order, Shipment } from "../../orders/order.ts";
import { isGiven, isLost, type Refund } from "../../orders/refund.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** Leaves the work of sending a message about an event, in the event's transaction. `id` names the event: each has one message. */
export async function enqueueMail(
  context: PurchaseContext,
  transaction: StoreTransaction,
  mail: { readonly id: string; readonly sessionId: SessionId | null; readonly request: MailRequest },
): Promise<void> {
  if (context.mailer === null) return;
  const stored = {
    ...mail,
    kind: mail.request.kind,
    state: "queued",
    createdAt: context.now(),
    settledAt: null,
  } as const;
  if (await transaction.insertMail(stored)) await transaction.enqueue({ kind: "send_mail", mailId: mail.id });
}

/** An order was placed: its buyer and its seller are written to. */
export async function mailNewOrder(
  context: PurchaseContext,
  transaction: StoreTransaction,
  order: Order,
): Promise<void> {
  const { id: orderId, sessionId } = order;
  const make = (kind: "order_placed" | "new_order") =>
    enqueueMail(context, transaction, { id: `${kind}:${orderId}`, sessionId, request: { kind, orderId } as const });
  if (order.buyer !== null) await make("order_placed");
  if (order.parts === undefined) {
    if (hasSellerAddress(context, order)) await make("new_order");
    return;
  }
  for (const { sellerId } of order.parts.filter((part) => hasSellerAddress(context, part)))
    await enqueueMail(context, transaction, {
      id: `new_order:${orderId}:${sellerId}`,
      sessionId,
      request: { kind: "new_order", orderId, sellerId },
    });
}

const hasSellerAddress = ({ mailer }: PurchaseContext, { sellerId }: Pick<Order, "sellerId">): boolean =>
  mailer !== null && mailer.sellerAddresses(sellerId).length > 0;

/** Goods have left or were delivered: the buyer gets a message about each, and none that they left once they have arrived. */
export async function mailShipment(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { order, shipment, isNew }: { readonly order: Order; readonly shipment: Shipment; readonly isNew: boolean },
): Promise<void> {
  if (order.buyer === null) return;
  if (shipment.deliveredAt === null && !isNew) return;
  const kind = shipment.deliveredAt === null ? "order_shipped" : "order_delivered";
  const request = { kind, orderId: order.id, shipmentId: shipment.id } as const;
  await enqueueMail(context, transaction, { id: `${kind}:${shipment.id}`, sessionId: order.sessionId, request });
}

/** The merchant took an order back that cost nothing: its buyer is written to, once. */
export async function mailCanceled(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { id: orderId, sessionId, buyer }: Order,
): Promise<void> {
  if (buyer === null) return;
  const request = { kind: "order_canceled", orderId } as const;
  await enqueueMail(context, transaction, { id: `order_canceled:${orderId}`, sessionId, request });
}

/** Refunds of an order changed: the buyer gets a message about each that is given, and each that came back. */
export async function mailRefunds(
  context: PurchaseContext,
  transaction: StoreTransaction,
  change: {
    readonly orderId: OrderId;
    readonly sessionId: SessionId;
    readonly before: readonly Refund[];
    readonly after: readonly Refund[];
  },
): Promise<void> {
  const { orderId, sessionId, before, after } = change;
  for (const refund of after) {
    const kind = newsOf(
      before.find(({ key }) => key === refund.key),
      refund,
    );
    if (kind === null) continue;
    const request = { kind, orderId, amount: refund.amount };
    await enqueueMail(context, transaction, { id: `${kind}:${refund.key}`, sessionId, request });
  }
}

/** What was refused was never promised: the seller gives it another way or not, and tells the buyer. */
function newsOf(old: Refund | undefined, refund: Refund): "refund_made" | "refund_failed" | null {
  if (isGiven(refund)) return old !== undefined && isGiven(old) ? null : "refund_made";
  const isNewlyLost = isLost(refund) && refund.state !== "refused" && !(old !== undefined && isLost(old));
  return isNewlyLost ? "refund_failed" : null;
}

/** By then a buyer without an answer has left. */
const BUYER_HAS_LEFT_AFTER_MS = 60 * 60_000;

/**
 * A bank took its time over a debit and did not pay, or an answer that was lost came after an hour: the buyer has left long
 * ago. Nothing for a card that is declined at once, which is on the buyer's screen. `session` as it was before.
 */
export async function mailFailedDebit(
  context: PurchaseContext,
  transaction: StoreTransaction,
  session: CheckoutSession,
  { id, unansweredAt, startedAt }: Pick<StoredAttempt, "id" | "unansweredAt" | "startedAt">,
): Promise<void> {
  if (session.status !== "unresolved" || session.buyer === null) return;
  const isLate = context.now().getTime() - startedAt.getTime() > BUYER_HAS_LEFT_AFTER_MS;
  if (unansweredAt !== null && !isLate) return;
  const request = { kind: "debit_failed", sessionId: session.id } as const;
  await enqueueMail(context, transaction, { id: `debit_failed:${id}`, sessionId: session.id, request });
}

/**
 * Disputes of an order that are seen for the first time, or were inquiries and became chargebacks: each that is still open is
 * reported to its seller.
 */
export async function mailDisputes(
  context: PurchaseContext,
  transaction: StoreTransaction,
  orderId: OrderId,
  seen: readonly PaymentAlert[],
): Promise<void> {
  const order = context.mailer === null || !seen.some(isDispute) ? null : await transaction.order(orderId);
  if (order === null) return;
  for (const alert of seen.filter(isOpen))
    if (isDispute(alert)) {
      const { id: disputeId, kind: disputeKind, amount, reason, evidenceDueAt: deadline } = alert;
      await mailDispute(context, transaction, { disputeId, disputeKind, order, amount, reason, deadline });
    }
}

/**
 * A buyer's bank takes money back: the seller is written to, with the time by which it can answer. `disputeId` is the provider's
 * name for the dispute, which an inquiry keeps as a chargeback; each of both has one message.
 */
async function mailDispute(
  context: PurchaseContext,
  transaction: StoreTransaction,
  dispute: {
    readonly disputeId: string;
    readonly disputeKind: Dispute["kind"];
    readonly order: Order;
    readonly amount: Money;
    /** The provider's word. */
    readonly reason: string;
    readonly deadline: Date | null;
  },
): Promise<void> {
  const { disputeId, disputeKind, order, amount, reason, deadline } = dispute;
  const id = `dispute_opened:${disputeKind}:${disputeId}`;
  const { sessionId } = order;
  for (const { sellerId } of (order.parts ?? []).filter((part) => hasSellerAddress(context, part))) {
    const share = { orderId: order.id, sellerId, amount: shareOfSeller(order, sellerId, amount), reason };
    const request = { kind: "dispute_opened", ...share, deadline: deadline?.toISOString() ?? null } as const;
    await enqueueMail(context, transaction, { id: `${id}:${sellerId}`, sessionId, request });
  }
  if (order.parts !== undefined || !hasSellerAddress(context, order)) return;
  const request = {
    kind: "dispute_opened",
    orderId: order.id,
    amount,
    reason,
    deadline: deadline?.toISOString() ?? null,
  } as const;
  await enqueueMail(context, transaction, { id, sessionId, request });
}
