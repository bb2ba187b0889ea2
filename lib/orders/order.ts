import type { CartPart } from "../checkout/cart-part.ts";
import type { TaxLine } from "../checkout/taxes/line.ts";
import type { TaxBasis } from "../checkout/taxes/quote.ts";
import type { Address, AppliedDiscount, Buyer, DeliveryOption, LineItem, Route, Totals } from "../checkout/session.ts";
import type { AttemptId, SellerId, OrderId, OrderLink, ProductId, SessionId, ShipmentId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { PaymentAlert } from "./disputes/alert.ts";
import type { OrderRefund } from "./refund.ts";

/** What the buyer was charged for, frozen when the money was taken. */
export type Sale = {
  readonly id: OrderId;
  readonly link: OrderLink;
  /** Short and sayable, for letters and support calls: "T-7F3K-92QD". Not a secret and not a key. */
  readonly number: string;
  readonly sessionId: SessionId;
  readonly attemptId: AttemptId;
  /** Of several sellers that of the first line. */
  readonly sellerId: SellerId;
  readonly sellerName: string;
  /** What each seller sold, where there are several; `partsOfOrder` and `orderOfSellers` read them. */
  readonly parts?: readonly OrderPart[];
  readonly route: Route;
  readonly lineItems: readonly LineItem[];
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly taxLines: readonly TaxLine[];
  readonly taxBasis: TaxBasis;
  readonly buyer: Buyer | null;
  readonly address: Address | null;
  /** Null also where several sellers deliver: each part has its own. */
  readonly delivery: DeliveryOption | null;
  readonly paid: Money;
  /** The payment service's own name for the payment; where there was nothing to pay, the attempt's id. */
  readonly paymentReference: string;
  readonly paidAt: Date;
  /** Paid to the sandbox bank or in a provider's test mode: no real money moved, so nothing is to be shipped. */
  readonly isTest: boolean;
  /** Set when the buyer's details were erased: `buyer` and `address` are null then, and of the address its country is left. */
  readonly erased: { readonly erasedAt: Date; readonly country: string | null } | null;
};

/** One seller's part of an order of several (docs/decisions/0079). */
export type OrderPart = Pick<CartPart, "sellerId" | "sellerName" | "lineIds" | "taxBasis"> & {
  /** The order's, with the part's place behind it: "T-7F3K-92QD-1". */
  readonly number: string;
  /** Leads to this part alone. */
  readonly link: OrderLink;
  readonly delivery: DeliveryOption | null;
};

export type ShippedLine = { readonly lineId: string; readonly quantity: number };

/** Goods on their way, or delivered. What was once recorded of one stays; only what was left open is added. */
export type Shipment = {
  readonly id: ShipmentId;
  /** The name that the merchant's own system has for it. Sent twice for one order, it is one shipment. */
  readonly name: string;
  readonly lines: readonly ShippedLine[];
  /** Null for what is delivered over the network. */
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** Begins with https:. */
  readonly trackingUrl: string | null;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
};

/** Units of an order that were not there when it was paid. */
export type Shortage = { readonly productId: ProductId; readonly missing: number };

/** What became of an order after it was paid, each list oldest first. */
export type OrderLife = {
  /** Empty when all of it was there, or was not counted. */
  readonly shortages: readonly Shortage[];
  readonly shipments: readonly Shipment[];
  readonly refunds: readonly OrderRefund[];
  /** When the payment service last reported, by itself, money given back; null while it did not. */
  readonly refundReportedAt: Date | null;
  /** Disputes, early fraud warnings and reviews of its payment. */
  readonly alerts: readonly PaymentAlert[];
};

export type Order = Sale &
  OrderLife & {
    /** One seller's part of an order, as `orderOfSellers` returns it: its order's id, and a number of its own. */
    readonly isPart?: true;
  } & (
    | { readonly status: "paid" }
    | { readonly status: "partially_refunded"; readonly refunded: Money }
    | { readonly status: "refunded" }
    /** It cost nothing, and the merchant took it back before anything was shipped. What was paid is refunded instead. */
    | { readonly status: "canceled"; readonly canceledAt: Date }
  );

/** True of an order whose goods no longer leave: all of it was given back, or it was canceled. */
export const isTakenBack = ({ status }: Pick<Order, "status">): boolean =>
  status === "refunded" || status === "canceled";

const SAYABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** An order's number from its random id: no letters or digits that are easily confused. */
export function orderNumberOf(id: OrderId): string {
  let hash = 0n;
  for (const character of id) hash = (hash * 1_000_003n + BigInt(character.codePointAt(0) ?? 0)) % (1n << 64n);
  let text = "";
  for (let index = 0; index < 8; index += 1) {
    text += SAYABLE[Number(hash % 32n)];
    hash /= 32n;
  }
  return `T-${text.slice(0, 4)}-${text.slice(4)}`;
}

/**
 * An order's number as people type it, in the form in which it is stored: any case, with or without its prefix, hyphens
 * and spaces. What is no order number is returned trimmed and in upper case, and names no order.
 */
export function readOrderNumber(typed: string): string {
  const text = typed.normalize("NFKC").toUpperCase().trim();
  // The number of a seller's part is found with its order.
  const found = /^#?\s*(?:T[\s\p{Pd}]*)?([2-9A-Z]{4})[\s\p{Pd}]*([2-9A-Z]{4})(?:[\s\p{Pd}]+[1-9]\d?)?$/u.exec(text);
  return found === null ? text : `T-${found[1]}-${found[2]}`;
}
