import { index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Requests with an idempotency key and their answers, for a day. The answer may contain the buyer's address, like the session. */
export const requests = pgTable(
  "requests",
  {
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    status: integer("status"),
    body: text("body"),
    claimedAt: timestamptz("claimed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index("requests_by_age").on(table.claimedAt)],
);
