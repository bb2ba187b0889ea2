import type { CheckoutSession, PaymentAttempt } from "../checkout/session.ts";
import type { SessionEvent } from "../checkout/session-event.ts";
import type { AttemptId, CheckoutLink, SellerId, OrderId, OrderLink, SessionId } from "../ids.ts";
import type { Capture } from "../orders/capture.ts";
import type { Order } from "../orders/order.ts";
import type { DeclineReason, PaymentEvent, TokenProblem } from "../payments/provider.ts";
import type { Split } from "../sellers/money-model.ts";
import type { AccountReads, AccountWrites } from "./account-store.ts";
import type { AlertReads, AlertWrites } from "./alert-store.ts";
import type { RememberedReads, RememberedWrites } from "./buyers/remembered-store.ts";
import type { OfferReads } from "./checkout/offer-store.ts";
import type { AuditReads, AuditWrites } from "./audit-store.ts";
import type { CustomerReads, CustomerWrites } from "./customers/customer-store.ts";
import type { ConsoleReads, ConsoleWrites } from "./console-store.ts";
import type { EntitlementReads, EntitlementWrites } from "./entitlement-store.ts";
import type { ExperimentReads, ExperimentWrites } from "./experiment-store.ts";
import type { FeedReads, FeedWrites } from "./feed-store.ts";
import type { Job } from "./jobs.ts";
import type { WebhookReads, WebhookWrites } from "./webhook-store.ts";
import type { OrderQuery } from "./orders/order-query.ts";
import type { MailReads, MailWrites } from "./mail-store.ts";
import type { PauseReads, PauseWrites } from "./pause-store.ts";
import type { PaymentReads } from "./payments/payment-reads.ts";
import type { PayoutReads, PayoutWrites } from "./payout-store.ts";
import type { PrivacyReads, PrivacyWrites } from "./privacy-store.ts";
import type { PaymentName, RefundReads, RefundWrites } from "./refund-store.ts";
import type { RequestReads, RequestWrites } from "./request-store.ts";
import type { DecisionReads, StoredDecision } from "./routing/decision-store.ts";
import type { SellerKeyReads, SellerKeyWrites } from "./sellers/key-store.ts";
import type { SellerReceiverReads, SellerReceiverWrites } from "./sellers/receiver-store.ts";
import type { SellerReads, SellerWrites } from "./sellers/seller-store.ts";
import type { ShipmentWrites } from "./shipment-store.ts";
import type { TransferReads, TransferWrites } from "./sellers/transfer-store.ts";
import type { TaxReads, TaxWrites } from "./taxes/tax-store.ts";
import type { Hold, StockReads, StockWrites } from "./stock-store.ts";

/** An attempt as stored: made before the payment service is called, settled when its outcome is known. */
export type StoredAttempt = PaymentAttempt & {
  readonly sessionId: SessionId;
  readonly sellerId: SellerId;
  readonly n: number;
  /** Where it was made. Null in rows of earlier releases, until a server of this one has started. */
  readonly provider: string | null;
  readonly account: string | null;
  /** SHA-256 of the delegated token, or of a wallet's, so that a replay is recognised; null where a payment page is opened. */
  readonly tokenHash: string | null;
  readonly reference: string | null;
  readonly outcome:
    | { readonly kind: "open" }
    | { readonly kind: "captured" }
    | { readonly kind: "declined"; readonly reason: DeclineReason }
    | { readonly kind: "token_invalid"; readonly why: TokenProblem }
    /** Our own fault; `why` is the payment service's code, for the operator. */
    | { readonly kind: "rejected"; readonly why: string }
    | { readonly kind: "voided" };
  /** When the provider left the request without an answer. Stays when the money is found later: the breaker counts it. */
  readonly unansweredAt: Date | null;
  readonly settledAt: Date | null;
  /** How it is divided among sellers; absent: it is the platform's. */
  readonly split?: Split;
};

export type TriedSession = { readonly session: CheckoutSession; readonly lastAttempt: StoredAttempt | null };

/** What a payment provider reported. `parked`: it names nothing that we know yet. */
export type StoredEvent = {
  readonly provider: string;
  readonly event: PaymentEvent;
  readonly state: "applied" | "parked";
  readonly receivedAt: Date;
};

