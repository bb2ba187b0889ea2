import { alertText } from "../wire/texts/alerts.ts";
import { byKind, type KindTable } from "../invariant.ts";
import type { ShipmentProblem } from "../orders/shipment-problem.ts";

const DETAILS = {
  name: "--shipment",
  carrier: "--carrier",
  trackingNumber: "--tracking",
  trackingUrl: "--url",
} as const;

const OPTIONS: KindTable<ShipmentProblem, string> = {
  order_refunded: () => "--order",
  order_canceled: () => "--order",
  order_shipped: () => "--order",
  several_sellers: () => "--line",
  order_held: () => "--insist",
  carrier_missing: () => "--carrier",
  bad_text: ({ detail }) => DETAILS[detail],
  bad_tracking_url: () => "--url",
  other_detail: ({ detail }) => DETAILS[detail],
  other_lines: () => "--line",
  no_lines: () => "--line",
  unknown_line: () => "--line",
  repeated_line: () => "--line",
  bad_quantity: () => "--line",
  too_many_units: () => "--line",
};

const sellersLines = ({ sellerName, lineIds }: { readonly sellerName: string; readonly lineIds: readonly string[] }) =>
  `${sellerName} has ${lineIds.join(", ")}`;

const TEXTS: KindTable<ShipmentProblem, string> = {
  order_refunded: () => "all of it was given back, so there is nothing left to ship",
  order_canceled: () => "it was canceled, so nothing of it is to be shipped",
  order_shipped: () => "everything in it has been shipped already",
  order_held: ({ holds }) => `${holds.map(alertText).join("; ")}; add --insist to ship nevertheless`,
  several_sellers: ({ sellers }) => `a shipment is one seller's: ${sellers.map(sellersLines).join("; ")}`,
  carrier_missing: () => "goods need a carrier",
  bad_text: ({ maxLength }) => `must have 1 to ${maxLength} letters, digits and signs`,
  bad_tracking_url: () => "must be an address that begins with https:// and contains no user name",
  other_detail: ({ recorded }) => `this shipment was recorded with another one before: ${recorded}`,
  other_lines: () => "this shipment was recorded with other lines before; give a new one a new name with --shipment",
  no_lines: () => "must name at least one line; leave it out for everything that is left",
  unknown_line: ({ known }) =>
    `the order has no line with this id; it has ${known.map(({ id, title }) => `${id} (${title})`).join(", ")}`,
  repeated_line: () => "this line is listed twice",
  bad_quantity: () => "the quantity must be a whole number of at least 1",
  too_many_units: ({ left, ordered }) => `only ${left} of the ${ordered} ordered are left to ship`,
};

/** A problem of a shipment in the words of `npm run ship`. */
export function shipmentProblemText(problem: ShipmentProblem): string {
  return `${byKind(OPTIONS, problem)}: ${byKind(TEXTS, problem)}.`;
}

/** For an order with several shipments, none of which was named. */
export function severalShipmentsText(names: readonly string[]): string {
  return `--shipment: the order has several shipments; name one of them: ${names.join(", ")}.`;
}
