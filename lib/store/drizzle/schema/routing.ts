import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const routeDecisions = pgTable(
  "route_decisions",
  {
    id: text("id").primaryKey(),
    sessionId: text("session_id").notNull(),
    sellerId: text("seller_id").notNull(),
    shopperId: text("shopper_id"),
    kind: text("kind").notNull(),
    route: text("route"),
    reason: text("reason").notNull(),
    capabilities: jsonb("capabilities").notNull(),
    flags: jsonb("flags").notNull(),
    revision: integer("revision").notNull(),
    shown: text("shown"),
    decidedAt: timestamptz("decided_at").notNull(),
  },
  (table) => [
    index("route_decisions_by_session").on(table.sessionId, table.decidedAt),
    // Why purchases took their route, of one seller and of all.
    index("route_decisions_by_seller").on(table.sellerId, table.decidedAt),
    index("route_decisions_by_time").on(table.decidedAt),
    // When the flag kept purchases from instant, for the experiment's report.
    index("route_decisions_killed")
      .on(table.decidedAt)
      .where(sql`${table.reason} = 'instant_killed'`),
    index("route_decisions_to_forget")
      .on(table.decidedAt)
      .where(sql`${table.shopperId} is not null`),
  ],
);
