import { policyUrl } from "./policy-url.ts";
import {
  hasAttempt,
  isPaymentOpen,
  isUndated,
  missingDetails,
  type Address,
  type CheckoutSession,
  type DeliveryOption,
  type LineItem,
  type SessionStatus,
} from "../checkout/session.ts";
import { cameFromOutside } from "../checkout/ownership.ts";
import { partsOf } from "../checkout/parts.ts";
import { invariant, unreachable } from "../invariant.ts";
import { subtract, type Currency, type Money } from "../money.ts";
import { refundedOf } from "../orders/adjustment.ts";
import type { Order } from "../orders/order.ts";
import type { SellerId } from "../ids.ts";
import type { AmountVerdict } from "../payments/provider.ts";
import { pictureUrl } from "../pictures/picture-address.ts";
import { checkoutMessages } from "./checkout-messages.ts";
import { buyerDisputeView } from "./orders/alerts.ts";
import { refundFailedView, refundsView } from "./orders/found.ts";
import { orderProgressView } from "./orders/progress.ts";
import { shortened, type ViewEdge } from "./product-view.ts";
import type { HostDialect, HostSession } from "./host-session.ts";
import type { TranslatedCard } from "./texts/card/card.ts";
import type { CheckoutView } from "./tool-contract.ts";
import { linksOfSellers, partsView, sellersMetadata } from "./sellers/parts-view.ts";
import { namesOf } from "./texts/seller-names.ts";
import { totalsView } from "./totals-view.ts";

export type CheckoutEdge = ViewEdge & {
  /** What the payment service needs in order to take delegated tokens, in this payment mode; null while it cannot. */
  readonly instant: {
    readonly provider: string;
    readonly accountId: string;
    readonly currencies: readonly Currency[];
    readonly mode: "test" | "live";
  } | null;
  /** Where sellers take payments at accounts of their own: what each needs, null without a profile; absent: all have `instant`. */
  readonly instantOf?: (sellerId: SellerId) => CheckoutEdge["instant"];
  readonly paymentMode: "test" | "live";
  /** Whether the payment provider can be paid an amount. */
  readonly takes: (amount: Money) => AmountVerdict;
  /** How the host wants the session spelled; absent: in full. */
  readonly hostDialect?: HostDialect;
  /** Of a card in another language; absent: in English. */
  readonly texts?: TranslatedCard;
};

/** When an answer has the address that was given in the chat. */
export type AddressRule = "while_open" | "always" | "never";

/** What the payment sheet of a session needs: its seller's own where sellers are paid at accounts of theirs. */
export const instantFor = (
  { instant, instantOf }: Pick<CheckoutEdge, "instant" | "instantOf">,
  { sellerId }: Pick<CheckoutSession, "sellerId">,
): CheckoutEdge["instant"] => (instantOf === undefined ? instant : instantOf(sellerId));

const CARD_BRANDS = ["visa", "mastercard", "amex", "discover"];
const DESCRIPTION_MAX = 500;

/**
 * A session in the host's dialect, and beside it what our widget and a model need. Accepts every state. Fields
 * that the host owns (merchant, logo_url, conversation_id, connector_id, ecosystem_app_uri) are never sent,
 * and of the buyer only a delivery address that was given in the chat is, while the checkout is open. `shows`:
 * `always` for whoever paid just now, whose documented answer has the address; `never` for a caller whose token proves
 * nothing. https://developers.openai.com/plugins/build/monetization
 */
export function checkoutView(
  state: { readonly session: CheckoutSession; readonly order: Order | null },
  edge: CheckoutEdge,
  shows: AddressRule = "while_open",
): CheckoutView {
  const { session, order } = state;
  invariant(session.status !== "completed" || order !== null, "a completed session has its order");
  const host = hostSession(session, edge, shows);
  const undated = new Set(session.deliveryOptions.filter(isUndated).map(({ id }) => id));
  return {
    ...host,
    fulfillment_options: host.fulfillment_options.map((option) =>
      undated.has(option.id) ? { ...option, days_unknown: true } : option,
    ),
    state: session.status,
    missing: [...missingDetails(session)],
    ...(edge.hostDialect === undefined || edge.hostDialect === "full" ? {} : { host_dialect: edge.hostDialect }),
    seller_name: namesOf(partsOf(session), edge.texts === undefined ? "en" : edge.locale),
    ...partsView(session, (seller) => linksOf(edge, seller)),
    discount_codes: session.discounts.filter((one) => !one.isAutomatic).map((discount) => discount.code),
    continue_url: `${edge.publicUrl}/checkout/${session.link}`,
    ...(isPaymentOpen(session) && hasAttempt(session) ? { open_payment: session.attempt.route } : {}),
    ...(session.status === "awaiting_buyer" && session.actionUrl !== null ? { action_url: session.actionUrl } : {}),
    ...(order === null ? {} : { order: orderView(order, edge) }),
  };
}

