import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Grows only: triggers of its migration refuse UPDATE, DELETE and TRUNCATE. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    occurredAt: timestamp("at", { withTimezone: true, mode: "date", precision: 3 }).notNull(),
    action: text("action").notNull(),
    actor: text("actor").notNull(),
    subject: text("subject"),
    why: text("why"),
    details: jsonb("details").notNull(),
  },
  (table) => [
    index("audit_entries_by_time").on(table.occurredAt, table.id),
    index("audit_entries_of_seller")
      .on(table.subject)
      .where(sql`${table.action} = 'seller_changed'`),
  ],
);
