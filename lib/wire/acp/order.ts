import { createHash } from "node:crypto";
import type { LineItem, Totals } from "../../checkout/session.ts";
import { adjustmentsOf, refundedOf, type Adjustment } from "../../orders/adjustment.ts";
import { isDispute, isOpen, type Dispute } from "../../orders/disputes/alert.ts";
import { isTakenBack, type Order, type Shipment } from "../../orders/order.ts";
import { expectedOf, shipmentProgress, shippedOf } from "../../orders/shipment.ts";
import { pictureUrl } from "../../pictures/picture-address.ts";

/**
 * An order in every state, as the Agentic Commerce Protocol 2026-04-17 writes it (`Order`): amounts in minor units, the
 * currency in lower case. Of the buyer nothing is sent, and nothing of the payment service.
 */
export function acpOrder(order: Order, publicUrl: string) {
  const permalink = `${publicUrl}/orders/${order.link}`;
  const refunded = refundedOf(order).amountMinor;
  return {
    type: "order",
    id: order.id,
    checkout_session_id: order.sessionId,
    order_number: order.number,
    permalink_url: permalink,
    status: acpStatus(order),
    confirmation: { confirmation_number: order.number, receipt_url: permalink },
    line_items: order.lineItems.map((line) => lineView(order, line, publicUrl)),
    fulfillments: order.shipments.map((shipment) => fulfillmentView(order, shipment)),
    adjustments: [...adjustmentsOf(order).map(adjustmentView), ...order.alerts.filter(isDispute).map(disputeView)],
    totals: [
      ...ROWS.filter(
        ({ field }) => field === "total" || field === "subtotal" || order.totals[field].amountMinor !== 0,
      ).map(({ type, label, field }) => ({ type, display_text: label, amount: order.totals[field].amountMinor })),
      ...(refunded === 0 ? [] : [{ type: "amount_refunded", display_text: "Refunded", amount: refunded }]),
    ],
  };
}

/** `completed` means delivered. Taken back before anything left, an order is not going to be shipped any more. */
function acpStatus(order: Order): "confirmed" | "processing" | "shipped" | "completed" | "canceled" {
  switch (shipmentProgress(order)) {
    case "not_shipped":
      return isTakenBack(order) ? "canceled" : "confirmed";
    case "partly_shipped":
      return "processing";
    case "shipped":
      return "shipped";
    case "delivered":
      return "completed";
  }
}

function lineView(order: Order, line: LineItem, publicUrl: string) {
  const image = pictureUrl(line.imageUrl, publicUrl);
  const [current, fulfilled] = [expectedOf(order, line), shippedOf(order, line.id)];
  return {
    id: line.id,
    title: line.title,
    product_id: line.productId,
    ...(image === null ? {} : { image_url: image }),
    quantity: { ordered: line.quantity, current, fulfilled },
    unit_price: line.unitPrice.amountMinor,
    subtotal: line.subtotal.amountMinor,
    status:
      current === 0 ? "removed" : fulfilled === current ? "fulfilled" : fulfilled === 0 ? "processing" : "partial",
  };
}

function fulfillmentView(order: Order, shipment: Shipment) {
  const { id, lines, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt } = shipment;
  const isDigital = lines.every(({ lineId }) => order.lineItems.some((item) => item.id === lineId && item.isDigital));
  const happened = (type: "shipped" | "delivered", now: Date) => ({
    id: `${id}_${type}`,
    type,
    occurred_at: now.toISOString(),
  });
  return {
    id,
    type: isDigital ? "digital" : "shipping",
    status: deliveredAt === null ? "shipped" : "delivered",
    line_items: lines.map(({ lineId, quantity }) => ({ id: lineId, quantity })),
    ...(carrier === null ? {} : { carrier }),
    ...(trackingNumber === null ? {} : { tracking_number: trackingNumber }),
    ...(trackingUrl === null ? {} : { tracking_url: trackingUrl }),
    events: [happened("shipped", shippedAt), ...(deliveredAt === null ? [] : [happened("delivered", deliveredAt)])],
  };
}

function adjustmentView({ id, amount, occurredAt, status }: Adjustment) {
  const currency = amount.currency.toLowerCase();
  return { id, type: "refund", occurred_at: occurredAt.toISOString(), status, amount: amount.amountMinor, currency };
}

/** `completed`: the bank has returned the money. `failed`: it is the seller's again, or was never taken. */
function disputeView(dispute: Dispute) {
  const { provider, id, amount, openedAt, changedAt } = dispute;
  const isLost = dispute.state === "lost" || dispute.state === "prevented";
  return {
    id: `adj_${createHash("sha256").update(`${provider}:${id}`).digest("hex").slice(0, 32)}`,
    type: "dispute",
    occurred_at: (isOpen(dispute) ? openedAt : changedAt).toISOString(),
    status: isOpen(dispute) ? "pending" : isLost ? "completed" : "failed",
    amount: amount.amountMinor,
    currency: amount.currency.toLowerCase(),
  };
}

const ROWS: readonly { readonly type: string; readonly label: string; readonly field: keyof Totals }[] = [
  { type: "items_base_amount", label: "Items", field: "itemsBase" },
  { type: "items_discount", label: "Sale savings", field: "itemsDiscount" },
  { type: "subtotal", label: "Subtotal", field: "subtotal" },
  { type: "discount", label: "Discount", field: "discount" },
  { type: "fulfillment", label: "Delivery", field: "fulfillment" },
  { type: "tax", label: "Tax", field: "tax" },
  { type: "fee", label: "Fee", field: "fee" },
  { type: "total", label: "Total", field: "total" },
];