export interface StoreReads
  extends
    StockReads,
    AccountReads,
    AlertReads,
    AuditReads,
    ConsoleReads,
    CustomerReads,
    DecisionReads,
    EntitlementReads,
    ExperimentReads,
    FeedReads,
    MailReads,
    OfferReads,
    PauseReads,
    PaymentReads<StoredAttempt>,
    PayoutReads,
    PrivacyReads,
    RefundReads,
    RememberedReads,
    RequestReads,
    SellerKeyReads,
    SellerReceiverReads,
    SellerReads,
    TaxReads,
    TransferReads,
    WebhookReads {
  session(id: SessionId): Promise<CheckoutSession | null>;
  sessionByLink(link: CheckoutLink): Promise<CheckoutSession | null>;
  /** A session and the last attempt to pay it, in one statement. */
  sessionWithLastAttempt(of: { sessionId: SessionId } | { link: CheckoutLink }): Promise<TriedSession | null>;
  attempt(id: AttemptId): Promise<StoredAttempt | null>;
  /** All attempts of a session, oldest first. */
  attempts(id: SessionId): Promise<readonly StoredAttempt[]>;
  order(id: OrderId): Promise<Order | null>;
  orderByLink(link: OrderLink): Promise<Order | null>;
  /**
   * By its id or its number, or one seller's part by the part's number; null also when two share a number. Of these sellers
   * only, asked in the same statement, so that another seller's order takes as long as none; null: of any seller.
   */
  orderByName(name: string, sellers: readonly SellerId[] | null): Promise<Order | null>;
  /** Orders after a place, in the order in which they were paid or the newest first; at most `limit`. */
  ordersAfter(query: OrderQuery): Promise<readonly Order[]>;
  /**
   * Orders that were paid, canceled, refunded or disputed at `since` or later, or of which a parcel was reported or something
   * of one added or erased, by their ids.
   */
  ordersChangedSince(query: {
    readonly since: Date;
    readonly after: string;
    readonly sellers: readonly SellerId[] | null;
    readonly limit: number;
  }): Promise<readonly { readonly id: OrderId; readonly paidAt: Date }[]>;
  /** By its number alone; null also when two orders share it. */
  orderByNumber(number: string): Promise<Order | null>;
  captures(id: SessionId): Promise<readonly Capture[]>;
  capture(provider: string, reference: string): Promise<Capture | null>;
  /** Of these payments, the ones that are in none of our books. */
  unrecorded(provider: string, references: readonly string[]): Promise<ReadonlySet<string>>;
  /** The attempt that a payment service's own name for a payment belongs to; also of a second payment of one page. */
  attemptByReference(provider: string, reference: string): Promise<AttemptId | null>;
  event(provider: string, eventId: string): Promise<StoredEvent | null>;
  steps(id: SessionId): Promise<readonly SessionEvent[]>;
  /** Sessions with an open payment that nobody has asked about since `before`; the one not asked about longest first. */
  openPayments(before: Date, limit: number, after?: SessionId | null): Promise<readonly SessionId[]>;
  /**
   * Sessions whose payment is neither with its buyer nor known, and that nobody has asked about since `before`; when they
   * have been so since before `recentSince`, since `seldomBefore`. The one not asked about longest comes first.
   */
  unansweredPayments(
    due: { readonly before: Date; readonly recentSince: Date; readonly seldomBefore: Date },
    limit: number,
  ): Promise<readonly SessionId[]>;
  /** Sessions that wait for their buyer at the bank, and that nobody has asked about since `before`; as above. */
  awaitedPages(before: Date, limit: number): Promise<readonly SessionId[]>;
  /** Sessions without an open payment whose time is over. */
  dueSessions(now: Date, limit: number): Promise<readonly SessionId[]>;
  /** Orphaned payments and amounts that need a review, which nobody has given back; oldest first. */
  unsettledCaptures(limit: number, after?: Capture | null): Promise<readonly Capture[]>;
  /** The payment of this reference that waits for a person because of its amount; null when there is none. */
  mismatchNamed(reference: string): Promise<Capture | null>;
  /** Events that name nothing we know; oldest first. */
  parkedEvents(limit: number, after?: StoredEvent | null): Promise<readonly StoredEvent[]>;
  /** Of these codes, the ones whose use count has reached its limit; a session's own hold does not count against it. */
  usedUpCodes(
    codes: readonly { code: string; limit: number }[],
    except: SessionId | null,
    now: Date,
  ): Promise<ReadonlySet<string>>;
  /** The checked address that leads back to the buyer's chat, or null. */
  returnUrl(id: SessionId): Promise<string | null>;
}

