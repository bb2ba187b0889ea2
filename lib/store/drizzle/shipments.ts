import { asc, eq, inArray, type InferSelectModel } from "drizzle-orm";
import { shipmentId } from "../../ids.ts";
import type { Shipment, ShippedLine } from "../../orders/order.ts";
import type { Database } from "./database.ts";
import { orders } from "./schema/purchase.ts";
import { shipments } from "./schema/shipment.ts";
import type { ShipmentWrites } from "../shipment-store.ts";

/** The shipments of these orders by the order's id, each list oldest first. */
export async function shipmentsOf(
  database: Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Shipment[]>> {
  const rows = await database
    .select()
    .from(shipments)
    .where(inArray(shipments.orderId, [...orderIds]))
    .orderBy(asc(shipments.shippedAt), asc(shipments.id));
  return new Map(orderIds.map((id) => [id, rows.filter(({ orderId }) => orderId === id).map(fromRow)]));
}

export function shipmentWritesOn(database: Database): ShipmentWrites {
  return {
    async lockOrder(id) {
      await database.select({ id: orders.id }).from(orders).where(eq(orders.id, id)).for("update");
    },
    async saveShipment({ id: orderId, sellerId, isPart = false }, shipment, changedAt) {
      const { carrier, trackingNumber, trackingUrl, deliveredAt } = shipment;
      // Two sellers of one order may have the same name for their first parcel, and no name has two lines.
      const name = isPart ? `${sellerId}\n${shipment.name}` : shipment.name;
      await database
        .insert(shipments)
        .values({ ...shipment, name, orderId, sellerId, changedAt })
        .onConflictDoUpdate({
          target: [shipments.orderId, shipments.name],
          set: { carrier, trackingNumber, trackingUrl, deliveredAt, changedAt },
        });
    },
  };
}

function fromRow(row: InferSelectModel<typeof shipments>): Shipment {
  const { carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt } = row;
  const name = row.name.slice(row.name.indexOf("\n") + 1);
  const lines = row.lines as readonly ShippedLine[];
  return { id: shipmentId(row.id), name, lines, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt };
}
