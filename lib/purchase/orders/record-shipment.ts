import type { Shipment, Order } from "../../orders/order.ts";
import { shippingHolds } from "../../orders/disputes/alert.ts";
import type { ShipmentProblem } from "../../orders/shipment-problem.ts";
import { readShipment, type ShipmentReading, type ShipmentRequest } from "../../orders/shipment.ts";
import { orderOfLines, orderOfSellers } from "../../orders/order-parts.ts";
import { shipmentId, type OrderId, type SellerId, type ShipmentId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import type { AuditActor } from "../../store/audit-store.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import { mailShipment } from "../mail/enqueue-mail.ts";
import { isKeyValid } from "../sellers/caller.ts";
import { takeShippedStock } from "./restock.ts";

export type RecordShipmentRequest = ShipmentRequest & {
  readonly orderId: OrderId;
  /** Whose part of the order the caller speaks for; absent or null: everybody's. */
  readonly sellers?: readonly SellerId[] | null;
  /** Who reports it, for the audit trail; a command of the operator's unless given. */
  readonly by?: AuditActor;
  /** The name of the key that they had, for the audit trail. */
  readonly keyName?: string;
};

export type ShipmentOutcome =
  | { readonly kind: "recorded"; readonly isNew: boolean; readonly order: Order; readonly shipment: Shipment }
  | { readonly kind: "already_recorded"; readonly order: Order; readonly shipment: Shipment }
  | { readonly kind: "refused"; readonly problems: readonly ShipmentProblem[] }
  | { readonly kind: "not_found" };

/**
 * Records that goods of an order have left or were delivered, in the audit trail too, and leaves the event about it, in
 * one transaction.
 * Accepts orders in every state; what is refused changes nothing. Two shipments of one order take turns.
 */
export async function recordShipment(
  context: PurchaseContext,
  { orderId, sellers = null, by, keyName, ...request }: RecordShipmentRequest,
): Promise<ShipmentOutcome> {
  return context.store.transaction(async (transaction): Promise<ShipmentOutcome> => {
    await transaction.lockOrder(orderId);
    const whole = await transaction.order(orderId);
    const mine = orderOfSellers(whole, sellers);
    if (mine === null) return { kind: "not_found" };
    if (!(await isKeyValid(transaction, keyName))) return { kind: "not_found" };
    const { order, reading } = planShipment(mine, request, shipmentId(context.newId("ship")), context.now());
    if (reading.kind === "refused") return reading;
    const { shipment } = reading;
    if (reading.kind === "known") return { kind: "already_recorded", order, shipment };
    await transaction.saveShipment({ ...order, isPart: whole?.parts !== undefined }, shipment, context.now());
    await takeShippedStock(transaction, orderId);
    await transaction.insertAuditEntry({
      occurredAt: context.now(),
      action: "shipment_recorded",
      actor: by ?? "command",
      subject: order.number,
      why: null,
      details: {
        shipment: shipment.id,
        is_delivered: shipment.deliveredAt !== null,
        ...(request.insist === true && shippingHolds(order.alerts).length > 0 ? { insisted: true } : {}),
        ...(keyName === undefined ? {} : { key: keyName }),
      },
    });
    await enqueueOrderEvent(context, transaction, orderId, "order_update", whole);
    await mailShipment(context, transaction, { order, shipment, isNew: reading.kind === "new" });
    const after = orderOfSellers(await transaction.order(orderId), sellers);
    invariant(after !== null, "an order that is locked stays");
    return { kind: "recorded", isNew: reading.kind === "new", order: after, shipment };
  });
}

/** What {@link recordShipment} makes of a request, and of whose part of the order it is; decided from the order alone. */
export function planShipment(
  whole: Order,
  request: ShipmentRequest,
  id: ShipmentId,
  now: Date,
): { readonly order: Order; readonly reading: ShipmentReading } {
  const order = orderShipped(whole, request);
  if (order.parts === undefined) return { order, reading: readShipment(order, request, id, now) };
  return { order, reading: { kind: "refused", problems: [{ kind: "several_sellers", sellers: order.parts }] } };
}

/** The part of the seller who ships: of the lines that are named, else of the shipment that was reported before. */
function orderShipped(order: Order, { name, lines }: ShipmentRequest): Order {
  const known = order.shipments.filter((shipment) => shipment.name === name);
  const named = lines ?? (known.length === 1 ? known.flatMap((shipment) => shipment.lines) : null);
  return named === null
    ? order
    : orderOfLines(
        order,
        named.map(({ lineId }) => lineId),
      );
}
