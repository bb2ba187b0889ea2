import type { Product } from "#lib/catalog/product.ts";
import type { Address, CheckoutSession, MissingDetail, PaymentAttempt, SessionStatus } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { priceLine, workOut } from "#lib/checkout/totals.ts";
import { attemptIdOf, checkoutLink, merchantId, orderId, orderLink, productId, sessionId } from "#lib/ids.ts";
import { unreachable } from "#lib/invariant.ts";
import { money } from "#lib/money.ts";
import { orderNumberOf, type Order } from "#lib/orders/order.ts";

export const NOON = new Date("2026-05-04T12:00:00Z");

export const anAddress = (changes: Partial<Address> = {}): Address => ({
  name: "Ada Lovelace",
  lineOne: "1 Main St",
  lineTwo: null,
  city: "New York",
  region: "NY",
  country: "US",
  postalCode: "10001",
  phoneNumber: null,
  ...changes,
});

/** A product that can be bought: a mug for $25.00. */
export const aProduct = (changes: Partial<Product> = {}): Product => ({
  id: productId("mug"),
  merchantId: merchantId("fernweh"),
  sellerName: "Fernweh",
  offerId: null,
  groupId: null,
  title: "Mug",
  description: "Holds a good amount of tea.",
  brand: "Fernweh",
  url: "https://shop.example.com/mug",
  imageUrl: "/pictures/mug.svg",
  additionalImageUrls: [],
  availability: "in_stock",
  price: money(2500, "USD"),
  salePrice: null,
  isEligibleSearch: true,
  isEligibleCheckout: true,
  isDigital: false,
  sellerPrivacyPolicyUrl: null,
  sellerTermsUrl: null,
  category: null,
  condition: "new",
  variant: {},
  stockOnHand: null,
  ...changes,
});

/** Standard delivery for $5.00, express for $15.00, New York's sales tax added, British VAT included, one code. */
export const someRules: ShopRules = {
  shipping: [
    {
      id: "standard",
      title: "Standard",
      subtitle: "3–5 days",
      carrier: "Post",
      countries: ["US", "GB"],
      prices: [money(500, "USD")],
      freeFrom: [money(50_000, "USD")],
      earliestDays: 3,
      latestDays: 5,
    },
    {
      id: "express",
      title: "Express",
      subtitle: "Next day",
      carrier: "Courier",
      countries: ["US"],
      prices: [money(1500, "USD")],
      freeFrom: [],
      earliestDays: 1,
      latestDays: 1,
    },
  ],
  taxes: [
    { country: "US", region: "NY", name: "Sales tax", ratePerMillion: 88_750, mode: "added", appliesToShipping: true },
    { country: "GB", region: null, name: "VAT", ratePerMillion: 200_000, mode: "included", appliesToShipping: true },
  ],
  discounts: [
    {
      code: "TEN",
      title: "Ten percent",
      effect: { kind: "percent", perMillion: 100_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
  ],
};

export type SessionWishes = {
  readonly status?: SessionStatus;
  readonly lines?: readonly { readonly product: Product; readonly quantity: number }[];
  readonly address?: Address | null;
  readonly discountCodes?: readonly string[];
  readonly deliveryOptionId?: string | null;
  readonly rules?: ShopRules;
  readonly route?: PaymentAttempt["route"];
  readonly actionUrl?: string | null;
};

/** A session whose totals the product itself worked out. Without an address it is `not_ready`, else `ready`, unless a status is wished for. */
export function aSession(wishes: SessionWishes = {}): CheckoutSession {
  const {
    lines = [{ product: aProduct(), quantity: 1 }],
    rules = someRules,
    discountCodes = [],
    deliveryOptionId = null,
  } = wishes;
  const address = wishes.address === undefined ? (wishes.status === "not_ready" ? null : anAddress()) : wishes.address;
  const first = lines[0]?.product ?? aProduct();
  const { missing, ...figures } = workOut({
    lines: lines.map(({ product, quantity }, at) => priceLine(product, quantity, at + 1)),
    currency: first.price.currency,
    address,
    deliveryOptionId,
    discountCodes,
    usedUpCodes: new Set(),
    rules,
    now: NOON,
  });
  const basket = {
    ...figures,
    id: sessionId("cs_0123456789abcdef"),
    link: checkoutLink("co_fedcba9876543210"),
    merchantId: first.merchantId,
    sellerName: first.sellerName,
    shopperId: null,
    currency: first.price.currency,
    buyer: null,
    address,
    createdAt: NOON,
    expiresAt: new Date(NOON.getTime() + 6 * 3_600_000),
    revision: 1,
  };
  return inStatus(basket, missing, wishes.status ?? (missing.length === 0 ? "ready" : "not_ready"), wishes);
}

function inStatus(
  basket: Omit<Extract<CheckoutSession, { status: "ready" }>, "status">,
  missing: readonly MissingDetail[],
  status: SessionStatus,
  wishes: SessionWishes,
): CheckoutSession {
  const attempt: PaymentAttempt = {
    id: attemptIdOf(basket.id, 1),
    route: wishes.route ?? "instant",
    amount: basket.totals.total,
    startedAt: NOON,
  };
  switch (status) {
    case "not_ready":
      return { ...basket, status, missing };
    case "ready":
    case "expired":
      return { ...basket, status };
    case "paying":
    case "unresolved":
      return { ...basket, status, attempt };
    case "awaiting_buyer":
      return {
        ...basket,
        status,
        attempt,
        reference: "pay_1",
        actionUrl: wishes.actionUrl === undefined ? "https://bank.example.com/confirm" : wishes.actionUrl,
      };
    case "completed":
      return { ...basket, status, attempt, orderId: orderId("ord_1") };
    case "canceled":
      return { ...basket, status, canceledBy: "buyer" };
    default:
      return unreachable(status);
  }
}

/** The order of a completed session. */
export function anOrder(session: CheckoutSession, changes: Partial<Pick<Order, "status">> = {}): Order {
  const id = orderId("ord_1");
  const sale = {
    id,
    link: orderLink("or_0123456789abcdef"),
    number: orderNumberOf(id),
    sessionId: session.id,
    attemptId: attemptIdOf(session.id, 1),
    merchantId: session.merchantId,
    sellerName: session.sellerName,
    route: "instant" as const,
    lineItems: session.lineItems,
    totals: session.totals,
    discounts: session.discounts,
    includedTax: session.includedTax,
    buyer: { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null },
    address: session.address,
    delivery: null,
    paid: session.totals.total,
    paymentReference: "pay_1",
    paidAt: NOON,
    shipments: [],
    refunds: [],
    refundToldAt: null,
  };
  return changes.status === "partially_refunded"
    ? { ...sale, status: "partially_refunded", refunded: money(1, session.currency) }
    : { ...sale, status: changes.status ?? "paid" };
}

/** A session with its order when its status has one, as the verbs answer it. */
export function aState(wishes: SessionWishes = {}) {
  const session = aSession(wishes);
  return { session, order: session.status === "completed" ? anOrder(session) : null };
}
