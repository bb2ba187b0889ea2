import { bigint, index, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { orders } from "../purchase.ts";

/** A row for each seller of an order of several, by which they find it; what is in a part is in the order's `sale`. */
export const orderParts = pgTable(
  "order_parts",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    sellerId: text("seller_id").notNull(),
    number: text("number").notNull(),
    link: text("link").notNull(),
    paidMinor: bigint("paid_minor", { mode: "number" }).notNull(),
    paidAt: timestamp("paid_at", { withTimezone: true, mode: "date", precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.sellerId] }),
    uniqueIndex("order_parts_by_link").on(table.link),
    index("order_parts_by_number").on(table.number),
    index("order_parts_by_seller").on(table.sellerId, table.paidAt, table.orderId),
    // The books of all sellers and a month.
    index("order_parts_by_time").on(table.paidAt, table.orderId),
  ],
);
