import type { CheckoutSession, PaymentAttempt } from "../checkout/session.ts";
import type { EventType } from "../checkout/transition.ts";
import type { ExperimentExposure } from "../experiment/exposure.ts";
import type {
  AttemptId,
  CheckoutLink,
  MerchantId,
  OrderId,
  OrderLink,
  ProductId,
  SessionId,
  ShopperId,
} from "../ids.ts";
import type { Money } from "../money.ts";
import type { Order } from "../orders/order.ts";
import type { DeclineReason, TokenProblem } from "../payments/provider.ts";
import type { FlagFacts, RouteDecision } from "../routing/decide-route.ts";
import type { HostCapabilities } from "../routing/host.ts";

/** An attempt as stored: made before the payment service is called, settled when its outcome is known. */
export type StoredAttempt = PaymentAttempt & {
  readonly sessionId: SessionId;
  readonly merchantId: MerchantId;
  readonly n: number;
  /** SHA-256 of the delegated token, so that a replay is recognised; null on the external route. */
  readonly tokenHash: string | null;
  readonly reference: string | null;
  readonly outcome:
    | { readonly kind: "open" }
    | { readonly kind: "captured" }
    | { readonly kind: "declined"; readonly reason: DeclineReason }
    | { readonly kind: "token_invalid"; readonly why: TokenProblem }
    /** Our own fault; `why` is the payment service's code, for the operator. */
    | { readonly kind: "rejected"; readonly why: string }
    | { readonly kind: "withdrawn" };
  readonly settledAt: Date | null;
};

export type StoredDecision = {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly merchantId: MerchantId;
  readonly shopperId: ShopperId | null;
  readonly capabilities: HostCapabilities;
  readonly flags: FlagFacts;
  readonly decision: RouteDecision;
  readonly revision: number;
  readonly decidedAt: Date;
};

/** Money that the payment service took, and what it is for. `stray` is refunded; `review` waits for a person. */
export type Capture = {
  readonly reference: string;
  readonly provider: string;
  readonly attemptId: AttemptId;
  readonly sessionId: SessionId;
  readonly merchantId: MerchantId;
  readonly amount: Money;
  readonly use: "order" | "stray" | "review";
  readonly why: string | null;
  readonly recordedAt: Date;
  readonly refundedAt: Date | null;
};

/** One line of a session's story, written in the transaction of the change it tells of. */
export type SessionStep = {
  readonly sessionId: SessionId;
  readonly revision: number;
  readonly type: EventType | "prepared" | "capture_stray" | "capture_review";
  readonly attemptId: AttemptId | null;
  readonly note: string | null;
  readonly at: Date;
};

export type StockNeed = { readonly productId: ProductId; readonly quantity: number };

export interface StoreReads {
  session(id: SessionId): Promise<CheckoutSession | null>;
  sessionByLink(link: CheckoutLink): Promise<CheckoutSession | null>;
  attempt(id: AttemptId): Promise<StoredAttempt | null>;
  /** All attempts of a session, oldest first. */
  attempts(id: SessionId): Promise<readonly StoredAttempt[]>;
  order(id: OrderId): Promise<Order | null>;
  orderByLink(link: OrderLink): Promise<Order | null>;
  decisions(id: SessionId): Promise<readonly StoredDecision[]>;
  captures(id: SessionId): Promise<readonly Capture[]>;
  steps(id: SessionId): Promise<readonly SessionStep[]>;
  /** Sessions whose payment nobody knows the outcome of, or that were left `paying` since before `before`; oldest first. */
  openPayments(before: Date, limit: number): Promise<readonly SessionId[]>;
  /** Strays without a refund; oldest first. */
  unrefundedStrays(limit: number): Promise<readonly Capture[]>;
  /** Of these codes, the ones whose use count has reached its limit; a session's own hold does not count against it. */
  usedUpCodes(
    codes: readonly { code: string; limit: number }[],
    except: SessionId | null,
  ): Promise<ReadonlySet<string>>;
  /** The checked address that leads back to the buyer's chat, or null. */
  returnUrl(id: SessionId): Promise<string | null>;
}

/** What a transaction may do. Nothing in here calls the network. */
export interface StoreTransaction extends StoreReads {
  insertSession(session: CheckoutSession, step: SessionStep): Promise<void>;
  /**
   * Stores a session over the revision it was read at and appends the step. False when another
   * writer was first: nothing is written, and the caller reads again.
   */
  saveSession(session: CheckoutSession, fromRevision: number, step: SessionStep): Promise<boolean>;
  appendStep(step: SessionStep): Promise<void>;
  insertAttempt(attempt: StoredAttempt): Promise<void>;
  saveAttempt(attempt: StoredAttempt): Promise<void>;
  /** False when the session has its order already: one order per session is a unique index. */
  insertOrder(order: Order): Promise<boolean>;
  /** False when this payment was recorded before. */
  insertCapture(capture: Capture): Promise<boolean>;
  markRefunded(reference: string, at: Date): Promise<void>;
  insertDecision(decision: StoredDecision): Promise<void>;
  /** Keeps the first exposure of a session; later ones change nothing. */
  insertExposure(exposure: ExperimentExposure): Promise<void>;
  /** True the first time an event of the payment service is seen. */
  claimEvent(provider: string, eventId: string, at: Date): Promise<boolean>;
  /** Holds counted stock for a session until `until`; all or nothing. Products whose stock is not counted always hold. */
  reserveStock(
    id: SessionId,
    needs: readonly StockNeed[],
    now: Date,
    until: Date,
  ): Promise<{ kind: "reserved" } | { kind: "out_of_stock"; productId: ProductId; left: number }>;
  releaseStock(id: SessionId): Promise<void>;
  /** Takes the session's units off the shelf for good. */
  consumeStock(id: SessionId, needs: readonly StockNeed[]): Promise<void>;
  /** Counts one use of each code for the session; false when a limit is reached, and nothing is counted. */
  takeDiscounts(
    id: SessionId,
    merchantId: MerchantId,
    codes: readonly { code: string; limit: number | null }[],
  ): Promise<boolean>;
  releaseDiscounts(id: SessionId): Promise<void>;
  saveReturnUrl(id: SessionId, url: string, at: Date): Promise<void>;
}

/** The store as the verbs see it. Adapter: lib/store/drizzle-store.ts, on PGlite or Postgres. */
export interface Store extends StoreReads {
  transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
}
