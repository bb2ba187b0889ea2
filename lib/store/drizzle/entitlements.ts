import { and, asc, desc, eq, isNotNull, lt, ne, notInArray, or, type InferSelectModel } from "drizzle-orm";
import { entitlementId, sellerId, planId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { isCurrency, money } from "../../money.ts";
import { PLAN_INTERVALS } from "../../orders/plans/plan.ts";
import { ENTITLEMENT_STATUSES, type Entitlement, type OrphanedSubscription } from "../../orders/plans/entitlement.ts";
import { behind, isStorable, type Database } from "./database.ts";
import { entitlementEvents, entitlements, orphanedSubscriptions } from "./schema/entitlement.ts";
import type { EntitlementReads, EntitlementWrites } from "../entitlement-store.ts";

type Row = InferSelectModel<typeof entitlements>;

export function entitlementReadsOn(database: Database): EntitlementReads {
  return {
    async entitlement(id) {
      if (!isStorable(id)) return null;
      const [row] = await database.select().from(entitlements).where(eq(entitlements.id, id)).limit(1);
      return row === undefined ? null : fromRow(row);
    },
    async liveEntitlement(seller, plan, holder) {
      const ofHolder = and(
        eq(entitlements.sellerId, seller),
        eq(entitlements.planId, plan),
        eq(entitlements.holder, holder),
        ne(entitlements.status, "ended"),
      );
      const [row] = await database.select().from(entitlements).where(ofHolder).limit(1);
      return row === undefined ? null : fromRow(row);
    },
    async paidEntitlements(holder) {
      if (!isStorable(holder)) return [];
      const rows = await database
        .select()
        .from(entitlements)
        .where(and(eq(entitlements.holder, holder), isNotNull(entitlements.paidUntil)))
        .orderBy(desc(entitlements.openedAt));
      return rows.map(fromRow);
    },
    async dueEntitlements(now, before, limit) {
      const rows = await database
        .select({ id: entitlements.id })
        .from(entitlements)
        .where(
          and(
            ne(entitlements.status, "ended"),
            or(eq(entitlements.status, "pending"), lt(entitlements.paidUntil, now)),
            lt(entitlements.checkedAt, before),
          ),
        )
        .orderBy(asc(entitlements.checkedAt))
        .limit(limit);
      return rows.map(({ id }) => entitlementId(id));
    },
    async entitlementsInReview(limit, after = null) {
      const { updatedAt, id } = entitlements;
      const rows = await database
        .select()
        .from(entitlements)
        .where(and(isNotNull(entitlements.mismatch), behind([updatedAt, id], after && [after.updatedAt, after.id])))
        .orderBy(asc(updatedAt), asc(id))
        .limit(limit);
      return rows.map(fromRow);
    },
    async openOrphanedSubscriptions(limit, after = null) {
      const { recordedAt, reference, state } = orphanedSubscriptions;
      const rows = await database
        .select()
        .from(orphanedSubscriptions)
        .where(
          and(
            notInArray(state, ["done", "accepted"]),
            behind([recordedAt, reference], after && [after.recordedAt, after.reference]),
          ),
        )
        .orderBy(asc(recordedAt), asc(reference))
        .limit(limit);
      return rows.map(orphanedFromRow);
    },
  };
}

export function entitlementWritesOn(database: Database): EntitlementWrites {
  return {
    async insertEntitlement(entitlement) {
      const { id } = entitlements;
      const row = { ...toRow(entitlement), checkedAt: entitlement.openedAt };
      const inserted = await database.insert(entitlements).values(row).onConflictDoNothing().returning({ id });
      return inserted.length === 1;
    },
    async saveEntitlement(entitlement, fromRevision) {
      const { id, ...row } = toRow(entitlement);
      const saved = await database
        .update(entitlements)
        .set(row)
        .where(and(eq(entitlements.id, id), eq(entitlements.revision, fromRevision)))
        .returning({ id: entitlements.id });
      return saved.length === 1;
    },
    async markEntitlementChecked(id, checkedAt) {
      await database.update(entitlements).set({ checkedAt }).where(eq(entitlements.id, id));
    },
    async insertEntitlementEvent(provider, eventId, id, receivedAt) {
      const inserted = await database
        .insert(entitlementEvents)
        .values({ provider, eventId, entitlementId: id, receivedAt })
        .onConflictDoNothing()
        .returning({ eventId: entitlementEvents.eventId });
      return inserted.length === 1;
    },
    async insertOrphanedSubscription(orphaned) {
      const { reference } = orphanedSubscriptions;
      const inserted = await database
        .insert(orphanedSubscriptions)
        .values(orphaned)
        .onConflictDoNothing()
        .returning({ reference });
      return inserted.length === 1;
    },
    async saveOrphanedSubscription({ reference, state, settledAt }) {
      const ofOrphaned = eq(orphanedSubscriptions.reference, reference);
      await database.update(orphanedSubscriptions).set({ state, settledAt }).where(ofOrphaned);
    },
  };
}

function toRow({ price, ...entitlement }: Entitlement): Omit<Row, "checkedAt"> {
  return { ...entitlement, priceMinor: price.amountMinor, currency: price.currency };
}

function fromRow(row: Row): Entitlement {
  const { currency, name, holder, page, subscription, paidUntil, mismatch, openedAt, updatedAt, revision } = row;
  const status = ENTITLEMENT_STATUSES.find((one) => one === row.status);
  const interval = PLAN_INTERVALS.find((one) => one === row.interval);
  invariant(
    isCurrency(currency) && status !== undefined && interval !== undefined,
    `entitlement ${row.id} is readable`,
  );
  return {
    id: entitlementId(row.id),
    sellerId: sellerId(row.sellerId),
    planId: planId(row.planId),
    name,
    holder,
    price: money(row.priceMinor, currency),
    interval,
    status,
    page,
    subscription,
    paidUntil,
    mismatch,
    openedAt,
    updatedAt,
    revision,
  };
}

const ORPHAN_STATES = ["requested", "accepted", "done", "refused", "unknown"] as const;

function orphanedFromRow(row: InferSelectModel<typeof orphanedSubscriptions>): OrphanedSubscription {
  const state = ORPHAN_STATES.find((one) => one === row.state);
  invariant(state !== undefined, `orphaned subscription ${row.reference} is readable`);
  return { ...row, state, entitlementId: entitlementId(row.entitlementId) };
}
