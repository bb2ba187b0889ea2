import { policyUrl } from "../policy-url.ts";
import { partsOf } from "../../checkout/parts.ts";
import {
  hasAttempt,
  isUndated,
  type Address,
  type Buyer,
  type CheckoutSession,
  type DeliveryOption,
  type LineItem,
} from "../../checkout/session.ts";
import { detailsFromOutside } from "../../checkout/ownership.ts";
import { invariant, unreachable } from "../../invariant.ts";
import type { Order } from "../../orders/order.ts";
import { acpOrder } from "./order.ts";
import { capabilities20260417 } from "./2026-04-17-capabilities.ts";
import { discountProblem, messages20260417 } from "./2026-04-17-messages.ts";
import { instantFor, lineItemView, type CheckoutEdge } from "../checkout-view.ts";
import { linksOfSellers, sellersMetadata } from "../sellers/parts-view.ts";
import { totalsView } from "../totals-view.ts";
import type { PaymentResult } from "../payment-result.ts";
import { CHECKOUT_TEXTS } from "../texts/checkout.ts";

/**
 * A session as version 2026-04-17 of the Agentic Commerce Protocol has it. Accepts every state. The news of a payment is first
 * among the messages; attribution, risk signals and cancel traces are never given back. Schema `CheckoutSession`,
 * docs/protocols.md:
 * https://github.com/agentic-commerce-protocol/agentic-commerce-protocol/blob/c2afc863b46b/spec/2026-04-17/json-schema/schema.agentic_checkout.json
 */
export function session20260417(
  state: { readonly session: CheckoutSession; readonly order: Order | null },
  edge: CheckoutEdge,
  news: PaymentResult | null = null,
) {
  const { session, order } = state;
  const { address, buyer } = detailsFromOutside(session);
  invariant(session.status !== "completed" || order !== null, "a completed session has its order");
  const continueUrl = continueUrlOf(session, edge.publicUrl);
  const selected = selectedOptions(session);
  return {
    id: session.id,
    protocol: { version: "2026-04-17" },
    capabilities: capabilities20260417(session.currency, { ...edge, instant: instantFor(edge, session) }),
    ...(buyer === null ? {} : { buyer: buyerView(buyer) }),
    status: status20260417(session),
    currency: session.currency.toLowerCase(),
    line_items: session.lineItems.map((line) => lineView(line, sellerNameOf(session, line), edge.publicUrl)),
    ...(address === null ? {} : { fulfillment_details: deliveryDetails(address, buyer) }),
    fulfillment_options: session.deliveryOptions.map(optionView),
    ...(selected.length === 0 ? {} : { selected_fulfillment_options: selected }),
    totals: totalsView(session),
    messages: messages20260417(session, edge, news),
    links: linksOfSellers(session, (seller) => [
      { type: "terms_of_use", url: policyUrl(edge.publicUrl, "terms", seller) },
      { type: "privacy_policy", url: policyUrl(edge.publicUrl, "privacy", seller) },
      { type: "return_policy", url: policyUrl(edge.publicUrl, "returns", seller) },
      { type: "shipping_policy", url: policyUrl(edge.publicUrl, "shipping", seller) },
    ]),
    created_at: session.createdAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
    ...(continueUrl === null ? {} : { continue_url: continueUrl }),
    metadata: sellersMetadata(session),
    ...discountsView(session),
    ...(order === null ? {} : { order: acpOrder(order, edge.publicUrl) }),
  };
}

/** One for each seller who sends something, with the lines that it is for. */
const selectedOptions = (session: CheckoutSession) =>
  partsOf(session).flatMap(({ deliveryOptionId, lineItems }) =>
    deliveryOptionId === null
      ? []
      : [
          {
            type: "shipping",
            option_id: deliveryOptionId,
            item_ids: lineItems.filter((line) => !line.isDigital).map(({ id }) => id),
          },
        ],
  );

const sellerNameOf = (session: CheckoutSession, line: LineItem): string =>
  partsOf(session).find(({ lineItems }) => lineItems.some(({ id }) => id === line.id))?.sellerName ??
  session.sellerName;

/** Our states in the words of this version; four of its eleven are never used. */
export function status20260417(session: CheckoutSession) {
  switch (session.status) {
    case "not_ready":
      return "not_ready_for_payment";
    case "ready":
      return "ready_for_payment";
    case "paying":
    case "unresolved":
      return "complete_in_progress";
    case "awaiting_buyer":
      // The buyer either confirms a token's payment at the bank, or is on the page where everything is paid.
      return session.attempt.route === "instant" ? "authentication_required" : "requires_escalation";
    case "completed":
    case "canceled":
    case "expired":
      return session.status;
    default:
      return unreachable(session);
  }
}

