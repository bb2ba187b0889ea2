import { and, asc, eq, gte, inArray, lte, or, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import {
  AVAILABILITIES,
  type Availability,
  type Catalog,
  type Product,
  type ProductPage,
  type ProductSearch,
} from "../catalog/product.ts";
import { merchantId, productId } from "../ids.ts";
import { invariant } from "../invariant.ts";
import { isCurrency, money } from "../money.ts";
import { products } from "./drizzle-catalog-schema.ts";
import { isStorable, type Database } from "./drizzle-database.ts";

type ProductRow = InferSelectModel<typeof products>;

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
        .where(and(eq(products.groupId, groupId), eq(products.merchantId, seller)))
        .orderBy(asc(products.title), asc(products.id))
        .limit(100);
      return rows.map(productFromRow);
    },
    search: (search) => searchOn(database, search),
    async upsert(batch) {
      if (batch.length === 0) return;
      await database.execute(upsertStatement(batch));
    },
    async count() {
      const [row] = await database.select({ count: sql<number>`count(*)::int` }).from(products);
      return row?.count ?? 0;
    },
    async sellers() {
      const rows = await database
        .selectDistinct({ merchantId: products.merchantId, name: products.sellerName })
        .from(products)
        .orderBy(asc(products.sellerName));
      return rows.map((row) => ({ merchantId: merchantId(row.merchantId), name: row.name }));
    },
  };
}

function productFromRow(row: ProductRow): Product {
  invariant(isCurrency(row.currency), `product ${row.id} has a known currency`);
  const availability = AVAILABILITIES.find((one) => one === row.availability) ?? ("unknown" satisfies Availability);
  const { currency, priceMinor, salePriceMinor, variantText: _searchOnly, words: _index, ...rest } = row;
  return {
    ...rest,
    id: productId(row.id),
    merchantId: merchantId(row.merchantId),
    additionalImageUrls: row.additionalImageUrls as readonly string[],
    availability,
    price: money(priceMinor, currency),
    salePrice: salePriceMinor === null ? null : money(salePriceMinor, currency),
    condition: row.condition as Product["condition"],
    variant: row.variant as Record<string, string>,
  };
}

/**
 * One statement whatever the size of the batch: the rows travel as one JSON value, far below the limit on parameters.
 * They are taken in the order of their ids, as drizzle-stock.ts locks them.
 */
function upsertStatement(batch: readonly Product[]): SQL {
  const rows = batch.map((product) => ({
    id: product.id,
    merchant_id: product.merchantId,
    seller_name: product.sellerName,
    offer_id: product.offerId,
    group_id: product.groupId,
    title: product.title,
    description: product.description,
    brand: product.brand,
    url: product.url,
    image_url: product.imageUrl,
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
    variant_text: Object.values(product.variant).join(" "),
    stock_on_hand: product.stockOnHand,
  }));
  const columns = Object.keys(rows[0] ?? {});
  const list = sql.raw(columns.map((column) => `"${column}"`).join(", "));
  const replaced = sql.raw(
    columns
      .filter((column) => column !== "id")
      .map((column) => `"${column}" = excluded."${column}"`)
      .join(", "),
  );
  return sql`insert into products (${list}) select ${list} from jsonb_populate_recordset(null::products, ${JSON.stringify(rows)}::jsonb) order by id on conflict (id) do update set ${replaced}`;
}

const currentPriceMinor = sql<number>`coalesce(${products.salePriceMinor}, ${products.priceMinor})`;

async function searchOn(
  database: Database,
  search: ProductSearch,
): Promise<({ kind: "found" } & ProductPage) | { kind: "bad_cursor" }> {
  const query = search.text === null ? null : prefixQuery(search.text);
  const after = search.cursor === null ? null : readCursor(search.cursor);
  if (after === "bad") return { kind: "bad_cursor" };
  if (search.merchantId !== null && !isStorable(search.merchantId))
    return { kind: "found", products: [], nextCursor: null };
  const rank =
    query === null
      ? sql<number>`0::int`
      : sql<number>`round((ts_rank(${products.words}, to_tsquery('simple', ${query})) * 1000000)::numeric)::int`;
  const filters: (SQL | undefined)[] = [
    eq(products.isEligibleSearch, true),
    query === null ? undefined : sql`${products.words} @@ to_tsquery('simple', ${query})`,
    search.currency === null ? undefined : eq(products.currency, search.currency),
    search.currency === null || search.minPriceMinor === null
      ? undefined
      : gte(currentPriceMinor, search.minPriceMinor),
    search.currency === null || search.maxPriceMinor === null
      ? undefined
      : lte(currentPriceMinor, search.maxPriceMinor),
    search.merchantId === null ? undefined : eq(products.merchantId, search.merchantId),
    search.availability === null ? undefined : eq(products.availability, search.availability),
    after === null
      ? undefined
      : or(
          sql`${rank} < ${after.rank}`,
          sql`(${rank} = ${after.rank} and (${products.title}, ${products.id}) > (${after.title}, ${after.id}))`,
        ),
  ];
  const rows = await database
    .select({ product: products, rank })
    .from(products)
    .where(and(...filters))
    .orderBy(sql`${rank} desc`, asc(products.title), asc(products.id))
    .limit(search.limit + 1);
  const page = rows.slice(0, search.limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > search.limit && last !== undefined
      ? writeCursor({ rank: last.rank, title: last.product.title, id: last.product.id })
      : null;
  return { kind: "found", products: page.map((row) => productFromRow(row.product)), nextCursor };
}

/** Every word a prefix, all of them needed: "rain jack" finds "Rain jacket". Null when the text holds no word at all. */
function prefixQuery(text: string): string | null {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0
    ? null
    : words
        .slice(0, 12)
        .map((word) => `'${word}':*`)
        .join(" & ");
}

type Cursor = { rank: number; title: string; id: string };

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.rank, cursor.title, cursor.id])).toString("base64url");
}

function readCursor(text: string): Cursor | "bad" {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(value) || value.length !== 3) return "bad";
    const [rank, title, id]: unknown[] = value;
    return Number.isSafeInteger(rank) &&
      typeof rank === "number" &&
      rank >= 0 &&
      rank < 2 ** 31 &&
      typeof title === "string" &&
      typeof id === "string" &&
      !`${title}${id}`.includes("\0")
      ? { rank, title, id }
      : "bad";
  } catch {
    return "bad";
  }
}
