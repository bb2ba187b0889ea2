import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const entitlements = pgTable(
  "entitlements",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    planId: text("plan_id").notNull(),
    name: text("name").notNull(),
    holder: text("holder").notNull(),
    priceMinor: bigint("price_minor", { mode: "number" }).notNull(),
    currency: text("currency").notNull(),
    interval: text("interval").notNull(),
    status: text("status").notNull(),
    page: text("page"),
    subscription: text("subscription"),
    paidUntil: timestamptz("paid_until"),
    mismatch: text("review"),
    openedAt: timestamptz("opened_at").notNull(),
    updatedAt: timestamptz("updated_at").notNull(),
    /** When somebody last asked the payment service; not part of the revision. */
    checkedAt: timestamptz("checked_at").notNull(),
    revision: integer("revision").notNull(),
  },
  (table) => [
    // A second live subscription of one holder to one plan cannot be stored, whatever the code above believes.
    uniqueIndex("entitlements_one_live")
      .on(table.sellerId, table.planId, table.holder)
      .where(sql`${table.status} <> 'ended'`),
    uniqueIndex("entitlements_by_subscription").on(table.subscription),
    index("entitlements_by_holder").on(table.holder, table.openedAt),
    index("entitlements_to_check")
      .on(table.checkedAt)
      .where(sql`${table.status} <> 'ended'`),
    index("entitlements_in_review")
      .on(table.updatedAt)
      .where(sql`${table.mismatch} is not null`),
  ],
);

/** Events of a payment service that counted, each stored with its effect. */
export const entitlementEvents = pgTable(
  "entitlement_events",
  {
    provider: text("provider").notNull(),
    eventId: text("event_id").notNull(),
    entitlementId: text("entitlement_id").notNull(),
    receivedAt: timestamptz("received_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.eventId] })],
);

export const orphanedSubscriptions = pgTable(
  "orphaned_subscriptions",
  {
    reference: text("reference").primaryKey(),
    entitlementId: text("entitlement_id").notNull(),
    why: text("why").notNull(),
    state: text("state").notNull(),
    recordedAt: timestamptz("recorded_at").notNull(),
    settledAt: timestamptz("settled_at"),
  },
  (table) => [
    index("orphaned_subscriptions_open")
      .on(table.recordedAt)
      .where(sql`${table.state} not in ('done', 'accepted')`),
  ],
);
