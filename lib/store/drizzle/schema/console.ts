import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Who is signed in at the console. The session's id is in the browser's cookie alone; here is its keyed digest. */
export const consoleSessions = pgTable(
  "console_sessions",
  {
    digest: text("digest").primaryKey(),
    /** Which console key opened it: a session ends with its key. */
    keyId: text("key_id").notNull(),
    browser: text("browser").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    lastSeenAt: timestamptz("last_seen_at").notNull(),
    endsAt: timestamptz("ends_at").notNull(),
  },
  (table) => [index("console_sessions_by_end").on(table.endsAt)],
);

/** How many wrong keys were tried in a lane's window, on all instances together. */
export const wrongConsoleKeys = pgTable("wrong_console_keys", {
  lane: text("lane").primaryKey(),
  count: integer("count").notNull(),
  windowEndsAt: timestamptz("window_ends_at").notNull(),
});
