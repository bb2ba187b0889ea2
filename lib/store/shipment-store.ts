import type { OrderId } from "../ids.ts";
import type { Order, Shipment } from "../orders/order.ts";

/** What the store writes of an order's way to the buyer; it is read with the order. Part of the port in lib/store/store.ts. */
export interface ShipmentWrites {
  /** Holds the order's row until the transaction ends, so that two shipments of it take turns. */
  lockOrder(id: OrderId): Promise<void>;
  /**
   * Stores a shipment, or what was added to it, under its order and its name; of an order of several sellers (`isPart`) the
   * name is its seller's. Its lines stay as they were first stored. `changedAt`: from then on its order has changed, for
   * `ordersChangedSince`.
   */
  saveShipment(
    order: Pick<Order, "id" | "sellerId"> & { readonly isPart?: boolean },
    shipment: Shipment,
    changedAt: Date,
  ): Promise<void>;
}
