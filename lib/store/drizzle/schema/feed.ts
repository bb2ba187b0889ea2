import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** The feed that CATALOG_FEED names, and those that it named before. */
export const feedStates = pgTable("feed_states", {
  source: text("source").primaryKey(),
  etag: text("etag"),
  lastModified: text("last_modified"),
  digest: text("digest"),
  accepted: integer("accepted"),
  checkedAt: timestamptz("checked_at").notNull(),
  importedAt: timestamptz("imported_at"),
  trouble: text("trouble"),
  troubledSince: timestamptz("troubled_since"),
});