/** What a transaction may do. Nothing in here calls the network. */
export interface StoreTransaction
  extends
    StoreReads,
    AccountWrites,
    AlertWrites,
    AuditWrites,
    StockWrites,
    ConsoleWrites,
    CustomerWrites,
    EntitlementWrites,
    ShipmentWrites,
    ExperimentWrites,
    FeedWrites,
    MailWrites,
    PauseWrites,
    PayoutWrites,
    PrivacyWrites,
    RefundWrites,
    RememberedWrites,
    RequestWrites,
    SellerKeyWrites,
    SellerReceiverWrites,
    SellerWrites,
    TaxWrites,
    TransferWrites,
    WebhookWrites {
  insertSession(session: CheckoutSession, step: SessionEvent): Promise<void>;
  /**
   * Stores a session over the revision it was read at, with its event. False when another writer was first: nothing is
   * written, and the caller reads again. Called by lib/purchase/save-move.ts only.
   */
  saveSession(session: CheckoutSession, fromRevision: number, step: SessionEvent): Promise<boolean>;
  appendSessionEvent(step: SessionEvent): Promise<void>;
  insertAttempt(attempt: StoredAttempt): Promise<void>;
  saveAttempt(attempt: StoredAttempt): Promise<void>;
  /** False when the session has its order already: one order per session is a unique index. */
  insertOrder(order: Order): Promise<boolean>;
  /** False for one that was paid, or is canceled already: only an order that cost nothing is taken back. */
  cancelOrder(id: OrderId, canceledAt: Date): Promise<boolean>;
  /** False when this payment was recorded before. */
  insertCapture(capture: Capture): Promise<boolean>;
  /**
   * What becomes of an unmatched payment of which nothing is being given back: it is kept, or it is recorded as an attempt's,
   * also one that was kept, and is removed for that. Called under `lockCapture`. False when there is none.
   */
  resolveUnmatched(payment: PaymentName, how: "keep" | "record"): Promise<boolean>;
  /** A person decided what a payment is for. */
  setCaptureUse(of: Pick<Capture, "provider" | "reference">, to: Pick<Capture, "use" | "why">): Promise<void>;
  /** Notes that the payment service was asked about a session; changes neither its state nor its revision. */
  markChecked(id: SessionId, now: Date): Promise<void>;
  /**
   * True when the caller is the one to ask the provider about an attempt: nobody did within the last `everyMs`. One
   * statement, so that of many callers at once, on any instance, one asks. A time in the future (a clock was set back)
   * keeps nobody waiting.
   */
  claimLookUp(id: AttemptId, now: Date, everyMs: number): Promise<boolean>;
  /** Stores work that must be done after this change, and is dropped with it. `notBefore` defaults to at once. */
  enqueue(job: Job, notBefore?: Date): Promise<void>;
  insertDecision(decision: StoredDecision): Promise<void>;
  /** False when an event of the payment service with its id is stored already: nothing changes. */
  insertEvent(event: StoredEvent): Promise<boolean>;
  markEventApplied(provider: string, eventId: string): Promise<void>;
  /** Counts one use of each code for the session that holds them; false when a limit is reached, and then none is counted. */
  takeDiscounts(
    hold: Hold,
    sellerId: SellerId,
    codes: readonly { code: string; limit: number | null }[],
  ): Promise<boolean>;
  /** The uses that a session holds are free again: of these codes, or of all. Repeated, it changes nothing. */
  releaseDiscounts(id: SessionId, codes?: readonly string[]): Promise<void>;
  saveReturnUrl(id: SessionId, url: string, now: Date): Promise<void>;
}

/** The store as the verbs see it. Adapter: lib/store/drizzle/store.ts. */
export interface Store extends StoreReads {
  /** One statement, which is a transaction by itself. */
  readonly insertSession: StoreTransaction["insertSession"];
  /** The same. */
  readonly settleMail: StoreTransaction["settleMail"];
  transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
}
