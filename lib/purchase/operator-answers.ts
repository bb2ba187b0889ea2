import type { SessionId } from "../ids.ts";
import type { Entitlement, OrphanedSubscription } from "../orders/entitlement.ts";
import type { BreakerTransition } from "../routing/instant-breaker.ts";
import type { KillSwitchEntry } from "../routing/kill-switch.ts";
import type { Capture, Refund, StoredEvent } from "../store/store.ts";
import type { Comparison } from "./payment/reconcile-payments.ts";

/** `settled`: open payments whose outcome is known now, of those `asked` about. */
export type SweepReport = {
  readonly asked: number;
  readonly settled: number;
  readonly refundsAsked: number;
  readonly refunded: number;
  readonly expired: number;
  /** Subscriptions that were read again. */
  readonly subscriptionsAsked: number;
  /** The payment service's books against ours; null when they were not compared this time, or it has no list of them. */
  readonly books: Comparison | null;
};

export type Attention = {
  /** Money that is neither an order's nor given back. */
  readonly captures: readonly Capture[];
  readonly refunds: readonly Refund[];
  readonly openPayments: readonly SessionId[];
  readonly parkedEvents: readonly StoredEvent[];
  readonly entitlements: readonly Entitlement[];
  readonly orphanedSubscriptions: readonly OrphanedSubscription[];
};

/** What keeps shoppers from instant now, and since when; switches and breakers that do not are named too. */
export type Pauses = { readonly switches: readonly KillSwitchEntry[]; readonly breakers: readonly BreakerTransition[] };
