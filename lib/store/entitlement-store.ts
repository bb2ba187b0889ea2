import type { EntitlementId, SellerId, PlanId } from "../ids.ts";
import type { Entitlement, OrphanedSubscription } from "../orders/plans/entitlement.ts";

/** What the store knows of subscriptions (docs/plans.md). Part of the port in lib/store/store.ts. */
export interface EntitlementReads {
  entitlement(id: EntitlementId): Promise<Entitlement | null>;
  /** The one that is not over; a unique index says that there is no second. */
  liveEntitlement(merchant: SellerId, plan: PlanId, holder: string): Promise<Entitlement | null>;
  /** All that a holder ever paid for, the newest first. */
  paidEntitlements(holder: string): Promise<readonly Entitlement[]>;
  /** Those that wait for a payment, or should have been paid again, and that nobody asked about since `before`. */
  dueEntitlements(now: Date, before: Date, limit: number): Promise<readonly EntitlementId[]>;
  entitlementsInReview(limit: number, after?: Entitlement | null): Promise<readonly Entitlement[]>;
  /** Those that are not known to be ended and given back; oldest first. */
  openOrphanedSubscriptions(
    limit: number,
    after?: OrphanedSubscription | null,
  ): Promise<readonly OrphanedSubscription[]>;
}

export interface EntitlementWrites {
  /** False when the holder has a live one of this plan already: nothing is written. */
  insertEntitlement(entitlement: Entitlement): Promise<boolean>;
  /** Stores an entitlement over the revision that it was read at; false when another writer was first. */
  saveEntitlement(entitlement: Entitlement, fromRevision: number): Promise<boolean>;
  /** Notes that the payment service was asked; not part of the revision. */
  markEntitlementChecked(id: EntitlementId, now: Date): Promise<void>;
  /** False when the event counted before. */
  insertEntitlementEvent(provider: string, eventId: string, id: EntitlementId, now: Date): Promise<boolean>;
  /** False when it was recorded before. */
  insertOrphanedSubscription(orphaned: OrphanedSubscription): Promise<boolean>;
  saveOrphanedSubscription(orphaned: OrphanedSubscription): Promise<void>;
}
