import { byKind, type KindTable } from "#lib/invariant.ts";
import type { RefundProblem } from "#lib/orders/refund-problem.ts";
import type { ShipmentProblem } from "#lib/orders/shipment-problem.ts";
import type { FieldProblem } from "#lib/wire/orders/requests.ts";
import { TEXTS } from "./texts.ts";

const DETAILS = {
  name: "shipment_id",
  carrier: "carrier",
  trackingNumber: "tracking_number",
  trackingUrl: "tracking_url",
} as const;

const SHIPMENT_FIELDS: KindTable<ShipmentProblem, string> = {
  order_refunded: () => "order",
  order_canceled: () => "order",
  order_shipped: () => "order",
  several_sellers: () => "line_items",
  order_held: () => "insist",
  carrier_missing: () => "carrier",
  bad_text: ({ detail }) => DETAILS[detail],
  bad_tracking_url: () => "tracking_url",
  other_detail: ({ detail }) => DETAILS[detail],
  other_lines: () => "line_items",
  no_lines: () => "line_items",
  unknown_line: ({ line }) => `line_items[${line}].id`,
  repeated_line: ({ line }) => `line_items[${line}].id`,
  bad_quantity: ({ line }) => `line_items[${line}].quantity`,
  too_many_units: ({ line }) => `line_items[${line}].quantity`,
};

/** A problem of a shipment in the words of `POST /api/orders/{order}/shipments`. */
export function shipmentProblemView(problem: ShipmentProblem): FieldProblem {
  return { field: byKind(SHIPMENT_FIELDS, problem), message: byKind(TEXTS.shipmentProblems, problem) };
}

type RefundPlace = { readonly status: number; readonly error: string; readonly field: string };
const notAllowed = (field: string): RefundPlace => ({ status: 422, error: TEXTS.notAllowed, field });

const REFUND_PLACES: KindTable<RefundProblem, RefundPlace> = {
  more_than_left: () => notAllowed("amount_minor"),
  nothing_left: () => notAllowed("amount_minor"),
  account_not_configured: () => notAllowed("order"),
  other_amount: () => ({ status: 409, error: TEXTS.idempotencyKeyUsed, field: "Idempotency-Key" }),
  other_currency: () => notAllowed("currency"),
  restock_needs_lines: () => notAllowed("restock"),
  not_in_steps: () => notAllowed("amount_minor"),
  amount_needs_lines: () => notAllowed("line_items"),
  order_disputed: () => notAllowed("insist"),
  no_lines: () => notAllowed("line_items"),
  unknown_line: ({ line }) => notAllowed(`line_items[${line}].id`),
  repeated_line: ({ line }) => notAllowed(`line_items[${line}].id`),
  bad_quantity: ({ line }) => notAllowed(`line_items[${line}].quantity`),
  too_many_units: ({ line }) => notAllowed(`line_items[${line}].quantity`),
  shipping_refunded: () => notAllowed("shipping"),
};

/** A problem of a refund in the words of `POST /api/orders/{order}/refund`, with the status of its answer. */
export function refundProblemView(problem: RefundProblem): {
  readonly status: number;
  readonly error: string;
  readonly problems: readonly FieldProblem[];
} {
  const { status, error, field } = byKind(REFUND_PLACES, problem);
  return { status, error, problems: [{ field, message: byKind(TEXTS.refundProblems, problem) }] };
}
