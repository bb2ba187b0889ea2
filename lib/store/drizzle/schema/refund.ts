import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** One row for each time money is given back; its key is the idempotency key at the payment service. */
export const refunds = pgTable(
  "refunds",
  {
    key: text("key").primaryKey(),
    provider: text("provider").notNull(),
    reference: text("reference").notNull(),
    sessionId: text("session_id").notNull(),
    orderId: text("order_id"),
    sellerId: text("seller_id").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    currency: text("currency").notNull(),
    state: text("state").notNull(),
    why: text("why").notNull(),
    requestedAt: timestamptz("requested_at").notNull(),
    settledAt: timestamptz("settled_at"),
    /** The provider's own name for it. */
    providerId: text("provider_id"),
    madeBy: text("made_by").notNull().default("us"),
    reason: text("reason"),
    /** Which lines it is for; null where an amount was given. */
    items: jsonb("items"),
    refusals: integer("refusals").notNull().default(0),
    tries: integer("tries").notNull().default(0),
    dueAt: timestamptz("due_at"),
    resolvedAt: timestamptz("resolved_at"),
  },
  (table) => [
    index("refunds_by_payment").on(table.provider, table.reference),
    uniqueIndex("refunds_by_provider_id")
      .on(table.provider, table.providerId)
      .where(sql`${table.providerId} is not null`),
    index("refunds_by_order")
      .on(table.orderId)
      .where(sql`${table.orderId} is not null`),
    // What changed since a moment, and the books of a month.
    index("refunds_requested_at").on(table.requestedAt),
    index("refunds_settled_at")
      .on(table.settledAt)
      .where(sql`${table.settledAt} is not null`),
    // What the sweep asks for and reads, each kind in the order in which it is due.
    index("refunds_due")
      .on(table.state, table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("refunds_open")
      .on(table.requestedAt)
      .where(sql`${table.state} in ('requested', 'unknown', 'accepted', 'requires_action')`),
    index("refunds_lost")
      .on(table.settledAt)
      .where(sql`${table.state} in ('failed', 'canceled', 'refused') and ${table.resolvedAt} is null`),
  ],
);
