import type { OrderId } from "../../ids.ts";
import { money, subtract } from "../../money.ts";
import type { Refund } from "../../orders/refund.ts";
import type { Order } from "../../orders/order.ts";
import type { RefundProblem } from "../../orders/refund-problem.ts";
import { invariant } from "../../invariant.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import type { PurchaseContext } from "../context.ts";
import { finishRefund, storeRefund } from "./refund-payment.ts";

/** `amountMinor` null gives back all that is left; `requestId` (up to 80 characters) makes a repetition harmless. */
export type RefundOrderRequest = {
  readonly orderId: OrderId;
  readonly amountMinor: number | null;
  readonly requestId: string;
  readonly why: string;
  /** Who asks for it, for the audit trail; a command of the operator's unless given. */
  readonly by?: AuditActor;
  /** The name of the key that they had, for the audit trail. */
  readonly keyName?: string;
};

export type RefundOrderOutcome =
  | { readonly kind: Exclude<Refund["state"], "requested">; readonly order: Order }
  | RefundProblem
  | { readonly kind: "not_found" };

/**
 * Gives an order's money back, all of what is left or a part. `requestId` is the caller's name for this refund: sent
 * twice, it happens once, and sent with another amount it is refused. All refunds together never exceed what was paid.
 */
export async function refundOrder(context: PurchaseContext, request: RefundOrderRequest): Promise<RefundOrderOutcome> {
  const order = await context.store.order(request.orderId);
  if (order === null) return { kind: "not_found" };
  const { name } = context.provider;
  const key = `${order.paymentReference}:refund:${request.requestId}`;
  const stored = await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(name, order.paymentReference);
    const capture = await transaction.capture(name, order.paymentReference);
    invariant(capture !== null, `order ${order.id} has its payment in the books of ${name}`);
    const known = await transaction.refund(key);
    if (known !== null && request.amountMinor !== null && known.amount.amountMinor !== request.amountMinor)
      return { kind: "other_amount", amount: known.amount } as const;
    const left = subtract(capture.amount, capture.refunded);
    const amount = known?.amount ?? (request.amountMinor === null ? left : money(request.amountMinor, left.currency));
    if (amount.amountMinor < 1) return { kind: "nothing_left" } as const;
    const wanted = { capture, amount, key, why: request.why, orderId: order.id };
    if ((await storeRefund(context, transaction, wanted)) === "too_much")
      return { kind: "more_than_left", left } as const;
    if (known === null)
      await transaction.insertAuditEntry({
        occurredAt: context.now(),
        action: "refund_requested",
        actor: request.by ?? "command",
        subject: order.number,
        why: request.why,
        details: {
          amount_minor: amount.amountMinor,
          currency: amount.currency,
          request_id: request.requestId,
          ...(request.keyName === undefined ? {} : { key: request.keyName }),
        },
      });
    return { kind: "stored" } as const;
  });
  if (stored.kind !== "stored") return stored;
  const state = await finishRefund(context, key);
  const after = await context.store.order(order.id);
  invariant(state !== null && state !== "requested" && after !== null, "a stored refund has an answer");
  return { kind: state, order: after };
}
