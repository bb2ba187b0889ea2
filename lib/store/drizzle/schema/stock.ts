import { index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const stockReservations = pgTable(
  "stock_reservations",
  {
    sessionId: text("session_id").notNull(),
    productId: text("product_id").notNull(),
    quantity: integer("quantity").notNull(),
    /** What the session would take when it is paid; more than `quantity` where unpaid pages may not hold all of it. */
    wanted: integer("wanted").notNull().default(0),
    /** Null: until the payment is decided. */
    expiresAt: timestamptz("expires_at"),
    /** The shopper or browser that an unpaid page counts for; null when it is unknown. */
    holder: text("holder"),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.productId] }),
    index("stock_reservations_by_product").on(table.productId, table.expiresAt),
    index("stock_reservations_by_holder").on(table.holder, table.expiresAt),
  ],
);

/** What an order took from counted stock, and what of it was put back. No row: the product was not counted then. */
export const orderStock = pgTable(
  "order_stock",
  {
    orderId: text("order_id").notNull(),
    productId: text("product_id").notNull(),
    taken: integer("taken").notNull(),
    /** Units of it that were not there. */
    missing: integer("missing").notNull(),
    putBack: integer("put_back").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.productId] })],
);
