import { and, asc, eq, gt, inArray, sql, type SQL } from "drizzle-orm";
import { AVAILABILITIES, type Availability, type Catalog, type Product } from "../../catalog/product.ts";
import { indexedWords } from "../../catalog/search-words.ts";
import { sellerId, productId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { isCurrency, money } from "../../money.ts";
import { pictureKey } from "../../pictures/picture-address.ts";
import { searchOn, type ProductRow } from "./catalog-search.ts";
import { products } from "./schema/catalog.ts";
import { isStorable, rowsOf, type Database } from "./database.ts";

/** The catalogue on PGlite or Postgres. Port and contract: lib/catalog/product.ts. */
export function createCatalog(database: Database): Catalog {
  return {
    async products(ids) {
      const storable = ids.filter(isStorable);
      if (storable.length === 0) return [];
      return (await database.select().from(products).where(inArray(products.id, storable))).map(productFromRow);
    },
    async variants(groupId, seller) {
      if (!isStorable(groupId) || !isStorable(seller)) return [];
      const rows = await database
        .select()
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
    async upsert(batch, { ofOneSeller } = { ofOneSeller: false }) {
      if (batch.length === 0) return [];
      const { rows } = await rowsOf(database, upsertStatement(batch, ofOneSeller));
      const written = new Set(rows.map((row) => row["id"]));
      return batch.map(({ id }) => id).filter((id) => !written.has(id));
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
    async withdraw(ids) {
      if (ids.length === 0) return;
      await database
        .update(products)
        .set({ availability: "out_of_stock", isEligibleSearch: false, isEligibleCheckout: false })
        .where(inArray(products.id, [...ids]));
    },
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
    async sellers() {
      const rows = await database
        .selectDistinct({ sellerId: products.sellerId, name: products.sellerName })
        .from(products)
        .orderBy(asc(products.sellerName));
      return rows.map((row) => ({ sellerId: sellerId(row.sellerId), name: row.name }));
    },
  };
}

export function productFromRow(row: ProductRow): Product {
  invariant(isCurrency(row.currency), `product ${row.id} has a known currency`);
  const availability = AVAILABILITIES.find((one) => one === row.availability) ?? ("unknown" satisfies Availability);
  const { currency, priceMinor, salePriceMinor, words: _index, pictureKey: _key, ...rest } = row;
  return {
    ...rest,
    id: productId(row.id),
    sellerId: sellerId(row.sellerId),
    additionalImageUrls: row.additionalImageUrls as readonly string[],
    availability,
    price: money(priceMinor, currency),
    salePrice: salePriceMinor === null ? null : money(salePriceMinor, currency),
    condition: row.condition as Product["condition"],
    variant: row.variant as Record<string, string>,
  };
}

/**
 * One statement whatever the size of the batch: the rows travel as one JSON value, far below the limit on parameters. They
 * are written in the order of their ids, so that two imports at once wait for each other and never lock each other out.
 */
function upsertStatement(batch: readonly Product[], ofOneSeller: boolean): SQL {
  const rows = batch.map((product) => ({ ...columnsOf(product), ...weightedWordsOf(product) }));
  const list = sql.raw(COLUMNS.map((column) => `"${column}"`).join(", "));
  const replaced = sql.raw(
    [...COLUMNS, "words"]
      .filter((column) => column !== "id")
      .map((column) => `"${column}" = excluded."${column}"`)
      .join(", "),
  );
  const words = sql`setweight(to_tsvector('simple', words_a), 'A') || setweight(to_tsvector('simple', words_b), 'B') || setweight(to_tsvector('simple', words_d), 'D')`;
  return sql`insert into products (${list}, words) select ${list}, ${words} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as rows (${sql.raw(RECORD)}) order by id on conflict (id) do update set ${replaced} where products.seller_id = excluded.seller_id or ${!ofOneSeller} returning id`;
}

/** Every column of a row but its words, with the type in which it travels. */
const COLUMN_TYPES = {
  id: "text",
  seller_id: "text",
  seller_name: "text",
  offer_id: "text",
  group_id: "text",
  title: "text",
  description: "text",
  brand: "text",
  url: "text",
  image_url: "text",
  picture_key: "text",
  additional_image_urls: "jsonb",
  availability: "text",
  currency: "text",
  price_minor: "bigint",
  sale_price_minor: "bigint",
  is_eligible_search: "boolean",
  is_eligible_checkout: "boolean",
  is_digital: "boolean",
  seller_privacy_policy_url: "text",
  seller_terms_url: "text",
  category: "text",
  condition: "text",
  variant: "jsonb",
  stock_on_hand: "integer",
} as const;
const COLUMNS = Object.keys(COLUMN_TYPES);
const RECORD = [...Object.entries(COLUMN_TYPES), ["words_a", "text"], ["words_b", "text"], ["words_d", "text"]]
  .map(([name, type]) => `"${name}" ${type}`)
  .join(", ");

function columnsOf(product: Product): Record<keyof typeof COLUMN_TYPES, unknown> {
  return {
    id: product.id,
    seller_id: product.sellerId,
    seller_name: product.sellerName,
    offer_id: product.offerId,
    group_id: product.groupId,
    title: product.title,
    description: product.description,
    brand: product.brand,
    url: product.url,
    image_url: product.imageUrl,
    picture_key: pictureKey(product.imageUrl),
    additional_image_urls: product.additionalImageUrls,
    availability: product.availability,
    currency: product.price.currency,
    price_minor: product.price.amountMinor,
    sale_price_minor: product.salePrice?.amountMinor ?? null,
    is_eligible_search: product.isEligibleSearch,
    is_eligible_checkout: product.isEligibleCheckout,
    is_digital: product.isDigital,
    seller_privacy_policy_url: product.sellerPrivacyPolicyUrl,
    seller_terms_url: product.sellerTermsUrl,
    category: product.category,
    condition: product.condition,
    variant: product.variant,
    stock_on_hand: product.stockOnHand,
  };
}

/** What the search weighs most, less and least. */
function weightedWordsOf(product: Product): Record<"words_a" | "words_b" | "words_d", string> {
  return {
    words_a: indexedWords([product.title, ...Object.values(product.variant)].join(" ")),
    words_b: indexedWords(`${product.brand} ${product.sellerName} ${product.category ?? ""}`),
    words_d: indexedWords(product.description),
  };
}
