import type { CheckoutSession } from "../../checkout/session.ts";
import type { AttemptId, SessionId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
import type { StoredDecision } from "../routing/decision-store.ts";
import type { SellerRecord } from "../../sellers/record.ts";

/** A session as its payment is claimed. */
export type PayableSession = {
  readonly session: CheckoutSession;
  /** Null where the seller has no record. */
  readonly seller: SellerRecord | null;
  /** How many attempts to pay it there are. */
  readonly attempts: number;
};

/** A session as a token is brought to pay it. */
export type ChargeableSession<Attempt> = {
  readonly session: CheckoutSession;
  /** All attempts to pay it, oldest first. */
  readonly attempts: readonly Attempt[];
  /** The latest decision that named a route; null: none did. */
  readonly route: StoredDecision | null;
  /** The kill switch is on for one of its sellers, or for all. */
  readonly isSwitchedOff: boolean;
};

/** What a payment reads together, each in one statement. Part of the port in lib/store/store.ts, which says what an attempt is. */
export interface PaymentReads<Attempt> {
  /** What became of an attempt: with its session as it is now, and the session's order; null: it has none. */
  attemptWithOrder(
    id: AttemptId,
  ): Promise<{ readonly attempt: Attempt; readonly session: CheckoutSession; readonly order: Order | null } | null>;
  payable(id: SessionId): Promise<PayableSession | null>;
  chargeable(id: SessionId): Promise<ChargeableSession<Attempt> | null>;
  /** An attempt with its session. */
  attemptWithSession(id: AttemptId): Promise<{ readonly attempt: Attempt; readonly session: CheckoutSession } | null>;
}
