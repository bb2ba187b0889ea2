import type { Order, Shipment } from "../../orders/order.ts";
import { shipmentProgress } from "../../orders/shipment.ts";
import type { OrderProgress } from "../tool-contract.ts";

/** The progress of an order and what left for the buyer, in every state. The merchant's own names of shipments are not in it. */
export function orderProgressView(order: Order): OrderProgress {
  return {
    delivery_status: shipmentProgress(order),
    shipments: order.shipments.map((shipment) => shipmentView(order, shipment)),
  };
}

function shipmentView(order: Order, shipment: Shipment): OrderProgress["shipments"][number] {
  const { id, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt, lines } = shipment;
  const titleOf = (lineId: string) => order.lineItems.find((line) => line.id === lineId)?.title ?? lineId;
  return {
    id,
    status: deliveredAt === null ? "shipped" : "delivered",
    ...(carrier === null ? {} : { carrier }),
    ...(trackingNumber === null ? {} : { tracking_number: trackingNumber }),
    ...(trackingUrl === null ? {} : { tracking_url: trackingUrl }),
    shipped_at: shippedAt.toISOString(),
    ...(deliveredAt === null ? {} : { delivered_at: deliveredAt.toISOString() }),
    items: lines.map(({ lineId, quantity }) => ({ id: lineId, title: titleOf(lineId), quantity })),
  };
}
