import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const minor = (name: string) => bigint(name, { mode: "number" });

/** Disputes, early fraud warnings and reviews, by the provider's own id. The latter two have no amounts and no deadline. */
export const paymentAlerts = pgTable(
  "payment_alerts",
  {
    provider: text("provider").notNull(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    reference: text("reference").notNull(),
    sessionId: text("session_id").notNull(),
    orderId: text("order_id"),
    /** Of a subscription's payment, which is no capture and has no session. */
    entitlementId: text("entitlement_id"),
    sellerId: text("seller_id").notNull(),
    state: text("state").notNull(),
    /** The provider's own words. */
    status: text("status").notNull(),
    reason: text("reason").notNull(),
    amountMinor: minor("amount_minor"),
    currency: text("currency"),
    takenMinor: minor("taken_minor"),
    feeMinor: minor("fee_minor"),
    feeCurrency: text("fee_currency"),
    evidenceDueAt: timestamptz("evidence_due_at"),
    submissions: integer("submissions").notNull().default(0),
    openedAt: timestamptz("opened_at").notNull(),
    changedAt: timestamptz("changed_at").notNull(),
    notifiedDays: integer("notified_days"),
    submittedAt: timestamptz("submitted_at"),
    releasedAt: timestamptz("released_at"),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.id] }),
    index("payment_alerts_by_payment").on(table.provider, table.reference),
    index("payment_alerts_by_session").on(table.sessionId),
    index("payment_alerts_by_order")
      .on(table.orderId)
      .where(sql`${table.orderId} is not null`),
    // What changed since a moment, and the books of a month.
    index("payment_alerts_changed_at").on(table.changedAt),
    index("payment_alerts_opened_at").on(table.openedAt),
    index("payment_alerts_open")
      .on(table.evidenceDueAt)
      .where(sql`${table.state} in ('needs_response', 'under_review', 'unknown', 'open')`),
  ],
);

/** Looks at what a provider has against a payment are numbered as they begin; the latest that is recorded, and the next. */
export const alertReads = pgTable(
  "alert_reads",
  {
    provider: text("provider").notNull(),
    reference: text("reference").notNull(),
    ticket: integer("ticket").notNull().default(0),
    ticketRecorded: integer("ticket_recorded").notNull().default(0),
    dueAt: timestamptz("due_at"),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.reference] }),
    index("alert_reads_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
  ],
);
