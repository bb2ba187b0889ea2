import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

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

/** The imports that can be rolled back. */
export const catalogImports = pgTable(
  "catalog_imports",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    cause: text("cause").notNull(),
    source: text("source").notNull(),
    /** A key of `feed_states`; null: no feed that the server looks at by itself. */
    feed: text("feed"),
    digest: text("digest"),
    rollsBack: integer("rolls_back"),
    rolledBackBy: integer("rolled_back_by"),
    sellers: jsonb("sellers").notNull(),
    added: integer("added").notNull(),
    changed: integer("changed").notNull(),
    withdrawn: integer("withdrawn").notNull(),
    accepted: integer("accepted").notNull(),
    rejected: integer("rejected").notNull(),
    failure: text("failure"),
    isPruned: boolean("is_pruned").notNull(),
    startedAt: timestamptz("started_at").notNull(),
    endedAt: timestamptz("ended_at"),
  },
  (table) => [index("catalog_imports_by_feed").on(table.feed, table.digest)],
);

/** What an import changed of a product: the columns before and after it. Both null: the import brought the product. */
export const catalogImportRows = pgTable(
  "catalog_import_rows",
  {
    importId: integer("import_id").notNull(),
    productId: text("product_id").notNull(),
    sellerId: text("seller_id").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
  },
  (table) => [primaryKey({ columns: [table.importId, table.productId] })],
);
