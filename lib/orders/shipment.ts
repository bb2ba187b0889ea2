import { createHash } from "node:crypto";
import type { ShipmentProblem } from "./shipment-problem.ts";
import type { LineItem } from "../checkout/session.ts";
import type { OrderId, ShipmentId } from "../ids.ts";
import { shippingHolds } from "./disputes/alert.ts";
import { lineProblem } from "./line-problem.ts";
import { isTakenBack, type Order, type Shipment, type ShippedLine } from "./order.ts";

/** What the merchant reports of a shipment, not checked yet. `lines` null: all that is left, or what was reported before. */
export type ShipmentRequest = Pick<Shipment, "name" | "carrier" | "trackingNumber" | "trackingUrl"> & {
  readonly lines: readonly ShippedLine[] | null;
  readonly isDelivered: boolean;
  /** Goods leave although something stands against the payment. */
  readonly insist?: boolean;
};

export type ShipmentReading =
  | { readonly kind: "new" | "changed"; readonly shipment: Shipment }
  /** All of it was reported before. */
  | { readonly kind: "known"; readonly shipment: Shipment }
  | { readonly kind: "refused"; readonly problems: readonly ShipmentProblem[] };

export const SHIPMENT_PROGRESS = ["not_shipped", "partly_shipped", "shipped", "delivered"] as const;
export type ShipmentProgress = (typeof SHIPMENT_PROGRESS)[number];

