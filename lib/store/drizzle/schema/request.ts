import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Requests with an idempotency key and their answers, for a day. The answer may contain the buyer's address, like the session. */
export const requests = pgTable(
  "requests",
  {
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    apiVersion: text("api_version"),
    status: integer("status"),
    body: text("body"),
    claimedAt: timestamptz("claimed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index("requests_by_age").on(table.claimedAt)],
);

/** What limits against guessing have counted, in the columns of rate-limiter-flexible. Keys are digests; `expire` in milliseconds since 1970. */
export const limitCounts = pgTable(
  "limit_counts",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [index("limit_counts_by_expire").on(table.expire)],
);
