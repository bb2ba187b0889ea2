import { date, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Keys of sellers' systems that were made while the shop runs; those of the settings are not in it. */
export const sellerKeys = pgTable(
  "seller_keys",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    digest: text("digest").notNull(),
    actions: text("actions").array().notNull(),
    why: text("why").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    createdBy: text("created_by"),
    lastUsedOn: date("last_used_on", { mode: "string" }),
    revokedAt: timestamptz("revoked_at"),
  },
  (table) => [index("seller_keys_by_seller").on(table.sellerId, table.createdAt)],
);
