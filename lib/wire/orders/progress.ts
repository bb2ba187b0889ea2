import { isAwaited } from "../../catalog/product.ts";
import type { Order, Shipment } from "../../orders/order.ts";
import { trackingLink } from "../../orders/carrier-links.ts";
import { expectedOf, shipmentProgress, shippedOf } from "../../orders/shipment.ts";
import { awaitedFields } from "../products/awaited.ts";
import type { OrderProgress } from "./order-contract.ts";

/** The progress of an order and what left for the buyer, in every state. The merchant's own names of shipments are not in it. */
export function orderProgressView(order: Order): OrderProgress {
  const awaited = order.lineItems
    .filter((line) => isAwaited(line.availability))
    .filter((line) => shippedOf(order, line.id) < expectedOf(order, line))
    .map((line) => ({ id: line.id, title: line.title, ...awaitedFields(line) }));
  return {
    delivery_status: shipmentProgress(order),
    ...(awaited.length === 0 ? {} : { awaited_items: awaited }),
    shipments: order.shipments.map((shipment) => shipmentView(order, shipment)),
  };
}

function shipmentView(order: Order, shipment: Shipment): OrderProgress["shipments"][number] {
  const { id, carrier, trackingNumber, shippedAt, deliveredAt, lines } = shipment;
  const trackingUrl = trackingLink(shipment);
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
