import { ship, type ShipLine, type ShipRequest } from "#lib/operator/ship.ts";
import { shipmentProblemText } from "#lib/operator/ship-texts.ts";
import { shipmentId } from "#lib/ids.ts";
import { orderOfLines } from "#lib/orders/order-parts.ts";
import type { Order } from "#lib/orders/order.ts";
import { leftToShip, readShipment, type ShipmentReading } from "#lib/orders/shipment.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { isTicked, linesIn, quantityField, textIn, type Asked } from "./asked.ts";
import { withoutOption } from "./refund.ts";

export const shipFields = ({ lineItems }: Order): readonly string[] => [
  "carrier",
  "tracking",
  "url",
  ...lineItems.map(({ id }) => quantityField(id)),
  "insist",
  "name",
];

const textOrNull = (text: string): string | null => (text === "" ? null : text);

/** A shipment as the form reports it. `name` was made with the form, so that a second press reports the same one. */
export function shipAsked(asked: Asked, order: Order): ShipRequest {
  return {
    order: order.id,
    shipment: null,
    newName: `console-${textIn(asked, "name").slice(0, 40)}`,
    carrier: textOrNull(textIn(asked, "carrier")),
    tracking: textOrNull(textIn(asked, "tracking")),
    url: textOrNull(textIn(asked, "url")),
    lines: [...linesIn(asked, order)],
    delivered: false,
    insist: isTicked(asked, "insist"),
  };
}

/** What the report would make of the order's shipments, decided by the same code and not stored. */
export function plannedShipment(order: Order, request: ShipRequest, now: Date): ShipmentReading {
  const lines = (request.lines ?? []).map(({ id, quantity }) => ({ lineId: id, quantity }));
  const { carrier, tracking: trackingNumber, url: trackingUrl, insist } = request;
  const asked = { name: trackingNumber ?? request.newName, carrier, trackingNumber, trackingUrl, lines, insist };
  const of = orderOfLines(
    order,
    lines.map(({ lineId }) => lineId),
  );
  return of.parts === undefined
    ? readShipment(of, { ...asked, isDelivered: false }, shipmentId("planned"), now)
    : { kind: "refused", problems: [{ kind: "several_sellers", sellers: of.parts }] };
}

/** What became of the report. */
export async function runShip(operator: Operator, request: ShipRequest): Promise<ShipLine> {
  const lines: ShipLine[] = [];
  await ship(operator, request, async (line) => void lines.push(line as ShipLine), "console");
  const [line] = lines;
  if (line === undefined) throw new Error("a shipment was reported, and nothing was answered");
  return line;
}

/** The problems of a report, as a page says them. */
export const shipProblems = (reading: Extract<ShipmentReading, { kind: "refused" }>): readonly string[] =>
  reading.problems.map((problem) =>
    problem.kind === "order_held"
      ? "Something stands against the payment. Ship nevertheless only if you have looked into it."
      : withoutOption(shipmentProblemText(problem)),
  );

export const canShip = (order: Order): boolean =>
  order.status !== "canceled" && order.status !== "refunded" && leftToShip(order).length > 0;
