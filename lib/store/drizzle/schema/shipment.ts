import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { orders } from "./purchase.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** One row for each shipment of an order; its name is the merchant's, and the key says that it is one, however often it is told. */
export const shipments = pgTable(
  "shipments",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    name: text("name").notNull(),
    id: text("id").notNull(),
    merchantId: text("merchant_id").notNull(),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    trackingUrl: text("tracking_url"),
    /** Which lines of the order, and how many of each. */
    lines: jsonb("lines").notNull(),
    shippedAt: at("shipped_at").notNull(),
    deliveredAt: at("delivered_at"),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.name] })],
);
