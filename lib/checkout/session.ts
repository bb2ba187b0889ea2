import type { AttemptId, CheckoutLink, SellerId, OrderId, ProductId, SessionId, ShopperId } from "../ids.ts";
import type { Availability, FeedDelivery } from "../catalog/product.ts";
import type { Currency, Money } from "../money.ts";
import type { DetailOrigins, Ownership } from "./ownership.ts";
import type { CartPart } from "./cart-part.ts";
import type { TaxLine, TaxShare } from "./taxes/line.ts";
import type { BuyerTaxId } from "./taxes/tax-id.ts";
import type { TaxBasis } from "./taxes/quote.ts";

/** A discount by its code and the title that a buyer reads. */
export type Reduction = { readonly code: string; readonly title: string; readonly amount: Money };

export type LineItem = {
  readonly id: string;
  readonly productId: ProductId;
  readonly offerId: string | null;
  readonly title: string;
  readonly description: string;
  readonly imageUrl: string;
  readonly isDigital: boolean;
  /** Of the product when the line was priced: its tax class, the weight of a unit, whether it is a pre-order and when that is sent. */
  readonly taxCategory: string | null;
  readonly category: string | null;
  readonly weightGrams: number | null;
  /** What the feed asks for delivery, in the line's currency; docs/delivery.md. */
  readonly deliveryPrices: readonly FeedDelivery[];
  readonly availability: Availability;
  readonly availableFrom: Date | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** unitPrice × quantity, at the regular price. */
  readonly base: Money;
  /** What the sale price and discounts of the line take off, as a positive amount. */
  readonly discount: Money;
  /** The discounts in `discount`, by name; the rest of it is the sale price's. */
  readonly reductions: readonly Reduction[];
  /** base − discount */
  readonly subtotal: Money;
  /** Tax that is added to the line, after its share of a discount code. */
  readonly tax: Money;
  /** Each tax of the line, also those that the price contains. */
  readonly taxes: readonly TaxShare[];
  /** subtotal + tax */
  readonly total: Money;
};

export type Address = {
  readonly name: string;
  readonly company: string | null;
  readonly lineOne: string;
  readonly lineTwo: string | null;
  readonly city: string;
  /** State, province or prefecture; empty where the country has none. */
  readonly region: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly postalCode: string;
  readonly phoneNumber: string | null;
};

export type Buyer = {
  readonly name: string;
  readonly email: string;
  readonly phoneNumber: string | null;
  /** Of the company that buys; absent where nobody gave one. */
  readonly taxId?: BuyerTaxId;
};

/** The first and the last day on which something is expected to arrive. */
export type DeliveryDays = { readonly earliest: Date; readonly latest: Date };

/** Goods that are sent together, and the days on which they arrive; null: nobody knows when they can be sent. */
export type DeliveryParcel = { readonly lineIds: readonly string[]; readonly days: DeliveryDays | null };

/** `earliest` and `latest` are of whatever has days. Of a delivery without any they are those of goods in stock, for protocols that want some. */
export type DeliveryOption = DeliveryDays & {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly carrier: string;
  /** Where goods arrive at different times or nobody knows when, from the first to the last; absent where all arrive together. */
  readonly parcels?: readonly DeliveryParcel[];
  readonly subtotal: Money;
  readonly tax: Money;
  readonly taxes: readonly TaxShare[];
  /** subtotal + tax; what `totals.fulfillment` charges when it is chosen. */
  readonly total: Money;
};

/** True where nobody knows when any of it arrives. */
export const isUndated = ({ parcels = [] }: Pick<DeliveryOption, "parcels">): boolean =>
  parcels.length > 0 && parcels.every(({ days }) => days === null);

export type AppliedDiscount = Reduction & {
  /** Counts without being typed; `code` is then its name alone. */
  readonly isAutomatic: boolean;
  /** `each`: of lines, and part of their `discount`; `across`: of the order, and part of `totals.discount`. */
  readonly method: "each" | "across";
  /** What it takes off each line; adds up to `amount`. Empty in orders of releases that did not keep it. */
  readonly allocations: readonly { readonly lineId: string; readonly amount: Money }[];
};
export type RejectedDiscount = {
  readonly code: string;
  readonly reason:
    | "unknown"
    | "expired"
    | "minimum_not_met"
    | "used_up"
    | "wrong_currency"
    | "not_combinable"
    | "not_started"
    | "not_applicable"
    /** This customer has used it as often as one may. */
    | "customer_limit"
    | "first_order_only";
};