/** How many of a line are in shipments. */
export function shippedOf({ shipments }: Pick<Order, "shipments">, lineId: string): number {
  const lines = shipments.flatMap((shipment) => shipment.lines).filter((line) => line.lineId === lineId);
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/**
 * How many of a line the buyer gets: all that were ordered, but once everything was taken back, no more than were
 * shipped by then.
 */
export function expectedOf(order: Order, { id, quantity }: LineItem): number {
  return isTakenBack(order) ? shippedOf(order, id) : quantity;
}

/** The progress of an order: `delivered` when all that the buyer gets was delivered, `shipped` when all of it has left. */
export function shipmentProgress(order: Order): ShipmentProgress {
  if (order.shipments.length === 0) return "not_shipped";
  if (leftToShip(order).length > 0) return "partly_shipped";
  return order.shipments.every((shipment) => shipment.deliveredAt !== null) ? "delivered" : "shipped";
}

/** What the buyer gets and has not been shipped yet. */
export function leftToShip(order: Order): readonly ShippedLine[] {
  return order.lineItems
    .map((line) => ({ lineId: line.id, quantity: expectedOf(order, line) - shippedOf(order, line.id) }))
    .filter((line) => line.quantity > 0);
}

/**
 * What a request makes of an order's shipments. A name that is known may add what was left open (a tracking number, that it
 * was delivered) and repeat what was reported; anything else is refused: a repetition, also a late one, changes nothing.
 */
export function readShipment(order: Order, request: ShipmentRequest, id: ShipmentId, now: Date): ShipmentReading {
  const problems = textProblems(request);
  if (problems.length > 0) return { kind: "refused", problems };
  const kept = order.erased === null ? request : withoutTracking(order, request);
  const known = order.shipments.find((shipment) => shipment.name === kept.name);
  return known === undefined ? newShipment(order, kept, id, now) : addedTo(known, kept, now);
}

/** What is kept of a report about an order whose buyer was erased: nothing that leads to an address at the carrier. */
function withoutTracking({ id, shipments }: Order, request: ShipmentRequest): ShipmentRequest {
  const erasedName = erasedShipmentName(id, request.name);
  const isErased = request.name === request.trackingNumber || shipments.some(({ name }) => name === erasedName);
  return { ...request, name: isErased ? erasedName : request.name, trackingNumber: null, trackingUrl: null };
}

/**
 * What a shipment is called that was named after its tracking number, once its buyer is erased: the merchant's system
 * reports the delivery under the earlier name. 32 bits tell an order's parcels apart, and fit many tracking numbers.
 */
export const erasedShipmentName = (order: OrderId, name: string): string =>
  `erased-${createHash("sha256").update(`${order}\n${name}`).digest("hex").slice(0, 8)}`;

function newShipment(order: Order, request: ShipmentRequest, id: ShipmentId, now: Date): ShipmentReading {
  const { name, carrier, trackingNumber, trackingUrl } = request;
  if (order.status === "refunded") return refused({ kind: "order_refunded" });
  if (order.status === "canceled") return refused({ kind: "order_canceled" });
  const holds = shippingHolds(order.alerts).map(({ kind, state, id: of }) => ({ kind, state, id: of }));
  if (holds.length > 0 && request.insist !== true) return refused({ kind: "order_held", holds });
  const left = leftToShip(order);
  if (left.length === 0) return refused({ kind: "order_shipped" });
  const lines = request.lines ?? left;
  const problems = lineProblems(order, lines);
  if (problems.length > 0) return { kind: "refused", problems };
  if (carrier === null && lines.some((line) => !isDigital(order.lineItems, line)))
    return refused({ kind: "carrier_missing" });
  const deliveredAt = request.isDelivered ? now : null;
  const shipment = { id, name, lines, carrier, trackingNumber, trackingUrl, shippedAt: now, deliveredAt };
  return { kind: "new", shipment };
}

function addedTo(known: Shipment, request: ShipmentRequest, now: Date): ShipmentReading {
  const problems = (["carrier", "trackingNumber", "trackingUrl"] as const).flatMap((detail): ShipmentProblem[] => {
    const recorded = known[detail];
    const isOther = request[detail] !== null && recorded !== null && request[detail] !== recorded;
    return isOther ? [{ kind: "other_detail", detail, recorded }] : [];
  });
  if (request.lines !== null && !isSameLines(request.lines, known.lines)) problems.push({ kind: "other_lines" });
  if (problems.length > 0) return { kind: "refused", problems };
  const shipment = {
    ...known,
    carrier: known.carrier ?? request.carrier,
    trackingNumber: known.trackingNumber ?? request.trackingNumber,
    trackingUrl: known.trackingUrl ?? request.trackingUrl,
    deliveredAt: known.deliveredAt ?? (request.isDelivered ? now : null),
  };
  const isSame = (["carrier", "trackingNumber", "trackingUrl", "deliveredAt"] as const).every(
    (field) => shipment[field] === known[field],
  );
  return isSame ? { kind: "known", shipment: known } : { kind: "changed", shipment };
}

const isDigital = (items: readonly LineItem[], { lineId }: ShippedLine) =>
  items.some((item) => item.id === lineId && item.isDigital);

function isSameLines(one: readonly ShippedLine[], other: readonly ShippedLine[]): boolean {
  const quantityIn = (lines: readonly ShippedLine[], id: string) => lines.find(({ lineId }) => lineId === id)?.quantity;
  return one.length === other.length && one.every((line) => quantityIn(other, line.lineId) === line.quantity);
}

function lineProblems(order: Order, lines: readonly ShippedLine[]): ShipmentProblem[] {
  if (lines.length === 0) return [{ kind: "no_lines" }];
  const leftOf = ({ id, quantity }: Pick<LineItem, "id" | "quantity">) => quantity - shippedOf(order, id);
  return lines.flatMap((_, line) => lineProblem(lines, line, order.lineItems, leftOf) ?? []);
}

/** No control characters, half characters or marks that turn the writing round. */
const PLAIN = /^[^\p{C}]+$/u;
const MAX_LENGTH = { name: 80, carrier: 60, trackingNumber: 80 } as const;
const MAX_URL = 1000;

function textProblems(request: ShipmentRequest): ShipmentProblem[] {
  const problems = (["name", "carrier", "trackingNumber"] as const).flatMap((detail): ShipmentProblem[] => {
    const text = request[detail];
    const isFine = text === null || (PLAIN.test(text) && text.trim() === text && text.length <= MAX_LENGTH[detail]);
    return isFine ? [] : [{ kind: "bad_text", detail, maxLength: MAX_LENGTH[detail] }];
  });
  const isGoodUrl = request.trackingUrl === null || isSecureAddress(request.trackingUrl);
  return isGoodUrl ? problems : [...problems, { kind: "bad_tracking_url" }];
}

function isSecureAddress(text: string): boolean {
  if (text.length > MAX_URL || !/^[!-~]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}

const refused = (problem: ShipmentProblem): ShipmentReading => ({ kind: "refused", problems: [problem] });