/** Where a person can go on; null once the session is closed. */
function continueUrlOf(session: CheckoutSession, publicUrl: string): string | null {
  if (session.status === "completed" || session.status === "canceled" || session.status === "expired") return null;
  const page = `${publicUrl}/checkout/${session.link}`;
  return hasAttempt(session) && session.status === "awaiting_buyer" ? (session.actionUrl ?? page) : page;
}

function lineView(line: LineItem, sellerName: string, publicUrl: string) {
  const { name, description, images } = lineItemView(line, publicUrl);
  return {
    id: line.id,
    item: { id: line.productId, name: line.title, unit_amount: line.unitPrice.amountMinor },
    quantity: line.quantity,
    name,
    description,
    images,
    unit_amount: line.unitPrice.amountMinor,
    product_id: line.productId,
    ...(line.availability === "unknown" ? {} : { availability_status: line.availability }),
    ...(line.availableFrom === null ? {} : { fulfillable_on: line.availableFrom.toISOString() }),
    marketplace_seller_details: { name: sellerName },
    totals: [
      {
        type: "items_base_amount",
        display_text: CHECKOUT_TEXTS.totals.items_base_amount,
        amount: line.base.amountMinor,
      },
      { type: "items_discount", display_text: CHECKOUT_TEXTS.totals.items_discount, amount: line.discount.amountMinor },
      { type: "subtotal", display_text: CHECKOUT_TEXTS.totals.subtotal, amount: line.subtotal.amountMinor },
      { type: "tax", display_text: CHECKOUT_TEXTS.totals.tax, amount: line.tax.amountMinor },
      { type: "total", display_text: CHECKOUT_TEXTS.totals.total, amount: line.total.amountMinor },
    ],
  };
}

function optionView(option: DeliveryOption) {
  return {
    type: "shipping",
    id: option.id,
    title: option.title,
    description: option.subtitle,
    carrier: option.carrier,
    ...(isUndated(option)
      ? {}
      : {
          earliest_delivery_time: option.earliest.toISOString(),
          latest_delivery_time: option.latest.toISOString(),
        }),
    totals: [
      { type: "subtotal", display_text: CHECKOUT_TEXTS.totals.fulfillment, amount: option.subtotal.amountMinor },
      { type: "tax", display_text: CHECKOUT_TEXTS.totals.tax, amount: option.tax.amountMinor },
      { type: "total", display_text: CHECKOUT_TEXTS.totals.total, amount: option.total.amountMinor },
    ],
  };
}

function buyerView(buyer: Buyer) {
  return {
    full_name: buyer.name,
    email: buyer.email,
    ...(buyer.phoneNumber === null ? {} : { phone_number: buyer.phoneNumber }),
  };
}

/** The phone number is beside the address in this version, not in it. */
function deliveryDetails(address: Address, buyer: Buyer | null) {
  return {
    name: address.name,
    ...(address.phoneNumber === null ? {} : { phone_number: address.phoneNumber }),
    ...(buyer === null ? {} : { email: buyer.email }),
    address: {
      name: address.name,
      ...(address.company === null ? {} : { company: address.company }),
      line_one: address.lineOne,
      ...(address.lineTwo === null ? {} : { line_two: address.lineTwo }),
      city: address.city,
      state: address.region,
      country: address.country,
      postal_code: address.postalCode,
    },
  };
}

/** Schema `Discounts`: what takes off the order is spread over its lines for tax, which is the method `across`. */
function discountsView({ discounts, rejectedDiscounts, lineItems }: CheckoutSession) {
  if (discounts.length + rejectedDiscounts.length === 0) return {};
  const typed = discounts.filter((one) => !one.isAutomatic);
  return {
    discounts: {
      codes: [...typed, ...rejectedDiscounts].map(({ code }) => code),
      applied: discounts.map(({ code, title, amount, isAutomatic, method, allocations }) => ({
        id: `discount_${code}`,
        ...(isAutomatic ? { automatic: true } : { code }),
        coupon: { id: code, name: title },
        amount: amount.amountMinor,
        method,
        ...(method === "across"
          ? {}
          : {
              allocations: allocations.map((part) => ({
                path: `$.line_items[${lineItems.findIndex((line) => line.id === part.lineId)}]`,
                amount: part.amount.amountMinor,
              })),
            }),
      })),
      rejected: rejectedDiscounts.map(({ code, reason }) => ({
        code,
        reason: discountProblem(reason),
        message: CHECKOUT_TEXTS.codeNotUsed(code, reason),
      })),
    },
  };
}
