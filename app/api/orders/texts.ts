import { alertText } from "#lib/wire/texts/alerts.ts";
import type { KindTable } from "#lib/invariant.ts";
import type { RefundProblem } from "#lib/orders/refund-problem.ts";
import type { ShipmentProblem } from "#lib/orders/shipment-problem.ts";

/** Each continues "field: ". */
const shipmentProblems: KindTable<ShipmentProblem, string> = {
  order_refunded: () => "all of it was given back, so there is nothing left to ship",
  order_canceled: () => "it was canceled, so nothing of it is to be shipped",
  order_shipped: () => "everything in it has been shipped already",
  order_held: ({ holds }) => `${holds.map(alertText).join("; ")}; send true to ship nevertheless`,
  several_sellers: ({ sellers }) =>
    `a shipment is one seller's; ${sellers.map(({ sellerName, lineIds }) => `${sellerName} has ${lineIds.join(", ")}`).join("; ")}`,
  carrier_missing: () => "goods need a carrier",
  bad_text: ({ maxLength }) => `must have 1 to ${maxLength} letters, digits and signs`,
  bad_tracking_url: () => "must be an address that begins with https:// and contains no user name",
  other_detail: ({ recorded }) => `this shipment was recorded with another one before: ${recorded}`,
  other_lines: () => "this shipment was recorded with other lines before; give a new shipment a new shipment_id",
  no_lines: () => "must name at least one line; leave it out for everything that is left",
  unknown_line: ({ known }) =>
    `the order has no line with this id; it has ${known.map(({ id, title }) => `${id} (${title})`).join(", ")}`,
  repeated_line: () => "this line is listed twice",
  bad_quantity: () => "must be a whole number of at least 1",
  too_many_units: ({ left, ordered }) => `only ${left} of the ${ordered} ordered are left to ship`,
};

/** Each continues "field: ". */
const refundProblems: KindTable<RefundProblem, string> = {
  more_than_left: ({ left }) => `only ${left.amountMinor} minor units of ${left.currency} are left`,
  nothing_left: () => "nothing is left to give back; an order that cost nothing can be canceled",
  account_not_configured: ({ provider }) =>
    `it was paid at an account of ${provider} that this server has no key to; the operator adds the account to EARLIER_PAYMENT_SETTINGS`,
  other_amount: ({ amount }) => `it was used for a refund of ${amount.amountMinor} minor units`,
  other_currency: ({ paid }) => `the order was paid in ${paid}`,
  order_disputed: ({ dispute }) =>
    `${alertText(dispute)}${dispute.kind === "inquiry" ? "; only a full refund ends that" : ""}; send true to refund nevertheless`,
  restock_needs_lines: () =>
    "needs line_items, or everything that is left: an amount does not say which goods are back",
  not_in_steps: ({ step }) =>
    `must be a multiple of ${step.amountMinor}: payment providers give back no other amounts of ${step.currency}`,
  amount_needs_lines: () =>
    "name them, or leave the amount out for everything that is left of your part: the order has other sellers too",
  no_lines: () => "must name at least one line, or shipping; leave it out for everything that is left",
  unknown_line: ({ known }) =>
    `the order has no line with this id; it has ${known.map(({ id, title }) => `${id} (${title})`).join(", ")}`,
  repeated_line: () => "this line is listed twice",
  bad_quantity: () => "must be a whole number of at least 1",
  too_many_units: ({ left, ordered }) => `only ${left} of the ${ordered} ordered are left to give back`,
  shipping_refunded: () => "delivery cost nothing, or was given back before",
};

const ABOUT: Readonly<Record<string, string>> = {
  change_products: "change products",
  manage_sellers: "manage sellers",
  manage_receivers: "manage receivers",
};

/** Every sentence of `/api/orders`, in one place, so that another language is another file. */
export const TEXTS = {
  shipmentProblems,
  refundProblems,
  off: "not found",
  noKey: "the key is missing or wrong",
  notThisAction: (action: string) => `this key does not allow to ${ABOUT[action] ?? `${action} orders`}`,
  notJsonType: "Content-Type must be application/json",
  bodyTooLarge: (bytes: number) => `a body has at most ${bytes} bytes`,
  notJson: "the body is not JSON",
  notJsonField: "is not JSON",
  invalidBody: "invalid body",
  invalidQuery: "invalid parameters",
  missingIdempotencyKey: "missing Idempotency-Key",
  invalidIdempotencyKey: "invalid Idempotency-Key",
  idempotencyKeyField: "this header has 1 to 80 letters, digits and signs, another one for each refund",
  idempotencyKeyUsed: "this Idempotency-Key was used for another refund",
  notAllowed: "the order does not allow this",
  refundRefused: "the payment provider refused the refund; npm run reconcile shows it",
  refundFailed: "the refund failed, and the money is with the seller again; give it back with another Idempotency-Key",
  notCanceled: {
    paid: "it was paid; refund it instead",
    shipped: "something of it has been shipped",
    several_sellers:
      "it cost nothing and is canceled whole, and something of it is another seller's; a key for all of its sellers, or whoever runs the shop, cancels it",
  },
  noOrder: "there is no order with this number or id",
  noOrderField: "unknown",
  failed: "temporarily unavailable; send the same request again",
} as const;
