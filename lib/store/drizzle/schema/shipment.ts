import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { orders } from "./purchase.ts";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** One row for each shipment of an order; its name is the merchant's, and the key says that it is one, however often it is reported. */
export const shipments = pgTable(
  "shipments",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    name: text("name").notNull(),
    id: text("id").notNull(),
    sellerId: text("seller_id").notNull(),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    trackingUrl: text("tracking_url"),
    /** Which lines of the order, and how many of each. */
    lines: jsonb("lines").notNull(),
    shippedAt: timestamptz("shipped_at").notNull(),
    deliveredAt: timestamptz("delivered_at"),
    /**
     * When it was reported, or something of it was changed. Null in rows older than the column. The default and a trigger
     * (migration 0058) write it for a statement that does not: an older instance's.
     */
    changedAt: timestamptz("changed_at").defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.name] }),
    // What changed since a moment.
    index("shipments_shipped_at").on(table.shippedAt),
    index("shipments_delivered_at")
      .on(table.deliveredAt)
      .where(sql`${table.deliveredAt} is not null`),
    index("shipments_changed_at")
      .on(table.changedAt)
      .where(sql`${table.changedAt} is not null`),
  ],
);
