import type { FoundOrder, OrderProgress } from "#lib/wire/orders/order-contract.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { quoted } from "#lib/plain-text.ts";
import { awaitedTextOf } from "#lib/wire/products/awaited.ts";
import { isCurrency, formatMoney, money } from "#lib/money.ts";
import { TEXTS } from "./texts.ts";

/** An amount of a checkout, for a person. */
export function amountText(amountMinor: number, currency: string, locale: string): string {
  return isCurrency(currency) ? formatMoney(money(amountMinor, currency), locale) : `${amountMinor} ${currency}`;
}

/** A checkout in words: what, for how much, what is missing, and the link where it can always be paid. */
export function checkoutText(view: CheckoutView, locale: string): string {
  const amount = (minor: number) => amountText(minor, view.currency, locale);
  const lineText = (line: CheckoutView["line_items"][number]) =>
    `- ${line.item.quantity} × ${quoted(line.name)}: ${amount(line.subtotal)}`;
  const lines =
    view.parts?.flatMap((part) => [
      TEXTS.soldByPart(part.seller_name, amount(part.total), view.state !== "not_ready"),
      ...view.line_items.filter(({ id }) => part.line_item_ids.includes(id)).map(lineText),
    ]) ?? view.line_items.map(lineText);
  const base = view.totals.find(({ type }) => type === "items_base_amount")?.amount;
  const totals = view.totals
    .filter(({ type, amount: minor }) => type !== "subtotal" || minor !== base)
    .map((row) => {
      const label = row.type === "total" && view.state === "not_ready" ? TEXTS.totalSoFar : row.display_text;
      return `${label}: ${row.type === "discount" || row.type === "items_discount" ? "−" : ""}${amount(row.amount)}`;
    });
  const chosen = [view, ...(view.parts ?? [])].map((part) => part.fulfillment_option_id);
  const sellerOf = (id: string) => view.parts?.find(({ fulfillment_option_ids: ids }) => ids.includes(id))?.seller_name;
  const delivery = view.fulfillment_options.map((option) => {
    const seller = sellerOf(option.id);
    return `- ${seller === undefined ? "" : `${quoted(seller)}: `}${option.title} (${option.id}${chosen.includes(option.id) ? TEXTS.chosen : ""}): ${amount(option.total)}, ${option.subtitle}`;
  });
  const canStillChange = view.state === "not_ready" || view.state === "ready";
  return [
    TEXTS.checkout(view.seller_name, view.id),
    ...lines,
    ...totals,
    ...(canStillChange && delivery.length > 0 ? [TEXTS.deliveryOptions, ...delivery] : []),
    ...view.messages.map((message) => message.content),
    statusText(view, locale),
  ].join("\n");
}

/** The state of a checkout, in words, with the address that helps next. */
export function statusText(view: CheckoutView, locale: string): string {
  switch (view.state) {
    case "not_ready":
      if (view.missing.includes("seller")) return TEXTS.status.seller_not_ready(view.continue_url);
      return view.missing.includes("tax")
        ? TEXTS.status.tax_unknown(view.continue_url)
        : TEXTS.status.not_ready(view.continue_url);
    case "ready":
      return TEXTS.status[view.state](view.continue_url);
    case "awaiting_buyer":
      return TEXTS.status.awaiting_buyer(view.action_url ?? view.continue_url);
    case "paying":
    case "unresolved":
      return TEXTS.status.unresolved(view.continue_url);
    case "completed":
      return orderText(view, locale);
    case "canceled":
    case "expired":
      return TEXTS.status[view.state];
  }
}

function orderText(view: CheckoutView, locale: string): string {
  const { order } = view;
  if (order === undefined) return TEXTS.status.paid;
  const refund = `${TEXTS.refunds[order.status]}${refundFailedText(order.refund_failed, view, locale)}${disputeText(order, view.currency, locale)}`;
  const placed = TEXTS.placed(order.order_number, view.seller_name, refund, order.permalink_url);
  const erased = order.buyer_details_erased === true ? [TEXTS.buyerErased] : [];
  return [placed, ...erased, ...deliveryTexts(order)].join("\n");
}

/** An order that was looked up, in words: what was paid, what was given back, what is on its way. */
export function foundOrderText(order: FoundOrder, locale: string): string {
  const amount = (minor: number) => amountText(minor, order.currency, locale);
  const day = (moment: string) => moment.slice(0, 10);
  return [
    `${TEXTS.foundOrder(order.order_number, order.seller_name, day(order.placed_at), amount(order.total))}${TEXTS.refunds[order.status]}${refundFailedText(order.refund_failed, order, locale)}${disputeText(order, order.currency, locale)}`,
    ...order.refunds.map((one) => TEXTS.refundLine(amount(one.amount), TEXTS.refund[one.status], day(one.occurred_at))),
    ...awaitedTexts(order, locale),
    ...deliveryTexts(order),
  ].join("\n");
}

const awaitedTexts = ({ awaited_items: items = [] }: OrderProgress, locale: string): readonly string[] =>
  items.map((item) => `- ${quoted(item.title)}: ${awaitedTextOf(item, locale) ?? ""}`);

function refundFailedText(
  failed: number | undefined,
  { currency, seller_name: seller }: Pick<FoundOrder, "currency" | "seller_name">,
  locale: string,
): string {
  return failed === undefined ? "" : TEXTS.refundFailed(amountText(failed, currency.toUpperCase(), locale), seller);
}

function disputeText(
  {
    payment_dispute: dispute,
    payment_returned: own,
    payment_returned_in: others = [],
  }: Pick<FoundOrder, "payment_dispute" | "payment_returned" | "payment_returned_in">,
  currency: string,
  locale: string,
): string {
  if (dispute === "returned") return TEXTS.disputes.returned;
  const returned = [...(own === undefined ? [] : [{ amount: own, currency }]), ...others];
  const part = returned
    .map((one) => TEXTS.disputes.partlyReturned(amountText(one.amount, one.currency.toUpperCase(), locale)))
    .join("");
  return `${part}${dispute === undefined ? "" : TEXTS.disputes[dispute]}`;
}

function deliveryTexts({ delivery_status: status, shipments }: OrderProgress): readonly string[] {
  const words = TEXTS.delivery[status];
  if (words === null) return [];
  const lines = shipments.map((shipment) => {
    const items = shipment.items.map((item) => `${item.quantity} × ${quoted(item.title)}`).join(", ");
    return TEXTS.shipment(items, shipment.status, {
      day: (shipment.delivered_at ?? shipment.shipped_at).slice(0, 10),
      carrier: shipment.carrier,
      trackingNumber: shipment.tracking_number,
      trackingUrl: shipment.tracking_url,
    });
  });
  return [words, ...lines];
}
