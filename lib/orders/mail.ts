import type { ShownAddress } from "../checkout/redacted.ts";
import type { Basket } from "../checkout/session.ts";
import type { CheckoutLink, OrderId, SellerId, SessionId } from "../ids.ts";
import type { Currency, Money } from "../money.ts";
import type { Order, Shipment } from "./order.ts";

/** Something that only a person can settle. No buyer's data is in it. */
export type AttentionItem = {
  readonly kind:
    | "amount_mismatch"
    | "orphaned_payment"
    | "lost_refund"
    | "evidence_due"
    | "dispute_without_order"
    | "early_fraud_warning"
    | "payment_review"
    | "tax_not_booked"
    | "seller_not_paid"
    | "parked_event"
    | "subscription_mismatch"
    | "orphaned_subscription"
    | "oversold"
    | "dead_job"
    | "feed_not_imported"
    | "seller_requirements"
    | "seller_not_ready";
  /** Of a payment or refund its name at the provider, else the order, the product, the event, the job, or why. */
  readonly subject: string;
  readonly amount: Money | null;
  /** Until when something can be done, in ISO 8601; absent where no time ends it. */
  readonly until?: string;
};

/** What a day came to, test orders apart. */
export type DaySummary = {
  /** As in 2026-11-28. */
  readonly day: string;
  readonly sales: readonly {
    readonly sellerId: SellerId;
    /** Absent in messages of earlier releases. */
    readonly sellerName?: string;
    readonly currency: Currency;
    readonly orders: number;
    readonly paidMinor: number;
    readonly refunds: number;
    readonly refundedMinor: number;
  }[];
  readonly testOrders: number;
  /** What needs a person now, by its kind. */
  readonly attention: readonly { readonly kind: AttentionItem["kind"]; readonly count: number }[];
};

/** What a message is about, as it is stored until it is sent: ids, amounts and times, in the form of JSON. */
export type MailRequest =
  | { readonly kind: "order_placed"; readonly orderId: OrderId }
  /** `sellerId`: whose part it is, of an order of several sellers. */
  | { readonly kind: "new_order"; readonly orderId: OrderId; readonly sellerId?: SellerId }
  | { readonly kind: "order_canceled"; readonly orderId: OrderId }
  | { readonly kind: "order_shipped" | "order_delivered"; readonly orderId: OrderId; readonly shipmentId: string }
  | { readonly kind: "refund_made" | "refund_failed"; readonly orderId: OrderId; readonly amount: Money }
  | { readonly kind: "debit_failed"; readonly sessionId: SessionId }
  | {
      readonly kind: "dispute_opened";
      readonly orderId: OrderId;
      /** Whose part it is about, of an order of several sellers; the amount is that part's share. */
      readonly sellerId?: SellerId;
      readonly amount: Money;
      /** The provider's word. */
      readonly reason: string;
      /** ISO 8601; null where there is none. */
      readonly deadline: string | null;
    }
  | SellerRequirements
  | ReceiverTurnedOff
  | NeedsPerson
  | { readonly kind: "daily_summary"; readonly sellerId: SellerId | null; readonly summary: DaySummary };

/** A receiver that a seller has added has taken no order event for days. */
type ReceiverTurnedOff = {
  readonly kind: "receiver_turned_off";
  readonly sellerId: SellerId;
  readonly receiverId: string;
  /** The host of its address, without what may be a key in it. */
  readonly host: string;
  /** Since when, in ISO 8601. */
  readonly since: string;
  /** Why the last event was not taken, as a code. */
  readonly failure: string;
};

/** The provider wants to know something of a seller, or restricts their account. */
type SellerRequirements = {
  readonly kind: "seller_requirements";
  readonly sellerId: SellerId;
  /** In the provider's words; `dueAt` in ISO 8601; `isPastDue` absent in messages of earlier releases. */
  readonly requirements: readonly {
    readonly what: string;
    readonly dueAt: string | null;
    readonly isPastDue?: boolean;
  }[];
  readonly disabledReason: string | null;
};

type NeedsPerson = {
  readonly kind: "needs_person";
  readonly items: readonly AttentionItem[];
  /** How many there are beside those listed; absent in messages of earlier releases. */
  readonly more?: number;
};

/** An unpaid checkout, as far as a message about it needs it. */
export type UnpaidCheckout = Pick<
  Basket,
  "sellerName" | "parts" | "lineItems" | "totals" | "discounts" | "taxLines" | "taxBasis"
> & {
  readonly link: CheckoutLink;
  /** Whether something of it is to be delivered. */
  readonly isDelivered: boolean;
  /** Whether it can still be paid. */
  readonly isOpen: boolean;
};

/** What a message is about, as it is now. */
export type MailContent =
  | { readonly kind: "order_placed"; readonly order: Order; readonly address: ShownAddress | null }
  | { readonly kind: "new_order"; readonly order: Order }
  | { readonly kind: "order_canceled"; readonly order: Order }
  | { readonly kind: "order_shipped" | "order_delivered"; readonly order: Order; readonly shipment: Shipment }
  | { readonly kind: "refund_made" | "refund_failed"; readonly order: Order; readonly amount: Money }
  | { readonly kind: "debit_failed"; readonly checkout: UnpaidCheckout }
  | {
      readonly kind: "dispute_opened";
      readonly order: Order;
      readonly amount: Money;
      readonly reason: string;
      readonly deadline: Date | null;
    }
  | SellerRequirements
  | ReceiverTurnedOff
  | NeedsPerson
  | { readonly kind: "daily_summary"; readonly sellerId: SellerId | null; readonly summary: DaySummary };

/** A message to be sent. Its id names the event: sent again after a crash, it is recognised as the same message. */
export type Mail = {
  readonly id: string;
  readonly createdAt: Date;
  /** Whose purchase it is about; null for what is about none. */
  readonly sessionId: SessionId | null;
  readonly isTest: boolean;
  readonly to: readonly string[];
  /** Of the buyer or seller it is for, as in `de-AT`; absent where nobody knows it, and in English messages to sellers. */
  readonly locale?: string;
  readonly content: MailContent;
  /** From whom a buyer gets it, and where answers go, where the seller says so; absent, or null: as the settings have it. */
  readonly from?: { readonly name: string | null; readonly replyTo: string | null };
};

/** Who sends e-mail. Adapters: lib/mail. */
export interface Mailer {
  /** Where a seller, or with null whoever runs the shop, is written to; none: nobody is. */
  sellerAddresses(seller: SellerId | null): readonly string[];
  /** `refused` is final. Throws with the reason when it must be tried again. */
  send(mail: Mail): Promise<{ readonly kind: "sent" } | { readonly kind: "refused"; readonly why: string }>;
  /** The purchases that messages kept here are about. */
  sessionsKept(): Promise<readonly SessionId[]>;
  /** Removes what is kept about a purchase. */
  forget(session: SessionId): Promise<void>;
  /** When the day's summary is sent. */
  readonly summary: { readonly hour: number; readonly timeZone: string };
}
