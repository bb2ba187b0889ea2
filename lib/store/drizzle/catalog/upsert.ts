import { sql, type SQL } from "drizzle-orm";
import type { FeedProduct, Upserted } from "../../../catalog/product.ts";
import { pictureKey } from "../../../pictures/picture-address.ts";
import { rowsOf, type Database } from "../database.ts";
import { deliveryToRow } from "./product-row.ts";
import { learnSpellings } from "./spellings.ts";
import { tsvectorText } from "./words.ts";

/** Writes a batch of a feed. Contract: Catalog.upsert. */
export async function upsertOn(
  database: Database,
  batch: readonly FeedProduct[],
  ofOneSeller: boolean,
): Promise<Upserted> {
  if (batch.length === 0) return { ofOthers: [], stockSet: 0, stockLeft: 0, pricesLeft: 0 };
  await learnSpellings(database, batch);
  const { rows } = await rowsOf(database, upsertStatement(batch, ofOneSeller, new Date().toISOString()));
  const written = new Map(rows.map((row) => [row["id"], row]));
  const accepted = batch.filter(({ id }) => written.has(id));
  const withStock = accepted.filter((product) => saysOfStock(product) !== null);
  const stockSet = withStock.filter(({ id }) => written.get(id)?.["is_stock_set"] === true).length;
  const isLeft = ({ id, version = null }: FeedProduct) =>
    ["price_version", "availability_version"].some((part) => versionIn(written.get(id)?.[part]) !== version);
  return {
    ofOthers: batch.map(({ id }) => id).filter((id) => !written.has(id)),
    stockSet,
    stockLeft: withStock.length - stockSet,
    pricesLeft: accepted.filter(isLeft).length,
  };
}

/** One driver answers a bigint as a number, the other as text. */
const versionIn = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** As `products.feed_stock` keeps it: null says nothing. */
const saysOfStock = ({ isNotCounted, stockOnHand }: FeedProduct): string | null =>
  isNotCounted === true ? "not_counted" : stockOnHand === null ? null : String(stockOnHand);

/** A row is later than what stands there: by its version, or because neither has one. */
const isLater = (part: string) => `coalesce(excluded.${part} > products.${part}, products.${part} is null)`;

/**
 * A count without a version says when it is newer only by differing from what the feed said before. Of a product that was
 * counted before that was kept, nothing is known, and its count stands.
 */
const IS_COUNT_LATER = `(excluded.feed_stock is not null and case
  when excluded.stock_version is not null then ${isLater("stock_version")}
  else products.stock_version is null and excluded.feed_stock is distinct from products.feed_stock
    and (products.feed_stock is not null or products.stock_on_hand is null) end)`;

/** What decides over a column that a row may only set when it brings something later. */
const CONDITIONS: Readonly<Record<string, string>> = {
  currency: isLater("price_version"),
  price_minor: isLater("price_version"),
  sale_price_minor: isLater("price_version"),
  sale_from: isLater("price_version"),
  sale_until: isLater("price_version"),
  price_version: isLater("price_version"),
  availability: isLater("availability_version"),
  available_from: isLater("availability_version"),
  availability_version: isLater("availability_version"),
  stock_on_hand: IS_COUNT_LATER,
  stock_version: IS_COUNT_LATER,
  stock_set_at: IS_COUNT_LATER,
  feed_stock: "excluded.feed_stock is not null",
};

const valueOf = (column: string): string => {
  const condition = CONDITIONS[column];
  return condition === undefined
    ? `excluded."${column}"`
    : `case when ${condition} then excluded."${column}" else products."${column}" end`;
};

/**
 * One statement whatever the size of the batch: the rows travel as one JSON value, far below the limit on parameters. They
 * are written in the order of their ids, so that two imports at once wait for each other and never lock each other out.
 */
