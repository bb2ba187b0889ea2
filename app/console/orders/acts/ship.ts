import { ship, type ShipLine, type ShipRequest } from "#lib/operator/ship.ts";
import { shipmentProblemText } from "#lib/operator/ship-texts.ts";
import type { Order } from "#lib/orders/order.ts";
import { leftToShip, type ShipmentReading } from "#lib/orders/shipment.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { isTicked, textIn, type Asked } from "../../asked.ts";
import { withoutOption } from "../../without-option.ts";
import { nameOf } from "../words.ts";
import { onlyLine } from "./only-line.ts";
import { linesIn, quantityField } from "./quantities.ts";

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
    order: nameOf(order),
    shipment: null,
    newName: `console-${textIn(asked, "name", 40)}`,
    carrier: textOrNull(textIn(asked, "carrier")),
    tracking: textOrNull(textIn(asked, "tracking")),
    url: textOrNull(textIn(asked, "url")),
    lines: [...linesIn(asked, order)],
    delivered: false,
    insist: isTicked(asked, "insist"),
  };
}

/** What became of the report. */
export const runShip = (operator: Operator, request: ShipRequest): Promise<ShipLine> =>
  onlyLine((emit) => ship(operator, request, emit, "console"));

/** The problems of a report, as a page says them. */
export const shipProblems = (reading: Extract<ShipmentReading, { kind: "refused" }>): readonly string[] =>
  reading.problems.map((problem) => {
    switch (problem.kind) {
      case "order_held":
        return "Something stands against the payment. Ship nevertheless only if you have looked into it.";
      case "no_lines":
        return "Must name at least one line: say how many of each are in this parcel.";
      case "other_lines":
        return "A shipment with this tracking number was recorded before, with other goods. Another parcel has a number of its own.";
      default:
        return withoutOption(shipmentProblemText(problem));
    }
  });

/** What recording the shipment will do; of one that was recorded before what it adds, or why it adds nothing. */
export function shipWords(order: Order, { kind, shipment }: Exclude<ShipmentReading, { kind: "refused" }>): string {
  const before = order.shipments.find(({ id }) => id === shipment.id);
  const details = [
    [shipment.carrier, before?.carrier, "carrier"],
    [shipment.trackingNumber, before?.trackingNumber, "tracking number"],
    [shipment.trackingUrl, before?.trackingUrl, "tracking address"],
  ] as const;
  const added = details.flatMap(([now, then, name]) => (now === null || now === then ? [] : [`${name} ${now}`]));
  const parcel = [shipment.carrier, shipment.trackingNumber].filter((one) => one !== null).join(" ");
  if (kind === "new") return `Records as sent${parcel === "" ? "" : ` with ${parcel}`}:`;
  const name = parcel === "" ? shipment.name : parcel;
  const day = shipment.shippedAt.toISOString().slice(0, 10);
  return kind === "changed"
    ? `The shipment ${name} was recorded on ${day}. Adds to it: ${added.join(", ")}.`
    : `The shipment ${name} was recorded on ${day} with these goods and details, so nothing changes. Another parcel needs a tracking number of its own, or none.`;
}

export const canShip = (order: Order): boolean =>
  order.status !== "canceled" && order.status !== "refunded" && leftToShip(order).length > 0;
