import type { LineItem } from "../checkout/session.ts";
import type { ShipmentId } from "../ids.ts";
import type { Order, Shipment, ShippedLine } from "./order.ts";

/** What the merchant says of a shipment, not checked yet. `lines` null: all that is left, or what was said before. */
export type ShipmentRequest = Pick<Shipment, "name" | "carrier" | "trackingNumber" | "trackingUrl"> & {
  readonly lines: readonly ShippedLine[] | null;
  readonly isDelivered: boolean;
};

/** One thing wrong with a request; `line` counts the request's lines from 0 where it is about one of them. */
export type ShipmentProblem = {
  readonly field: "order" | "name" | "carrier" | "trackingNumber" | "trackingUrl" | "lines" | "lineId" | "quantity";
  readonly line: number | null;
  readonly message: string;
};

export type ShipmentReading =
  | { readonly kind: "new" | "changed"; readonly shipment: Shipment }
  /** All of it was said before. */
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
 * How many of a line the buyer gets: all that were ordered, but once everything was given back, no more than were
 * shipped by then.
 */
export function expectedOf(order: Order, { id, quantity }: LineItem): number {
  return order.status === "refunded" ? shippedOf(order, id) : quantity;
}

/** Where an order stands: `delivered` when all that the buyer gets was handed over, `shipped` when all of it has left. */
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
 * was delivered) and repeat what was said; anything else is refused. So a repetition, also a late one, changes nothing.
 */
export function readShipment(order: Order, request: ShipmentRequest, id: ShipmentId, now: Date): ShipmentReading {
  const said = textProblems(request);
  if (said.length > 0) return { kind: "refused", problems: said };
  const known = order.shipments.find((shipment) => shipment.name === request.name);
  return known === undefined ? newShipment(order, request, id, now) : addedTo(known, request, now);
}

function newShipment(order: Order, request: ShipmentRequest, id: ShipmentId, now: Date): ShipmentReading {
  const { name, carrier, trackingNumber, trackingUrl } = request;
  if (order.status === "refunded")
    return refused("order", "all of it was given back, so there is nothing left to ship");
  const left = leftToShip(order);
  if (left.length === 0) return refused("order", "everything in it has been shipped already");
  const lines = request.lines ?? left;
  const problems = lineProblems(order, lines);
  if (problems.length > 0) return { kind: "refused", problems };
  if (carrier === null && lines.some((line) => !isDigital(order.lineItems, line)))
    return refused("carrier", "say who carries the goods");
  const deliveredAt = request.isDelivered ? now : null;
  const shipment = { id, name, lines, carrier, trackingNumber, trackingUrl, shippedAt: now, deliveredAt };
  return { kind: "new", shipment };
}

function addedTo(known: Shipment, request: ShipmentRequest, now: Date): ShipmentReading {
  const problems = (["carrier", "trackingNumber", "trackingUrl"] as const)
    .filter((field) => request[field] !== null && known[field] !== null && request[field] !== known[field])
    .map((field) => problem(field, `this shipment was told with another one before: ${known[field]}`));
  if (request.lines !== null && !isSameLines(request.lines, known.lines))
    problems.push(problem("lines", "this shipment was told with other lines before; give a new shipment a new name"));
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
  if (lines.length === 0)
    return [problem("lines", "name at least one line, or none at all for everything that is left")];
  return lines.flatMap(({ lineId, quantity }, index) => {
    const item = order.lineItems.find((one) => one.id === lineId);
    if (item === undefined) {
      const known = order.lineItems.map((one) => `${one.id} (${one.title})`).join(", ");
      return [problem("lineId", `the order has no line of this id; it has ${known}`, index)];
    }
    if (lines.findIndex((line) => line.lineId === lineId) !== index)
      return [problem("lineId", "the line stands here twice", index)];
    if (!Number.isSafeInteger(quantity) || quantity < 1)
      return [problem("quantity", "it is a whole number of at least 1", index)];
    const left = item.quantity - shippedOf(order, lineId);
    if (quantity > left)
      return [problem("quantity", `only ${left} of the ${item.quantity} ordered are left to ship`, index)];
    return [];
  });
}

/** No control characters, half characters or marks that turn the writing round. */
const PLAIN = /^[^\p{C}]+$/u;
const LONGEST = { name: 80, carrier: 60, trackingNumber: 80 } as const;
const MAX_URL = 1000;

function textProblems(request: ShipmentRequest): ShipmentProblem[] {
  const problems = (["name", "carrier", "trackingNumber"] as const).flatMap((field) => {
    const text = request[field];
    const isFine = text === null || (PLAIN.test(text) && text.trim() === text && text.length <= LONGEST[field]);
    return isFine ? [] : [problem(field, `it is a text of 1 to ${LONGEST[field]} letters, digits and signs`)];
  });
  const isGoodUrl = request.trackingUrl === null || isSecureAddress(request.trackingUrl);
  return isGoodUrl
    ? problems
    : [...problems, problem("trackingUrl", "it is an address that begins with https:// and has no user name in it")];
}

function isSecureAddress(text: string): boolean {
  if (text.length > MAX_URL || !/^[!-~]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}

function problem(field: ShipmentProblem["field"], message: string, line: number | null = null): ShipmentProblem {
  return { field, line, message };
}

const refused = (field: ShipmentProblem["field"], message: string): ShipmentReading => ({
  kind: "refused",
  problems: [problem(field, message)],
});
