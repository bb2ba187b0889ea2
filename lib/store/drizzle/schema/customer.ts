import { boolean, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Which discounts a customer has used or is paying with. `customer` is a keyed digest. */
export const customerDiscounts = pgTable(
  "customer_discounts",
  {
    customer: text("customer").notNull(),
    code: text("code").notNull(),
    sessionId: text("session_id").notNull(),
    isFirstOrder: boolean("is_first_order").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customer, table.code, table.sessionId] }),
    index("customer_discounts_by_session").on(table.sessionId),
  ],
);

/** Whose an order is, by keyed digests that stay when its buyer is erased. */
export const customerOrders = pgTable(
  "customer_orders",
  { customer: text("customer").notNull(), sessionId: text("session_id").notNull() },
  (table) => [
    primaryKey({ columns: [table.customer, table.sessionId] }),
    index("customer_orders_by_session").on(table.sessionId),
  ],
);

/** One row: the key of the digests by which a customer is known again. */
export const customerKey = pgTable("customer_key", {
  isTheOne: boolean("is_the_one").primaryKey(),
  key: text("key").notNull(),
});

/** What a shopper had a seller remember for the next purchase: an address, and who buys where that was given. */
export const rememberedDetails = pgTable(
  "remembered_details",
  {
    sellerId: text("seller_id").notNull(),
    shopperId: text("shopper_id").notNull(),
    details: jsonb("details").notNull(),
    rememberedAt: timestamptz("remembered_at").notNull(),
    usedAt: timestamptz("used_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopperId, table.sellerId] }),
    index("remembered_details_by_use").on(table.usedAt),
  ],
);
