import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Catalog, FeedProduct, Preview } from "../../catalog/product.ts";
import { productId, sellerId, type SellerId } from "../../ids.ts";
import { PRODUCT_COLUMNS, productFromRow } from "./catalog/product-row.ts";
import { searchOn } from "./catalog/search.ts";
import { products } from "./schema/catalog.ts";
import { isStorable, rowsOf, textArray, type Database } from "./database.ts";
import { changesOf, upsertOn } from "./catalog/upsert.ts";
import { withdrawOn } from "./catalog/withdraw.ts";
import { reindexOn } from "./catalog/reindex.ts";

/** The catalogue on PGlite or Postgres. Port and contract: lib/catalog/product.ts. */
export function createCatalog(database: Database): Catalog {
  return {
    async products(ids) {
      const storable = ids.filter(isStorable);
      if (storable.length === 0) return [];
      return (await productsOf(database, storable)).map(productFromRow);
    },
    async variants(groupId, seller) {
      if (!isStorable(groupId) || !isStorable(seller)) return [];
      const rows = await database
        .select(PRODUCT_COLUMNS)
        .from(products)
        .where(and(eq(products.groupId, groupId), eq(products.sellerId, seller)))
        .orderBy(asc(products.title), asc(products.id))
        .limit(100);
      return rows.map(productFromRow);
    },
    search: async (search) => {
      const found = await searchOn(database, search);
      return found.kind === "bad_cursor" ? found : { ...found, products: found.products.map(productFromRow) };
    },
    upsert: (batch, options = { ofOneSeller: false }) => upsertOn(database, batch, options),
    preview: (batch) => previewOn(database, batch),
    reindex: (limit) => reindexOn(database, limit),
    async noteGrowth(written) {
      const { rows } = await rowsOf(
        database,
        sql`select reltuples as known from pg_class where oid = 'products'::regclass`,
      );
      // A table that was never looked at says -1. https://www.postgresql.org/docs/current/catalog-pg-class.html
      // The columns by which products are looked up: all of them, with the texts of the search, hold PGlite up for five times as long.
      if (Number(rows[0]?.["known"]) * 2 < written)
        await rowsOf(database, sql`analyze products (id, seller_id, group_id)`);
    },
    async idsOfSeller(seller, after, limit) {
      const rows = await database
        .select({ id: products.id })
        .from(products)
        .where(and(eq(products.sellerId, seller), after === null ? undefined : gt(products.id, after)))
        .orderBy(asc(products.id))
        .limit(limit);
      return rows.map((row) => productId(row.id));
    },
    withdraw: (ids, recordAs = null) => withdrawOn(database, ids, recordAs),
    async picture(key) {
      if (!isStorable(key)) return null;
      const [row] = await database
        .select({ source: products.imageUrl, title: products.title })
        .from(products)
        .where(eq(products.pictureKey, key))
        .orderBy(asc(products.id))
        .limit(1);
      return row ?? null;
    },
    async count() {
      const [row] = await database.select({ count: sql<number>`count(*)::int` }).from(products);
      return row?.count ?? 0;
    },
    sellerNames: (ids) => sellerNamesOn(database, ids),
  };
}

/** A step into the index for each seller, however many products they have. */
async function sellerNamesOn(database: Database, ids: readonly SellerId[]): Promise<ReadonlyMap<SellerId, string>> {
  const storable = ids.filter(isStorable);
  if (storable.length === 0) return new Map();
  const first = sql`select ${products.sellerName} from ${products} where ${products.sellerId} = asked.id order by ${products.sellerName} limit 1`;
  const asked = sql`unnest(${textArray(storable)}::text[]) as asked(id)`;
  const rows = await database.select({ id: sql<string>`asked.id`, name: sql<string | null>`(${first})` }).from(asked);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[sellerId(id), name] as const])));
}

/** One text for any number of ids, so that its plan is kept. */
const productsOf = (database: Database, ids: readonly string[]) =>
  database
    .select(PRODUCT_COLUMNS)
    .from(products)
    .where(sql`${products.id} = any(${textArray(ids)}::text[])`);

async function previewOn(database: Database, batch: readonly FeedProduct[]): Promise<readonly Preview[]> {
  const ids = batch.map(({ id }) => id).filter(isStorable);
  const changes = await changesOf(database, batch);
  const before = ids.length === 0 ? [] : await productsOf(database, ids);
  const known = new Map(before.map((row) => [row.id, productFromRow(row)]));
  return batch.map(({ id }) => ({ id, before: known.get(id) ?? null, changes: changes.get(id) ?? [] }));
}
