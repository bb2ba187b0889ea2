import { adjustmentsOf, failedRefundOf, refundedOf } from "../../orders/adjustment.ts";
import type { Order } from "../../orders/order.ts";
import type { FoundOrder, RefundList } from "./order-contract.ts";
import { buyerDisputeView } from "./alerts.ts";
import { namedForBuyer } from "../texts/seller-names.ts";
import { orderProgressView } from "./progress.ts";

/** An order for whoever knows its number and e-mail address: what became of it, and of the buyer nothing. */
export function foundOrderView(order: Order): FoundOrder {
  return {
    order_number: order.number,
    status: order.status,
    seller_name: namedForBuyer(order, "en").sellerName,
    placed_at: order.paidAt.toISOString(),
    currency: order.paid.currency,
    total: order.paid.amountMinor,
    refunded: refundedOf(order).amountMinor,
    ...refundFailedView(order),
    ...buyerDisputeView(order),
    ...orderProgressView(order),
    refunds: refundsView(order),
  };
}

export const refundsView = (order: Order): RefundList =>
  adjustmentsOf(order).map(({ id, amount, occurredAt, status }) => ({
    id,
    status,
    amount: amount.amountMinor,
    occurred_at: occurredAt.toISOString(),
  }));

/** Absent while no refund has failed, and once the money was given another time or another way. */
export function refundFailedView(order: Order): { readonly refund_failed?: number } {
  const { amountMinor } = failedRefundOf(order);
  return amountMinor === 0 ? {} : { refund_failed: amountMinor };
}
