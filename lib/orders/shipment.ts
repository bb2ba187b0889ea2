import type { LineItem } from "../checkout/session.ts";
import type { ShipmentId } from "../ids.ts";
import type { Order } from "./order.ts";

export type ShippedLine = { readonly lineId: string; readonly quantity: number };

/** Goods on their way, or handed over. What was once said of one stays; only what was left open is added. */
export type Shipment = {
  readonly id: ShipmentId;
  /** The name that the merchant's own system has for it. Said twice for one order, it is one shipment. */
  readonly name: string;
  readonly lines: readonly ShippedLine[];
  /** Null for what is delivered over the network. */
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** Begins with https:. */
  readonly trackingUrl: string | null;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
};

/** What the merchant says of a shipment, not checked yet. `lines` null: all that is left, or what was said before. */
export type ShipmentWish = Pick<Shipment, "name" | "carrier" | "trackingNumber" | "trackingUrl"> & {
  readonly lines: readonly ShippedLine[] | null;
  readonly isDelivered: boolean;
};

/** One thing wrong with a wish; `line` counts the wish's lines from 0 where it is about one of them. */
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
 * What a wish makes of an order's shipments. A name that is known may add what was left open (a tracking number, that it
 * was delivered) and repeat what was said; anything else is refused. So a repetition, also a late one, changes nothing.
 */
export function readShipment(order: Order, wish: ShipmentWish, id: ShipmentId, at: Date): ShipmentReading {
  const said = textProblems(wish);
  if (said.length > 0) return { kind: "refused", problems: said };
  const known = order.shipments.find((shipment) => shipment.name === wish.name);
  return known === undefined ? newShipment(order, wish, id, at) : addedTo(known, wish, at);
}

function newShipment(order: Order, wish: ShipmentWish, id: ShipmentId, at: Date): ShipmentReading {
  const { name, carrier, trackingNumber, trackingUrl } = wish;
  if (order.status === "refunded")
    return refused("order", "all of it was given back, so there is nothing left to ship");
  const left = leftToShip(order);
  if (left.length === 0) return refused("order", "everything in it has been shipped already");
  const lines = wish.lines ?? left;
  const problems = lineProblems(order, lines);
  if (problems.length > 0) return { kind: "refused", problems };
  if (carrier === null && lines.some((line) => !isDigital(order.lineItems, line)))
    return refused("carrier", "say who carries the goods");
  const deliveredAt = wish.isDelivered ? at : null;
  const shipment = { id, name, lines, carrier, trackingNumber, trackingUrl, shippedAt: at, deliveredAt };
  return { kind: "new", shipment };
}

function addedTo(known: Shipment, wish: ShipmentWish, at: Date): ShipmentReading {
  const problems = (["carrier", "trackingNumber", "trackingUrl"] as const)
    .filter((field) => wish[field] !== null && known[field] !== null && wish[field] !== known[field])
    .map((field) => problem(field, `this shipment was told with another one before: ${known[field]}`));
  if (wish.lines !== null && !isSameLines(wish.lines, known.lines))
    problems.push(problem("lines", "this shipment was told with other lines before; give a new shipment a new name"));
  if (problems.length > 0) return { kind: "refused", problems };
  const shipment = {
    ...known,
    carrier: known.carrier ?? wish.carrier,
    trackingNumber: known.trackingNumber ?? wish.trackingNumber,
    trackingUrl: known.trackingUrl ?? wish.trackingUrl,
    deliveredAt: known.deliveredAt ?? (wish.isDelivered ? at : null),
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
  return lines.flatMap(({ lineId, quantity }, at) => {
    const item = order.lineItems.find((one) => one.id === lineId);
    if (item === undefined) {
      const known = order.lineItems.map((one) => `${one.id} (${one.title})`).join(", ");
      return [problem("lineId", `the order has no line of this id; it has ${known}`, at)];
    }
    if (lines.findIndex((line) => line.lineId === lineId) !== at)
      return [problem("lineId", "the line stands here twice", at)];
    if (!Number.isSafeInteger(quantity) || quantity < 1)
      return [problem("quantity", "it is a whole number of at least 1", at)];
    const left = item.quantity - shippedOf(order, lineId);
    if (quantity > left)
      return [problem("quantity", `only ${left} of the ${item.quantity} ordered are left to ship`, at)];
    return [];
  });
}

/** No control characters, half characters or marks that turn the writing round. */
const PLAIN = /^[^\p{C}]+$/u;
const LONGEST = { name: 80, carrier: 60, trackingNumber: 80 } as const;
const LONGEST_URL = 1000;

function textProblems(wish: ShipmentWish): ShipmentProblem[] {
  const problems = (["name", "carrier", "trackingNumber"] as const).flatMap((field) => {
    const text = wish[field];
    const isFine = text === null || (PLAIN.test(text) && text.trim() === text && text.length <= LONGEST[field]);
    return isFine ? [] : [problem(field, `it is a text of 1 to ${LONGEST[field]} letters, digits and signs`)];
  });
  const isGoodUrl = wish.trackingUrl === null || isSecureAddress(wish.trackingUrl);
  return isGoodUrl
    ? problems
    : [...problems, problem("trackingUrl", "it is an address that begins with https:// and has no user name in it")];
}

function isSecureAddress(text: string): boolean {
  if (text.length > LONGEST_URL || !/^[!-~]+$/.test(text) || !URL.canParse(text)) return false;
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
