import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** What payment providers reported, each stored with its effect. `parked`: it names nothing that we know yet. */
export const providerEvents = pgTable(
  "provider_events",
  {
    provider: text("provider").notNull(),
    eventId: text("event_id").notNull(),
    attemptId: text("attempt_id"),
    reference: text("reference"),
    outcome: jsonb("outcome").notNull(),
    state: text("state").notNull(),
    receivedAt: timestamptz("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.eventId] }),
    index("provider_events_parked")
      .on(table.receivedAt)
      .where(sql`${table.state} = 'parked'`),
    index("provider_events_to_forget")
      .on(table.receivedAt)
      .where(sql`${table.state} = 'applied'`),
  ],
);

/** How many webhooks of a provider ended in the same way, accepted or refused, and when the first and the last did. */
export const webhookCounts = pgTable(
  "webhook_counts",
  {
    provider: text("provider").notNull(),
    outcome: text("outcome").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    firstAt: timestamptz("first_at").notNull(),
    lastAt: timestamptz("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.outcome] })],
);
