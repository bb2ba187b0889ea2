import { policyUrl } from "../policy-url.ts";
import type { Buyer, CheckoutSession, SessionStatus } from "../../checkout/session.ts";
import { detailsFromOutside } from "../../checkout/ownership.ts";
import { invariant, unreachable } from "../../invariant.ts";
import type { Order } from "../../orders/order.ts";
import { checkoutMessages, type MessageEdge } from "../checkout-messages.ts";
import { addressView, deliveryOptionView, instantFor, lineItemView, type CheckoutEdge } from "../checkout-view.ts";
import { linksOfSellers } from "../sellers/parts-view.ts";
import { totalsView } from "../totals-view.ts";
import { paymentMessages } from "../payment-messages.ts";
import type { PaymentResult } from "../payment-result.ts";
import type { MessageView } from "../host-session.ts";

/**
 * A session as the first version of the Agentic Commerce Protocol has it, in the form that OpenAI documents for REST.
 * Accepts every state. The news of a payment comes first among the messages. Currencies are in lower case; of the two
 * message types and six codes nothing else is used (docs/protocols.md).
 * https://developers.openai.com/commerce/specs/checkout
 */
export function session20250929(
  state: { readonly session: CheckoutSession; readonly order: Order | null },
  edge: CheckoutEdge,
  news: PaymentResult | null = null,
) {
  const { session, order } = state;
  const { address, buyer } = detailsFromOutside(session);
  const instant = instantFor(edge, session);
  invariant(session.status !== "completed" || order !== null, "a completed session has its order");
  return {
    id: session.id,
    ...(buyer === null ? {} : { buyer: buyerView(buyer) }),
    ...(instant === null || !instant.currencies.includes(session.currency)
      ? {}
      : {
          payment_provider: {
            provider: instant.provider,
            merchant_id: instant.accountId,
            supported_payment_methods: ["card"],
          },
        }),
    status: status20250929(session.status),
    currency: session.currency.toLowerCase(),
    line_items: session.lineItems.map((line) => {
      const { id, item, base_amount, discount, subtotal, tax, total } = lineItemView(line, edge.publicUrl);
      return { id, item, base_amount, discount, subtotal, tax, total };
    }),
    ...(address === null ? {} : { fulfillment_address: addressView(address) }),
    fulfillment_options: session.deliveryOptions.map(deliveryOptionView),
    ...(session.deliveryOptionId === null ? {} : { fulfillment_option_id: session.deliveryOptionId }),
    totals: totalsView(session),
    messages: messagesOf(session, edge, news),
    links: linksOfSellers(session, (seller) => [
      { type: "terms_of_use", url: policyUrl(edge.publicUrl, "terms", seller) },
      { type: "privacy_policy", url: policyUrl(edge.publicUrl, "privacy", seller) },
      { type: "seller_shop_policies", url: policyUrl(edge.publicUrl, "returns", seller) },
    ]),
    ...(order === null
      ? {}
      : {
          order: {
            id: order.id,
            checkout_session_id: order.sessionId,
            permalink_url: `${edge.publicUrl}/orders/${order.link}`,
          },
        }),
  };
}

/** Our states in the four words of this version. While the outcome of a payment is open, no other may start. */
export function status20250929(status: SessionStatus) {
  switch (status) {
    case "not_ready":
    case "paying":
    case "unresolved":
    case "awaiting_buyer":
      return "not_ready_for_payment";
    case "ready":
      return "ready_for_payment";
    case "completed":
      return "completed";
    case "canceled":
    case "expired":
      return "canceled";
    default:
      return unreachable(status);
  }
}

function messagesOf(session: CheckoutSession, edge: MessageEdge, news: PaymentResult | null): MessageView[] {
  const messages = news === null ? stateMessages(session) : paymentMessages(news);
  const covered = new Set(messages.map((message) => `${message.code} ${message.param}`));
  const rest = checkoutMessages(session, edge).filter((one) => !covered.has(`${one.code} ${one.param}`));
  // This version has no field for discount codes, so what concerns them points to the totals.
  return [...messages, ...rest].map((one) => (one.param === "$.discount_codes" ? { ...one, param: "$.totals" } : one));
}

/** What an open payment means, for whoever only looks. */
function stateMessages(session: CheckoutSession): MessageView[] {
  if (session.status === "paying" || session.status === "unresolved")
    return paymentMessages({ kind: "still_checking" });
  return session.status === "awaiting_buyer" ? paymentMessages({ kind: "action_required" }) : [];
}

function buyerView(buyer: Buyer) {
  return {
    name: buyer.name,
    email: buyer.email,
    ...(buyer.phoneNumber === null ? {} : { phone_number: buyer.phoneNumber }),
  };
}
