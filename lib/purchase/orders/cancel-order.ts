import type { OrderId, SellerId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { mailCanceled } from "../mail/enqueue-mail.ts";
import { isKeyValid } from "../sellers/caller.ts";
import { restockLines } from "./restock.ts";

export type CancelOrderRequest = {
  readonly orderId: OrderId;
  /** Whose part of the order the caller speaks for; absent or null: everybody's. */
  readonly sellers?: readonly SellerId[] | null;
  readonly why: string;
  /** Who asks for it, for the audit trail; a command of the operator's unless given. */
  readonly by?: AuditActor;
  /** The name of the key that they had, for the audit trail. */
  readonly keyName?: string;
};

export type CancelOrderOutcome =
  /** `isRepetition`: it was canceled before, and nothing happened now. */
  | { readonly kind: "canceled"; readonly isRepetition: boolean; readonly order: Order }
  /** It is refunded instead, which also takes it back. */
  | { readonly kind: "paid" }
  /** Goods have left. */
  | { readonly kind: "shipped" }
  /** Something of it is a seller's for whom the caller does not speak. */
  | { readonly kind: "several_sellers" }
  | { readonly kind: "not_found" };

/**
 * Takes an order back that cost nothing, which has no payment to be refunded (docs/decisions/0045): its goods go back on the
 * shelf, the uses of its codes are free again, and its receivers and its buyer learn of it. One transaction under the
 * order's lock, so that it happens once and no shipment of it begins meanwhile.
 */
export async function cancelOrder(context: PurchaseContext, request: CancelOrderRequest): Promise<CancelOrderOutcome> {
  return decideCancel(context, request, false);
}

/** What {@link cancelOrder} would do, decided by the same code and rolled back. */
export async function planCancel(
  context: PurchaseContext,
  request: CancelOrderRequest,
): Promise<Planned | Exclude<CancelOrderOutcome, { readonly kind: "canceled" }>> {
  const outcome = await decideCancel(context, request, true);
  if (outcome.kind !== "canceled") return outcome;
  const { order, isRepetition } = outcome;
  return { kind: "planned", order, sellerId: order.sellerId, amount: null, paid: order.paid, isRepetition };
}

function decideCancel(
  context: PurchaseContext,
  { orderId, sellers = null, why, by, keyName }: CancelOrderRequest,
  isDryRun: boolean,
): Promise<CancelOrderOutcome> {
  return decide<CancelOrderOutcome>(context.store, isDryRun, async (transaction) => {
    await transaction.lockOrder(orderId);
    const order = await transaction.order(orderId);
    if (order === null || orderOfSellers(order, sellers) === null) return { kind: "not_found" };
    if (!(await isKeyValid(transaction, keyName))) return { kind: "not_found" };
    if (orderOfSellers(order, sellers) !== order) return { kind: "several_sellers" };
    if (order.status === "canceled") return { kind: "canceled", isRepetition: true, order };
    if (order.paid.amountMinor > 0) return { kind: "paid" };
    if (order.shipments.length > 0) return { kind: "shipped" };
    const occurredAt = context.now();
    invariant(await transaction.cancelOrder(orderId, occurredAt), "an order that is locked and open can be canceled");
    await restockLines(transaction, { orderId, lines: null });
    await transaction.releaseDiscounts(order.sessionId);
    await transaction.insertAuditEntry({
      occurredAt,
      action: "order_canceled",
      actor: by ?? "command",
      subject: order.number,
      why,
      details: keyName === undefined ? {} : { key: keyName },
    });
    await enqueueOrderEvent(context, transaction, orderId, "order_update", order);
    await mailCanceled(context, transaction, order);
    const after = await transaction.order(orderId);
    invariant(after !== null, "an order that is locked stays");
    return { kind: "canceled", isRepetition: false, order: after };
  });
}