function upsertStatement(batch: readonly FeedProduct[], ofOneSeller: boolean, setAt: string): SQL {
  const rows = batch.map((product) => ({ ...columnsOf(product, setAt), words: tsvectorText(product) }));
  const list = sql.raw(COLUMNS.map((column) => `"${column}"`).join(", "));
  const replaced = sql.raw(
    [...COLUMNS, "words"]
      .filter((column) => column !== "id")
      .map((column) => `"${column}" = ${valueOf(column)}`)
      .join(", "),
  );
  return sql`insert into products (${list}, words) select ${list}, words from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as rows (${sql.raw(RECORD)}) order by id on conflict (id) do update set ${replaced} where products.seller_id = excluded.seller_id or ${!ofOneSeller} returning id, price_version, availability_version, stock_set_at = ${setAt}::timestamptz as is_stock_set`;
}

/** Columns that nobody sees, but for the import. */
const UNSEEN: ReadonlySet<string> = new Set([
  "id",
  "picture_key",
  "feed_stock",
  "stock_set_at",
  "stock_version",
  "price_version",
  "availability_version",
]);

/**
 * For each row of a batch the columns that `upsertOn` would change in the product that is there, judged by the conditions
 * of its statement. Rows of new products are left out. Contract: Catalog.preview.
 */
export async function changesOf(
  database: Database,
  batch: readonly FeedProduct[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (batch.length === 0) return new Map();
  const seen = COLUMNS.filter((column) => !UNSEEN.has(column));
  const changes = seen.map(
    (column) => `case when products."${column}" is distinct from ${valueOf(column)} then '${column}' end`,
  );
  const rows = JSON.stringify(batch.map((product) => columnsOf(product, new Date().toISOString())));
  const found = await rowsOf(
    database,
    sql`select products.id, array_to_json(array_remove(array[${sql.raw(changes.join(", "))}], null)) as changes from jsonb_to_recordset(${rows}::jsonb) as excluded (${sql.raw(RECORD)}) join products on products.id = excluded.id`,
  );
  return new Map(found.rows.map((row) => [String(row["id"]), row["changes"] as readonly string[]]));
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
  sale_from: "timestamptz",
  sale_until: "timestamptz",
  expires_at: "timestamptz",
  available_from: "timestamptz",
  is_eligible_search: "boolean",
  is_eligible_checkout: "boolean",
  is_digital: "boolean",
  seller_privacy_policy_url: "text",
  seller_terms_url: "text",
  category: "text",
  condition: "text",
  variant: "jsonb",
  stock_on_hand: "integer",
  sku: "text",
  gtin: "text",
  mpn: "text",
  tax_category: "text",
  weight_grams: "integer",
  delivery_prices: "jsonb",
  feed_stock: "text",
  stock_version: "bigint",
  price_version: "bigint",
  availability_version: "bigint",
  stock_set_at: "timestamptz",
} as const;
const COLUMNS = Object.keys(COLUMN_TYPES);
const RECORD = [...Object.entries(COLUMN_TYPES), ["words", "tsvector"]]
  .map(([name, type]) => `"${name}" ${type}`)
  .join(", ");

function columnsOf(product: FeedProduct, setAt: string): Record<keyof typeof COLUMN_TYPES, unknown> {
  const version = product.version ?? null;
  const feedStock = saysOfStock(product);
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
    sale_from: product.saleFrom,
    sale_until: product.saleUntil,
    expires_at: product.expiresAt,
    available_from: product.availableFrom,
    is_eligible_search: product.isEligibleSearch,
    is_eligible_checkout: product.isEligibleCheckout,
    is_digital: product.isDigital,
    seller_privacy_policy_url: product.sellerPrivacyPolicyUrl,
    seller_terms_url: product.sellerTermsUrl,
    category: product.category,
    condition: product.condition,
    variant: product.variant,
    stock_on_hand: product.stockOnHand,
    sku: product.sku,
    gtin: product.gtin,
    mpn: product.mpn,
    tax_category: product.taxCategory,
    weight_grams: product.weightGrams,
    delivery_prices: product.deliveryPrices.length === 0 ? null : product.deliveryPrices.map(deliveryToRow),
    feed_stock: feedStock,
    stock_version: feedStock === null ? null : version,
    price_version: version,
    availability_version: version,
    stock_set_at: feedStock === null ? null : setAt,
  };
}
