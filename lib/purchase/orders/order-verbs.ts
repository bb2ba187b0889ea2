import type { OrderQuery } from "../../store/orders/order-query.ts";
import type { PurchaseContext } from "../context.ts";
import { cancelOrder, planCancel, type CancelOrderRequest } from "./cancel-order.ts";
import { listOrders } from "./list-orders.ts";
import { planLostRefund, refundAgain, settleLostRefund, type LostRefundRequest } from "./lost-refund.ts";
import { resendOrders, type ResendRequest } from "./order-events.ts";
import { recordShipment, type RecordShipmentRequest } from "./record-shipment.ts";
import { planRefund, refundOrder, type RefundOrderRequest } from "./refund-order.ts";

/** The operator's verbs about orders; part of lib/purchase/operator.ts. */
export function orderVerbs(context: PurchaseContext) {
  return {
    listOrders: (query: OrderQuery) => listOrders(context, query),
    refundOrder: (request: RefundOrderRequest) => refundOrder(context, request),
    planRefund: (request: RefundOrderRequest) => planRefund(context, request),
    planCancel: (request: CancelOrderRequest) => planCancel(context, request),
    planLostRefund: (request: Parameters<typeof planLostRefund>[1]) => planLostRefund(context, request),
    /** A refund that the provider did not carry out: gives it again, or notes that it was given another way. */
    refundAgain: (request: LostRefundRequest) => refundAgain(context, request),
    settleLostRefund: (request: LostRefundRequest) => settleLostRefund(context, request),
    /** Takes an order back that cost nothing; one that was paid is refunded. */
    cancelOrder: (request: CancelOrderRequest) => cancelOrder(context, request),
    /** Goods have left or were delivered. `name` is the merchant's for the shipment; sent twice, it is one. */
    recordShipment: (request: RecordShipmentRequest) => recordShipment(context, request),
    /** Sends a receiver of order events again what changed since a time. */
    resendOrders: (request: ResendRequest) => resendOrders(context, request),
  };
}
