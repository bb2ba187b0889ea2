import type { EntitlementId, OrderId, SellerId, SessionId } from "../../ids.ts";
import { sum, zero, type Currency, type Money } from "../../money.ts";

/**
 * What became of a dispute. `closed`: an inquiry that ended without a chargeback. `prevented`: settled before it became one.
 * `unknown`: a word of the provider's that we do not know, which counts as open.
 */
export const DISPUTE_STATES = [
  "needs_response",
  "under_review",
  "won",
  "lost",
  "closed",
  "prevented",
  "unknown",
] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/**
 * The buyer's bank questions a payment. An `inquiry` takes no money and no fee, and may become a `chargeback`, which takes
 * both when it is opened (https://docs.stripe.com/disputes/how-disputes-work).
 */
export type ProviderDispute = {
  readonly kind: "inquiry" | "chargeback";
  readonly id: string;
  /** May differ from the payment's; in its currency, into which an adapter converts it. */
  readonly amount: Money;
  /** What the bank holds or has kept of the payment now; null where the provider does not say. */
  readonly taken: Money | null;
  /** The provider's fee for it, in the currency of the seller's balance; null where it does not say. */
  readonly fee: Money | null;
  readonly state: DisputeState;
  /** The provider's own words. */
  readonly status: string;
  readonly reason: string;
  /** Until when evidence is taken; null: no answer is possible, or none is asked for. */
  readonly evidenceDueAt: Date | null;
  /** How often evidence was submitted, also in the provider's dashboard. */
  readonly submissions: number;
  readonly openedAt: Date;
};

/**
 * Somebody doubts a payment before it is disputed: a card network's `early_fraud_warning`, or the provider's `review` of a
 * payment that its rules stopped. No money moves, and nobody has to answer.
 */
export type ProviderSignal = {
  readonly kind: "early_fraud_warning" | "review";
  readonly id: string;
  /** `open`: something can still be done about it. */
  readonly state: "open" | "closed";
  /** The provider's own words. */
  readonly status: string;
  readonly reason: string;
  readonly openedAt: Date;
};

/** What a provider has against a payment. */
export type ProviderAlert = ProviderDispute | ProviderSignal;

type OfPayment = {
  readonly provider: string;
  readonly reference: string;
  readonly sessionId: SessionId;
  readonly orderId: OrderId | null;
  /** The subscription whose payment it is, which has no session and no order; null for a payment of a checkout. */
  readonly entitlementId: EntitlementId | null;
  readonly sellerId: SellerId;
  /** When its state last changed. */
  readonly changedAt: Date;
};

export type Dispute = ProviderDispute &
  OfPayment & {
    /** Of the days before the deadline, the last that somebody was notified of. */
    readonly notifiedDays: number | null;
    /** When we submitted evidence; null while we have not. */
    readonly submittedAt: Date | null;
  };

export type FraudSignal = ProviderSignal &
  OfPayment & {
    /** When a person decided to ship nevertheless; null while nobody has. */
    readonly releasedAt: Date | null;
  };

/** A dispute, an early fraud warning or a review of a payment in our books. */
export type PaymentAlert = Dispute | FraudSignal;

export const isDispute = (alert: PaymentAlert): alert is Dispute =>
  alert.kind === "inquiry" || alert.kind === "chargeback";

const OPEN: ReadonlySet<DisputeState> = new Set(["needs_response", "under_review", "unknown"]);

/** True while its end is not known. */
export function isOpen(alert: PaymentAlert): boolean {
  return isDispute(alert) ? OPEN.has(alert.state) : alert.state === "open" && alert.releasedAt === null;
}

/** True while a person can do something about it. */
export function needsAnswer(alert: PaymentAlert): boolean {
  return isOpen(alert) && (!isDispute(alert) || alert.state !== "under_review");
}

/** What a dispute has taken of its payment: as the provider says, else by what its state means. */
export function takenBy({ kind, state, taken, amount }: ProviderDispute): Money {
  if (taken !== null && taken.currency === amount.currency) return taken;
  const isTaken = kind === "chargeback" && (OPEN.has(state) || state === "lost");
  return isTaken ? amount : zero(amount.currency);
}

/** What all disputes of a payment have taken of it now. Neither captured nor refunded: it is with the buyer's bank, or the buyer. */
export function takenByDisputes(alerts: readonly PaymentAlert[], currency: Currency): Money {
  return sumOf(alerts, currency, () => true);
}

/** What is lost for good: the disputes that took it are decided against the seller. */
export function lostToDisputes(alerts: readonly PaymentAlert[], currency: Currency): Money {
  return sumOf(alerts, currency, isLost);
}

/** The same as the provider says it: an amount for each currency, none of zero. */
export function lostByCurrency(alerts: readonly PaymentAlert[]): readonly Money[] {
  const taken = alerts.filter(isDispute).filter(isLost).map(takenBy);
  return [...new Set(taken.map(({ currency }) => currency))]
    .map((currency) => lostToDisputes(alerts, currency))
    .filter(({ amountMinor }) => amountMinor > 0);
}

const isLost = ({ state }: Dispute): boolean => state === "lost" || state === "prevented";

function sumOf(alerts: readonly PaymentAlert[], currency: Currency, counts: (dispute: Dispute) => boolean): Money {
  const taken = alerts.filter(isDispute).filter(counts).map(takenBy);
  return sum(
    taken.filter((amount) => amount.currency === currency),
    currency,
  );
}

export const DISPUTE_STATUSES = ["none", "inquiry", "open", "won", "lost"] as const;
/** What the disputes of an order amount to. */
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** The worst that is true: an open chargeback before a lost one, before an open inquiry, before one that was won. */
export function disputeStatus(alerts: readonly PaymentAlert[]): DisputeStatus {
  const disputes = alerts.filter(isDispute);
  if (disputes.some((one) => one.kind === "chargeback" && isOpen(one))) return "open";
  if (disputes.some(({ state }) => state === "lost" || state === "prevented")) return "lost";
  if (disputes.some(isOpen)) return "inquiry";
  return disputes.some(({ state }) => state === "won") ? "won" : "none";
}

/** Why goods should not leave: what is open against the payment, or that its money is lost. */
export function shippingHolds(alerts: readonly PaymentAlert[]): readonly PaymentAlert[] {
  return alerts.filter((alert) => isOpen(alert) || alert.state === "lost" || alert.state === "prevented");
}

/**
 * The dispute that stands against a refund, or null. An open chargeback has the money already, and so has a lost one. Only a
 * full refund ends an inquiry.
 */
export function refundHold(alerts: readonly PaymentAlert[], isFull: boolean): Dispute | null {
  const disputes = alerts.filter(isDispute);
  return (
    disputes.find((one) => one.kind === "chargeback" && isOpen(one)) ??
    disputes.find(({ state }) => state === "lost" || state === "prevented") ??
    (isFull ? null : (disputes.find(isOpen) ?? null))
  );
}
