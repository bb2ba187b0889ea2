import { z } from "zod";
import { sellerIdsOf } from "../checkout/parts.ts";
import { shipmentId } from "../ids.ts";
import {
  shipmentProgress,
  type ShipmentProgress,
  type ShipmentReading,
  type ShipmentRequest,
} from "../orders/shipment.ts";
import type { ShipmentProblem } from "../orders/shipment-problem.ts";
import type { Order } from "../orders/order.ts";
import type { Operator } from "../purchase/operator.ts";
import { planShipment } from "../purchase/orders/record-shipment.ts";
import type { AuditActor } from "../store/audit-store.ts";
import type { Emit } from "./control-socket.ts";

export const SHIP_VERB = "ship";

export const shipRequest = z.object({
  /** The order's number (T-…) or its id, or the number of one seller's part (T-…-1): then it is a shipment of that part. */
  order: z.string().min(1).max(80),
  /** The merchant's name for the shipment; null: its tracking number, or the only shipment that there is. */
  shipment: z.string().min(1).max(80).nullable(),
  /** The name of a shipment that has no other. */
  newName: z.string().min(1).max(80),
  carrier: z.string().max(200).nullable(),
  tracking: z.string().max(200).nullable(),
  url: z.string().max(2000).nullable(),
  lines: z.array(z.object({ id: z.string(), quantity: z.number() })).nullable(),
  delivered: z.boolean(),
  /** Ships although something stands against the payment. */
  insist: z.boolean().default(false),
});
export type ShipRequest = z.infer<typeof shipRequest>;

type Recorded = { readonly shipment: string; readonly progress: ShipmentProgress };
/** Recorded and not `isNew`: something was added to a shipment that had been recorded. */
export type ShipLine = { readonly type: "ship"; readonly order: string } & (
  | (Recorded & { readonly kind: "recorded"; readonly isNew: boolean })
  | (Recorded & { readonly kind: "already_recorded" })
  | { readonly kind: "refused"; readonly problems: readonly ShipmentProblem[] }
  /** None of the order's shipments was named. */
  | { readonly kind: "several_shipments"; readonly names: readonly string[] }
  | { readonly kind: "not_found" }
);

/** Records that goods of an order left or were delivered. `by`: who reports it, for the audit trail. */
export async function ship(
  operator: Operator,
  request: ShipRequest,
  emit: Emit,
  by: AuditActor = "command",
): Promise<void> {
  const answer = (line: ShipLine) => emit(line);
  const base = { type: "ship", order: request.order } as const;
  const order = await operator.orderByName(request.order);
  if (order === null) return answer({ ...base, kind: "not_found" });
  const isOpen = [request.shipment, request.tracking, request.carrier, request.lines].every((one) => one === null);
  if (isOpen && order.shipments.length > 1)
    return answer({ ...base, kind: "several_shipments", names: order.shipments.map(({ name }) => name) });
  const outcome = await operator.recordShipment({
    orderId: order.id,
    sellers: sellerIdsOf(order),
    ...shipmentIn(order, request),
    by,
  });
  if (outcome.kind === "not_found" || outcome.kind === "refused") return answer({ ...base, ...outcome });
  const recorded = { shipment: outcome.shipment.name, progress: shipmentProgress(outcome.order) };
  if (outcome.kind === "already_recorded") return answer({ ...base, kind: outcome.kind, ...recorded });
  return answer({ ...base, kind: outcome.kind, isNew: outcome.isNew, ...recorded });
}

/** What the report would make of the order's shipments, decided by the code that records it and not stored. */
export const plannedShipment = (order: Order, request: ShipRequest, now: Date): ShipmentReading =>
  planShipment(order, shipmentIn(order, request), shipmentId("planned"), now).reading;

const shipmentIn = (order: Order, request: ShipRequest): ShipmentRequest => ({
  name: nameOf(order, request),
  carrier: request.carrier,
  trackingNumber: request.tracking,
  trackingUrl: request.url,
  lines: request.lines?.map(({ id, quantity }) => ({ lineId: id, quantity })) ?? null,
  isDelivered: request.delivered,
  insist: request.insist,
});

/** With one shipment, "delivered" or a tracking number without a name is about that one. */
function nameOf({ shipments }: Order, { shipment, tracking, carrier, lines, newName }: ShipRequest): string {
  if (shipment !== null) return shipment;
  const [only] = shipments.length === 1 && carrier === null && lines === null ? shipments : [];
  return only?.name ?? tracking ?? newName;
}