/** Discounts are positive. total = itemsBase − itemsDiscount − discount + fulfillment + tax + fee. */
export type Totals = Readonly<
  Record<"itemsBase" | "itemsDiscount" | "subtotal" | "discount" | "fulfillment" | "tax" | "fee" | "total", Money>
>;

/**
 * `tax_address`: nothing is delivered, and the tax goes by where the buyer is. `exact_address`: the one that was given does
 * not say enough to tax by. `tax`: nobody answers what the tax is, and it is asked for again as soon as somebody looks at
 * the session. `seller`: nobody can be paid for the goods now, because the seller does not sell or cannot receive money; asked
 * again in the same way.
 */
export type MissingDetail = "delivery_address" | "delivery_option" | "tax_address" | "exact_address" | "tax" | "seller";

/** Everything about a purchase but the state of its payment. */
export type Basket = {
  readonly id: SessionId;
  readonly link: CheckoutLink;
  /** Of several sellers that of the first line. */
  readonly sellerId: SellerId;
  readonly sellerName: string;
  /** What each seller sells, where there are several; absent in a cart of one. `partsOf` reads both. */
  readonly parts?: readonly CartPart[];
  readonly shopperId: ShopperId | null;
  readonly ownership: Ownership;
  readonly currency: Currency;
  readonly lineItems: readonly LineItem[];
  readonly buyer: Buyer | null;
  readonly address: Address | null;
  readonly origins: DetailOrigins;
  /** Of all sellers. */
  readonly deliveryOptions: readonly DeliveryOption[];
  /** Null also in a cart of several sellers: each part has its own. */
  readonly deliveryOptionId: string | null;
  readonly discounts: readonly AppliedDiscount[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
  readonly totals: Totals;
  /** What each tax takes of the goods and of the chosen delivery, added or contained in the prices. */
  readonly taxLines: readonly TaxLine[];
  readonly taxBasis: TaxBasis;
  /** How the buyer was last spoken to, as in `de-AT`, for what is mailed; absent where nobody said, or before it was kept. */
  readonly locale?: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Counts every stored change; the optimistic lock of the row. */
  readonly revision: number;
};

/** Here and not in lib/routing, which stands to the right: an attempt of a session is made on a route. */
export type Route = "instant" | "external";

/** `id` is the idempotency key that the payment service sees; `amount` is frozen when the attempt is made. */
export type PaymentAttempt = {
  readonly id: AttemptId;
  readonly route: Route;
  readonly amount: Money;
  readonly startedAt: Date;
};

export type CheckoutSession = Basket &
  (
    | { readonly status: "not_ready"; readonly missing: readonly MissingDetail[] }
    | { readonly status: "ready" }
    | { readonly status: "paying"; readonly attempt: PaymentAttempt }
    | {
        readonly status: "awaiting_buyer";
        readonly attempt: PaymentAttempt;
        readonly reference: string;
        readonly actionUrl: string | null;
      }
    | { readonly status: "unresolved"; readonly attempt: PaymentAttempt }
    | { readonly status: "completed"; readonly attempt: PaymentAttempt; readonly orderId: OrderId }
    | { readonly status: "canceled"; readonly canceledBy: "buyer" | "merchant" }
    | { readonly status: "expired" }
  );

export type SessionStatus = CheckoutSession["status"];

/** The states that own a payment attempt. In the first three, nobody knows yet whether money moved. */
export type SessionWithAttempt = Extract<CheckoutSession, { attempt: PaymentAttempt }>;

export function hasAttempt(session: CheckoutSession): session is SessionWithAttempt {
  return "attempt" in session;
}

/** True while an attempt is open, so that no other may start. */
export function isPaymentOpen(
  session: CheckoutSession,
): session is Extract<CheckoutSession, { status: "paying" | "awaiting_buyer" | "unresolved" }> {
  return session.status === "paying" || session.status === "awaiting_buyer" || session.status === "unresolved";
}

/** True when there is nothing to pay: the order is placed without a payment. */
export const isFree = ({ totals }: Pick<Basket, "totals">): boolean => totals.total.amountMinor === 0;

export function missingDetails(session: CheckoutSession): readonly MissingDetail[] {
  return session.status === "not_ready" ? session.missing : [];
}
