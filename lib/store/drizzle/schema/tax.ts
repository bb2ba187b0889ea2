import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** What is booked at a tax service, or is to be: sales, what was given back of them, and what was put back. */
export const taxBookings = pgTable(
  "tax_bookings",
  {
    /** The attempt's id, the refund's key, or that with an ending; unique at the service for ever. */
    reference: text("reference").primaryKey(),
    service: text("service").notNull(),
    kind: text("kind").notNull(),
    saleReference: text("sale_reference").notNull(),
    orderId: text("order_id").notNull(),
    /** The calculation of a sale; the reference of the reversal that is undone; null for a reversal. */
    subject: text("subject"),
    /** Of a reversal: its lines with what of each is tax, or a flat amount. */
    shape: jsonb("shape"),
    state: text("state").notNull(),
    /** The service's own name for it, and for its lines. */
    serviceId: text("service_id"),
    lines: jsonb("lines").notNull(),
    why: text("why"),
    tries: integer("tries").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    settledAt: timestamptz("settled_at"),
    dueAt: timestamptz("due_at"),
  },
  (table) => [
    index("tax_bookings_by_sale").on(table.saleReference, table.createdAt),
    index("tax_bookings_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("tax_bookings_refused")
      .on(table.settledAt)
      .where(sql`${table.state} = 'refused'`),
  ],
);
