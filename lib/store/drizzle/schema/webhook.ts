import { bigint, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** How many webhooks of a provider ended in the same way, accepted or refused, and when the first and the last did. */
export const webhookCounts = pgTable(
  "webhook_counts",
  {
    provider: text("provider").notNull(),
    outcome: text("outcome").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    firstAt: timestamptz("first_at").notNull(),
    lastAt: timestamptz("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.outcome] })],
);
