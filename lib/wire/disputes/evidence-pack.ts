import type { SessionEvent } from "../../checkout/session-event.ts";
import { decimalText, type Money } from "../../money.ts";
import { adjustmentsOf } from "../../orders/adjustment.ts";
import type { Dispute } from "../../orders/disputes/alert.ts";
import type { Order, Shipment } from "../../orders/order.ts";
import type { Evidence } from "../../payments/dispute-service.ts";
import { EVIDENCE_TEXTS as TEXTS } from "../texts/evidence.ts";

/** What is known of a disputed order. `policyUrls`: where the seller's terms, returns and delivery are. */
export type KnownOfOrder = {
  readonly order: Order;
  readonly dispute: Dispute;
  readonly history: readonly SessionEvent[];
  /** The digest of the order as it was shown before it was paid; null where it was not kept. */
  readonly shown: string | null;
  readonly policyUrls: readonly string[];
};

/** The longest that a bank reads of one text, https://docs.stripe.com/api/disputes/evidence_object. */
const MAX_FIELD = 20_000;

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
export const amountText = (amount: Money): string => `${decimalText(amount)} ${amount.currency}`;

/** The fields of the provider's form that our books can fill. Empty ones are left out: a bank reads only what is there. */
export function evidenceFields(known: KnownOfOrder): Evidence {
  const { order } = known;
  const { buyer, shipments } = order;
  const [first] = shipments.filter(({ carrier }) => carrier !== null);
  const address = addressLines(order).join(", ");
  const fields = {
    customer_name: buyer?.name ?? "",
    customer_email_address: buyer?.email ?? "",
    shipping_address: address,
    shipping_carrier: shipments.flatMap(({ carrier }) => carrier ?? []).join(", "),
    shipping_date: first === undefined ? "" : dayOf(first.shippedAt),
    shipping_tracking_number: shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []).join(", "),
    product_description: itemLines(order).join("\n"),
    access_activity_log: shipments
      .filter(({ carrier }) => carrier === null)
      .map(shipmentText(order))
      .join("\n"),
    refund_policy_disclosure: TEXTS.terms(known.policyUrls),
    uncategorized_text: [...saleLines(known), "", ...shippingLines(order), "", ...historyLines(known)].join("\n"),
  };
  const filled = Object.entries(fields).filter(([, text]) => text !== "");
  return Object.fromEntries(filled.map(([name, text]) => [name, text.slice(0, MAX_FIELD)]));
}

export const itemLines = ({ lineItems }: Order): readonly string[] =>
  lineItems.map(({ quantity, title, total }) => TEXTS.items(quantity, title, amountText(total)));

export function addressLines({ address }: Order): readonly string[] {
  if (address === null) return [];
  const { name, company, lineOne, lineTwo, city, region, postalCode, country } = address;
  return [name, company ?? "", lineOne, lineTwo ?? "", [city, region, postalCode].join(" ").trim(), country].filter(
    (line) => line !== "",
  );
}

/** What was sold, to whom, and how it was paid. */
export function saleLines({ order, shown, policyUrls }: KnownOfOrder): readonly string[] {
  return [
    TEXTS.sale(order.sellerName, order.number, dayOf(order.paidAt), amountText(order.paid)),
    ...itemLines(order),
    TEXTS.routes[order.route],
    ...(shown === null ? [] : [TEXTS.shown(shown)]),
    TEXTS.terms(policyUrls),
  ];
}

/** What left, when, with whom, and whether it arrived. */
export function shippingLines(order: Order): readonly string[] {
  return order.shipments.length === 0 ? [TEXTS.shipments.none] : order.shipments.map(shipmentText(order));
}

const shipmentText =
  (order: Order) =>
  ({ lines, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt }: Shipment): string => {
    const titleOf = (id: string) => order.lineItems.find((line) => line.id === id)?.title ?? id;
    const items = lines.map(({ lineId, quantity }) => `${quantity} × ${titleOf(lineId)}`).join(", ");
    if (carrier === null) return TEXTS.shipments.digital(items, dayOf(deliveredAt ?? shippedAt));
    return [
      TEXTS.shipments.shipped(items, carrier, dayOf(shippedAt)),
      ...(trackingNumber === null ? [] : [TEXTS.shipments.tracking(trackingNumber)]),
      ...(trackingUrl === null ? [] : [TEXTS.shipments.trackingUrl(trackingUrl)]),
      deliveredAt === null ? TEXTS.shipments.notDelivered : TEXTS.shipments.delivered(dayOf(deliveredAt)),
    ].join(" ");
  };

/** Everything that happened, the oldest first, by our own clock: the checkout's steps, shipments and refunds. */
export function historyLines({ order, history }: KnownOfOrder): readonly string[] {
  const steps = history.map(({ occurredAt, type }) => ({ occurredAt, text: type.replaceAll("_", " ") }));
  const shipped = order.shipments.flatMap(({ shippedAt, deliveredAt, carrier }) => [
    { occurredAt: shippedAt, text: `shipped${carrier === null ? "" : ` with ${carrier}`}` },
    ...(deliveredAt === null ? [] : [{ occurredAt: deliveredAt, text: "delivered" }]),
  ]);
  const refunds = adjustmentsOf(order).map(({ amount, status, occurredAt }) => ({
    occurredAt,
    text: TEXTS.refund(amountText(amount), status, dayOf(occurredAt)),
  }));
  const alerts = order.alerts.map(({ openedAt, kind, reason }) => ({
    occurredAt: openedAt,
    text: `${kind}: ${reason}`,
  }));
  return [...steps, ...shipped, ...refunds, ...alerts]
    .toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime())
    .map(({ occurredAt, text }) => `${occurredAt.toISOString()} ${text}`);
}

/** The files that answer the commonest reasons of https://docs.stripe.com/disputes/categories, the most telling first. */
const FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ["product_not_received", ["shipping.txt", "receipt.html", "history.txt"]],
  ["fraudulent", ["history.txt", "receipt.html", "shipping.txt"]],
  ["credit_not_processed", ["history.txt", "terms.txt", "receipt.html"]],
  ["duplicate", ["receipt.html", "history.txt"]],
]);

/** Any other reason may need all of them. */
export const filesFor = (reason: string): readonly string[] =>
  FILES.get(reason) ?? ["receipt.html", "shipping.txt", "terms.txt", "history.txt"];
