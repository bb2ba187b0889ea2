import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { isCurrency, formatMoney, money } from "#lib/money.ts";

/** An amount of a checkout, for a person. */
export function amountText(amountMinor: number, currency: string, locale: string): string {
  return isCurrency(currency) ? formatMoney(money(amountMinor, currency), locale) : `${amountMinor} ${currency}`;
}

/** A checkout in words: what, for how much, what is missing, and the link where it can always be paid. */
export function checkoutText(view: CheckoutView, locale: string): string {
  const amount = (minor: number) => amountText(minor, view.currency, locale);
  const lines = view.line_items.map((line) => `- ${line.item.quantity} × ${line.name}: ${amount(line.subtotal)}`);
  const totals = view.totals.map(
    (row) =>
      `${row.display_text}: ${row.type === "discount" || row.type === "items_discount" ? "−" : ""}${amount(row.amount)}`,
  );
  const delivery = view.fulfillment_options.map(
    (option) =>
      `- ${option.title} (${option.id}${option.id === view.fulfillment_option_id ? ", chosen" : ""}): ${amount(option.total)}, ${option.subtitle}`,
  );
  const canStillChange = view.state === "not_ready" || view.state === "ready";
  return [
    `Checkout with ${view.seller_name} (${view.id}):`,
    ...lines,
    ...totals,
    ...(canStillChange && delivery.length > 0 ? ["Delivery options:", ...delivery] : []),
    ...view.messages.map((message) => message.content),
    statusText(view),
  ].join("\n");
}

/** Where a checkout stands, in words, with the address that helps next. */
export function statusText(view: CheckoutView): string {
  switch (view.state) {
    case "not_ready":
      return `Not ready to be paid yet: details are missing. They can be given with update_checkout or on the seller's checkout page: ${view.continue_url}`;
    case "ready":
      return `Ready to be paid; nothing has been charged yet. The buyer can pay on the seller's checkout page: ${view.continue_url}`;
    case "awaiting_buyer":
      return `A payment was started and is not finished; the buyer finishes it here: ${view.action_url ?? view.continue_url}`;
    case "paying":
    case "unresolved":
      return `A payment was started and its outcome is not known yet. It must not be paid again. Ask get_order_status in a moment, or see ${view.continue_url}`;
    case "completed":
      return orderText(view);
    case "canceled":
      return "This checkout was canceled. Nothing will be charged for it. A new one can be prepared with checkout_session.";
    case "expired":
      return "This checkout has expired without a payment. A new one can be prepared with checkout_session.";
  }
}

function orderText(view: CheckoutView): string {
  const { order } = view;
  if (order === undefined) return "Paid.";
  const refund =
    order.status === "refunded"
      ? " It has been refunded."
      : order.status === "partially_refunded"
        ? " A part of it has been refunded."
        : "";
  const placed = `Paid. Order ${order.order_number} is placed with ${view.seller_name}.${refund} Receipt: ${order.permalink_url}`;
  return [placed, ...deliveryTexts(order)].join("\n");
}

const DELIVERY_WORDS: Readonly<Record<NonNullable<CheckoutView["order"]>["delivery_status"], string | null>> = {
  not_shipped: null,
  partly_shipped: "A part of it has been shipped:",
  shipped: "It has been shipped:",
  delivered: "It has been delivered:",
};

function deliveryTexts({ delivery_status: status, shipments }: NonNullable<CheckoutView["order"]>): readonly string[] {
  const words = DELIVERY_WORDS[status];
  if (words === null) return [];
  const said = shipments.map((shipment) => {
    const items = shipment.items.map((item) => `${item.quantity} × ${item.title}`).join(", ");
    const carrier = shipment.carrier === undefined ? "" : ` with ${shipment.carrier}`;
    const tracking = shipment.tracking_number === undefined ? "" : `, tracking number ${shipment.tracking_number}`;
    const where = shipment.tracking_url === undefined ? "" : `, ${shipment.tracking_url}`;
    const day = (shipment.delivered_at ?? shipment.shipped_at).slice(0, 10);
    return `- ${items}: ${shipment.status}${carrier} on ${day}${tracking}${where}`;
  });
  return [words, ...said];
}
