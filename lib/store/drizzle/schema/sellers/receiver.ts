import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Receivers of order events that sellers added while the shop runs; those of the settings are not in it. */
export const sellerReceivers = pgTable(
  "seller_receivers",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    url: text("url").notNull(),
    events: text("events").array().notNull(),
    secret: text("secret").notNull(),
    earlierSecret: text("earlier_secret"),
    earlierSecretUntil: timestamptz("earlier_secret_until"),
    why: text("why").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    createdBy: text("created_by"),
    state: text("state").notNull(),
    disabledAt: timestamptz("disabled_at"),
    disabledWhy: text("disabled_why"),
    lastDeliveredAt: timestamptz("last_delivered_at"),
    lastFailedAt: timestamptz("last_failed_at"),
    lastFailure: text("last_failure"),
    failingSince: timestamptz("failing_since"),
    missedSince: timestamptz("missed_since"),
  },
  (table) => [
    index("seller_receivers_by_seller").on(table.sellerId, table.createdAt),
    index("seller_receivers_failed")
      .on(table.id)
      .where(sql`${table.state} = 'failed'`),
    index("seller_receivers_failing")
      .on(table.id)
      .where(sql`${table.failingSince} is not null`),
  ],
);
