import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** One row for each message that an event made. Its id names the event, and the key says that each has one message. */
export const mails = pgTable(
  "mails",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    sessionId: text("session_id"),
    /** Ids, amounts and times; who is written to is read when it is sent. */
    request: jsonb("request"),
    state: text("state").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    settledAt: timestamptz("settled_at"),
  },
  (table) => [index("mails_by_time").on(table.createdAt), index("mails_by_session").on(table.sessionId)],
);