function hostSession(session: CheckoutSession, edge: CheckoutEdge, shows: AddressRule): HostSession {
  const instant = instantFor(edge, session);
  invariant(instant === null || instant.mode === edge.paymentMode, "a merchant's id is of one payment mode");
  return {
    id: session.id,
    ...(instant === null || !instant.currencies.includes(session.currency)
      ? {}
      : {
          payment_provider: {
            provider: instant.provider,
            merchant_id: instant.accountId,
            supported_payment_methods: [
              { type: "card", allowed_card_brands: CARD_BRANDS },
              { type: "apple_pay" },
              { type: "google_pay" },
            ],
            // What a buyer has saved with the merchant is not offered (docs/protocols.md, K24).
            managed_payment_methods: [],
          },
        }),
    payment_mode: edge.paymentMode,
    status: hostStatus(session.status),
    currency: session.currency,
    metadata: sellersMetadata(session),
    line_items: session.lineItems.map((line) => lineItemView(line, edge.publicUrl)),
    totals: totalsView(session, edge),
    fulfillment_options: session.deliveryOptions.map(deliveryOptionView),
    ...(session.deliveryOptionId === null ? {} : { fulfillment_option_id: session.deliveryOptionId }),
    ...(session.address === null || !showsAddress(session, shows)
      ? {}
      : { fulfillment_address: withCompany(session.address) }),
    messages: checkoutMessages(session, edge),
    links: linksOfSellers(session, (seller) => linksOf(edge, seller)),
  };
}

const linksOf = ({ publicUrl }: CheckoutEdge, seller: SellerId): HostSession["links"] => [
  { type: "terms_of_use", url: policyUrl(publicUrl, "terms", seller) },
  { type: "privacy_policy", url: policyUrl(publicUrl, "privacy", seller) },
  { type: "seller_shop_policies", url: policyUrl(publicUrl, "returns", seller) },
  { type: "support_url", url: policyUrl(publicUrl, "shipping", seller) },
];

/** What was typed on the merchant's page stays there, and a closed checkout has no use for an address. */
function showsAddress({ status, origins }: CheckoutSession, shows: AddressRule): boolean {
  if (shows !== "while_open") return shows === "always" && cameFromOutside(origins.address);
  const isClosed = status === "completed" || status === "canceled" || status === "expired";
  return cameFromOutside(origins.address) && !isClosed;
}

/** Our states in the host's five words. While the outcome of a payment is open the host must not start another. */
export function hostStatus(status: SessionStatus): HostSession["status"] {
  switch (status) {
    case "not_ready":
    case "paying":
    case "unresolved":
      return "not_ready_for_payment";
    case "ready":
      return "ready_for_payment";
    case "awaiting_buyer":
      return "requires_escalation";
    case "completed":
      return "completed";
    case "canceled":
    case "expired":
      return "canceled";
    default:
      return unreachable(status);
  }
}

export function lineItemView(line: LineItem, publicUrl: string): HostSession["line_items"][number] {
  const image = pictureUrl(line.imageUrl, publicUrl);
  return {
    id: line.id,
    item: { id: line.productId, quantity: line.quantity },
    name: line.title,
    description: shortened(line.description, DESCRIPTION_MAX),
    images: image === null ? [] : [image],
    base_amount: line.base.amountMinor,
    discount: line.discount.amountMinor,
    subtotal: line.subtotal.amountMinor,
    tax: line.tax.amountMinor,
    total: line.total.amountMinor,
  };
}

export function deliveryOptionView(option: DeliveryOption): HostSession["fulfillment_options"][number] {
  return {
    id: option.id,
    type: "shipping",
    title: option.title,
    subtitle: option.subtitle,
    carrier: option.carrier,
    earliest_delivery_time: option.earliest.toISOString(),
    latest_delivery_time: option.latest.toISOString(),
    subtotal: option.subtotal.amountMinor,
    tax: option.tax.amountMinor,
    total: option.total.amountMinor,
  };
}

export function addressView(address: Address): NonNullable<HostSession["fulfillment_address"]> {
  return {
    name: address.name,
    line_one: address.lineOne,
    ...(address.lineTwo === null ? {} : { line_two: address.lineTwo }),
    city: address.city,
    state: address.region,
    country: address.country,
    postal_code: address.postalCode,
    ...(address.phoneNumber === null ? {} : { phone_number: address.phoneNumber }),
  };
}

/** The host's address has no company, and `sessionForHost` leaves it out. */
const withCompany = (address: Address) => ({
  ...addressView(address),
  ...(address.company === null ? {} : { company: address.company }),
});

function orderView(order: Order, edge: ViewEdge): NonNullable<CheckoutView["order"]> {
  const refunds = refundsView(order);
  const refunded = refundedOf(order);
  return {
    id: order.id,
    checkout_session_id: order.sessionId,
    permalink_url: `${edge.publicUrl}/orders/${order.link}`,
    order_number: order.number,
    status: order.status,
    ...refundFailedView(order),
    ...buyerDisputeView(order),
    ...(order.erased === null ? {} : { buyer_details_erased: true as const }),
    ...orderProgressView(order),
    ...(refunds.length === 0 ? {} : { refunds }),
    ...(refunded.amountMinor === 0 ? {} : { after_refunds: subtract(order.paid, refunded).amountMinor }),
  };
}
