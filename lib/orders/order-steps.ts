import { unreachable } from "../invariant.ts";
import type { Order } from "./order.ts";
import type { ShipmentProgress } from "./shipment.ts";

export type OrderStep = {
  readonly kind: "ordered" | "shipped" | "delivered" | "refunded" | "canceled";
  /** `partly`: some of the goods have left, and more is to come. */
  readonly state: "done" | "partly" | "open";
};

/**
 * How far an order is, first step first. What was taken back has no step left open: it ends as refunded or canceled, after
 * what had happened until then.
 */
export function orderSteps(status: Order["status"], progress: ShipmentProgress): readonly OrderStep[] {
  const shipped = { kind: "shipped", state: SHIPPED[progress] } as const;
  const delivered = { kind: "delivered", state: progress === "delivered" ? "done" : "open" } as const;
  const ordered = { kind: "ordered", state: "done" } as const;
  switch (status) {
    case "paid":
    case "partially_refunded":
      return [ordered, shipped, delivered];
    case "refunded":
    case "canceled":
      return [
        ordered,
        ...[shipped, delivered].filter(({ state }) => state !== "open"),
        { kind: status, state: "done" },
      ];
    default:
      return unreachable(status);
  }
}

const SHIPPED = { not_shipped: "open", partly_shipped: "partly", shipped: "done", delivered: "done" } as const;
