import { adjustmentsOf } from "../../orders/adjustment.ts";
import type { OrderEvent } from "../../orders/order-event.ts";
import { isTakenBack, type Order } from "../../orders/order.ts";
import { shipmentProgress } from "../../orders/shipment.ts";
import { acpOrder } from "../acp/order.ts";

/**
 * An order event's body in the receiver's dialect: always the whole order, never a difference, and nothing of the buyer
 * (docs/decisions/0014). `oversold`, with the first event only, lists what was not there (docs/decisions/0039). `livemode` and `seller_id` are
 * beside the order and in neither specification: false for an order that nobody paid real money for
 * (https://docs.stripe.com/api/events/object has the word), and whose goods it is about,
 * `seller_ids` where they are several sellers' and the receiver is for all. ACP 2026-04-17,
 * https://github.com/agentic-commerce-protocol/agentic-commerce-protocol/tree/c2afc863b46b/spec/2026-04-17 (webhooks);
 * https://developers.openai.com/commerce/specs/checkout (webhooks).
 */
export function orderEventBody({ type, order }: OrderEvent, publicUrl: string, dialect: "acp" | "openai") {
  const beside = {
    livemode: !order.isTest,
    ...(order.parts === undefined
      ? { seller_id: order.sellerId }
      : { seller_ids: order.parts.map(({ sellerId }) => sellerId) }),
    ...(type === "order_create" ? oversoldIn(order) : {}),
  };
  return dialect === "acp"
    ? { type, ...beside, data: acpOrder(order, publicUrl) }
    : { type: `${type}d` as const, ...beside, data: openaiOrder(order, publicUrl) };
}

/** Left out when everything was there. */
function oversoldIn({ shortages }: Order) {
  const oversold = shortages.map(({ productId, missing }) => ({ product_id: productId, quantity: missing }));
  return oversold.length === 0 ? {} : { oversold };
}

/** OpenAI's page names five fields, six statuses and two kinds of refund, and no place for shipments. */
function openaiOrder(order: Order, publicUrl: string) {
  return {
    type: "order",
    checkout_session_id: order.sessionId,
    permalink_url: `${publicUrl}/orders/${order.link}`,
    status: openaiStatus(order),
    refunds: adjustmentsOf(order)
      .filter((adjustment) => adjustment.status !== "failed")
      .map(({ amount }) => ({ type: "original_payment", amount: amount.amountMinor })),
  };
}

/** While only a part has left, the order is not `shipped`: the buyer would look for the rest. */
function openaiStatus(order: Order): "confirmed" | "canceled" | "shipped" | "fulfilled" {
  switch (shipmentProgress(order)) {
    case "not_shipped":
      return isTakenBack(order) ? "canceled" : "confirmed";
    case "partly_shipped":
      return "confirmed";
    case "shipped":
      return "shipped";
    case "delivered":
      return "fulfilled";
  }
}
