import type { Totals } from "../checkout/session.ts";
import type { Money } from "../money.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import type { Order } from "../orders/order.ts";
import { absoluteUrl } from "./product-view.ts";

/**
 * An order event's body: always the whole order, never a difference. Amounts are in minor units, the currency in
 * lower case; of the buyer nothing is sent. Source: Agentic Commerce Protocol 2026-04-17, webhooks and `Order`.
 */
export function orderEventBody(event: OrderEvent, publicUrl: string, names: "acp" | "openai") {
  const type = names === "acp" ? event.type : (`${event.type}d` as const);
  return { type, data: orderBody(event.order, event.occurredAt, publicUrl) };
}

function orderBody(order: Order, occurredAt: Date, publicUrl: string) {
  const currency = order.paid.currency.toLowerCase();
  const refunded = refundedOf(order);
  const adjustment = {
    id: `adj_${order.id}_refund`,
    type: "refund",
    occurred_at: occurredAt.toISOString(),
    status: "completed",
    amount: refunded,
    currency,
  };
  return {
    type: "order",
    id: order.id,
    checkout_session_id: order.sessionId,
    order_number: order.number,
    permalink_url: `${publicUrl}/orders/${order.link}`,
    status: "confirmed",
    line_items: order.lineItems.map((line) => {
      const image = absoluteUrl(line.imageUrl, publicUrl);
      return {
        id: line.id,
        title: line.title,
        product_id: line.productId,
        ...(image === null ? {} : { image_url: image }),
        quantity: { ordered: line.quantity, current: line.quantity, fulfilled: 0 },
        unit_price: line.unitPrice.amountMinor,
        subtotal: line.subtotal.amountMinor,
        status: "processing",
      };
    }),
    adjustments: refunded === 0 ? [] : [adjustment],
    totals: [
      ...ROWS.filter(
        ({ field }) => field === "total" || field === "subtotal" || order.totals[field].amountMinor !== 0,
      ).map(({ type, label, field }) => ({ type, display_text: label, amount: order.totals[field].amountMinor })),
      ...(refunded === 0 ? [] : [{ type: "amount_refunded", display_text: "Refunded", amount: refunded }]),
    ],
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

function refundedOf(order: Order): Money["amountMinor"] {
  if (order.status === "paid") return 0;
  return order.status === "refunded" ? order.paid.amountMinor : order.refunded.amountMinor;
}
