import type { EntitlementId, SellerId, PlanId } from "../../ids.ts";
import { sameMoney, type Money } from "../../money.ts";
import type { PlanInterval } from "./plan.ts";

export const ENTITLEMENT_STATUSES = ["pending", "active", "past_due", "ended"] as const;
/** `pending` was never paid, `past_due` was and is not now. `ended` is final: who comes back gets a new entitlement. */
export type EntitlementStatus = (typeof ENTITLEMENT_STATUSES)[number];

/** One subscription of one holder to one plan, from the moment before its payment page is opened until it is over. */
export type Entitlement = {
  readonly id: EntitlementId;
  readonly sellerId: SellerId;
  readonly planId: PlanId;
  readonly name: string;
  /** A reference of the merchant's, or `sha256-` and the digest of the e-mail address. Never the address. */
  readonly holder: string;
  /** As they were when the page was opened: what every proof of payment is compared with. */
  readonly price: Money;
  readonly interval: PlanInterval;
  readonly status: EntitlementStatus;
  /** The payment service's own names for the page and for the subscription. */
  readonly page: string | null;
  readonly subscription: string | null;
  /** The end of the last period that was paid; null while nothing was. */
  readonly paidUntil: Date | null;
  /** How its subscription differs from the plan, for a person to look at; null when it does not. The column `review`. */
  readonly mismatch: string | null;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly revision: number;
};

/** A subscription as it is at the payment provider. Its state counts, never the order in which events report it. */
export type Subscription = {
  readonly reference: string;
  /** The entitlement that it says it belongs to. */
  readonly entitlementId: EntitlementId | null;
  /** `other`: a state that we never bring about, such as a trial. */
  readonly state: "incomplete" | "active" | "past_due" | "ended" | "other";
  /** What it costs and how often; null when that is nothing that we could have asked for. */
  readonly price: Money | null;
  readonly interval: PlanInterval | null;
  /** The newest invoice, when it is paid, and the end of its period. */
  readonly paid: { readonly amount: Money; readonly until: Date } | null;
  readonly endedAt: Date | null;
};

/** A subscription that no entitlement can take. It is ended at once and what it cost is given back. */
export type OrphanedSubscription = {
  readonly reference: string;
  readonly entitlementId: EntitlementId;
  readonly why: string;
  readonly state: "requested" | "accepted" | "done" | "refused" | "unknown";
  readonly recordedAt: Date;
  readonly settledAt: Date | null;
};

export type SubscriptionReading =
  { readonly kind: "kept"; readonly entitlement: Entitlement } | { readonly kind: "orphaned"; readonly why: string };

/**
 * Brings an entitlement in line with its subscription. It becomes `active` only by a paid invoice of exactly the price
 * that it was opened with, and its time grows by nothing else. A subscription that does not match the plan is for a person
 * to look at until it matches or is ended. Answers the very same object when nothing changes.
 */
export function withSubscription(entitlement: Entitlement, seen: Subscription, now: Date): SubscriptionReading {
  const { subscription, status } = entitlement;
  const costsNothing = seen.state === "ended" && seen.paid === null;
  if (subscription !== null && subscription !== seen.reference && !costsNothing)
    return { kind: "orphaned", why: "the entitlement has another subscription" };
  if (subscription === null && status === "ended" && !costsNothing)
    return { kind: "orphaned", why: "its payment page was given up" };
  if (status === "ended" || (subscription !== null && subscription !== seen.reference))
    return { kind: "kept", entitlement };
  return { kind: "kept", entitlement: changed(entitlement, stateFrom(entitlement, seen), now) };
}

/** The page was opened, here or in another tab. */
export function withPage(entitlement: Entitlement, page: string, now: Date): Entitlement {
  return entitlement.status === "pending" ? changed(entitlement, { page }, now) : entitlement;
}

/** The page can never be paid any more. Says nothing about an entitlement that has its subscription. */
export function withoutPage(entitlement: Entitlement, now: Date): Entitlement {
  const isWaiting = entitlement.status === "pending" && entitlement.subscription === null;
  return isWaiting ? changed(entitlement, { status: "ended" }, now) : entitlement;
}

type SubscriptionState = Partial<Pick<Entitlement, "status" | "page" | "subscription" | "paidUntil" | "mismatch">>;

function stateFrom(entitlement: Entitlement, seen: Subscription): SubscriptionState {
  const subscription = seen.reference;
  const problem = problemOf(entitlement, seen);
  const { paidUntil: before } = entitlement;
  const paidUntil = problem === null ? (seen.paid?.until ?? before) : before;
  if (seen.state === "ended") {
    const { endedAt } = seen;
    const isCutShort = endedAt !== null && paidUntil !== null && endedAt < paidUntil;
    return { subscription, status: "ended", paidUntil: isCutShort ? endedAt : paidUntil, mismatch: null };
  }
  const wasPaid = paidUntil !== null;
  const isInOrder = problem === null && seen.state === "active";
  return {
    subscription,
    status: wasPaid ? (isInOrder ? "active" : "past_due") : "pending",
    paidUntil,
    mismatch: problem,
  };
}

function problemOf({ price, interval }: Entitlement, seen: Subscription): string | null {
  if (seen.state === "other") return "the subscription is in a state that Tillswitch does not bring about";
  if (seen.price === null || !sameMoney(seen.price, price)) return "the subscription's price is not the plan's";
  if (seen.interval !== interval) return "the subscription is not paid as often as the plan says";
  if (seen.paid !== null && !sameMoney(seen.paid.amount, price)) return "the amount that was paid is not the price";
  return null;
}

function changed(entitlement: Entitlement, change: SubscriptionState, now: Date): Entitlement {
  const after = { ...entitlement, ...change };
  const isSame =
    after.status === entitlement.status &&
    after.page === entitlement.page &&
    after.subscription === entitlement.subscription &&
    after.mismatch === entitlement.mismatch &&
    after.paidUntil?.getTime() === entitlement.paidUntil?.getTime();
  return isSame ? entitlement : { ...after, updatedAt: now, revision: entitlement.revision + 1 };
}

/** A merchant's reference for a holder as it may appear in an address, or null. An e-mail address is none. */
export function readHolder(text: unknown): string | null {
  return typeof text === "string" && /^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/.test(text) ? text : null;
}
