import { and, asc, eq, gt, gte, isNull, lte, or, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import type { ProductSearch } from "../../../catalog/product.ts";
import { queryWords, type QueryWord } from "../../../catalog/search-words.ts";
import { products } from "../schema/catalog.ts";
import { isStorable, type Database } from "../database.ts";

export type ProductRow = InferSelectModel<typeof products>;
type FoundRows = {
  readonly kind: "found";
  readonly products: readonly ProductRow[];
  readonly nextCursor: string | null;
};

/** More matches than this are not weighed against each other: that would keep every other request waiting. */
const MAX_RANKED = 2000;

/**
 * Full-text search with keyset paging, best matches first, then by title. Every word must be found; when no product has
 * them all, those that have some are answered. Thousands of matches come by title alone. Contract: Catalog.search.
 */
export async function searchOn(
  database: Database,
  search: ProductSearch,
): Promise<FoundRows | { readonly kind: "bad_cursor" }> {
  const after = search.cursor === null ? null : readCursor(search.cursor);
  if (after === "bad") return { kind: "bad_cursor" };
  if (search.sellerId !== null && !isStorable(search.sellerId))
    return { kind: "found", products: [], nextCursor: null };
  const words = search.text === null ? [] : queryWords(search.text);
  return page(database, search, words, after ?? (await searchMode(database, search, words)), after);
}

/** How a search's pages are chosen and ordered; the cursor keeps it from the first page to the last. */
type SearchMode = { readonly match: "all" | "some"; readonly order: "rank" | "title" };

async function searchMode(database: Database, search: ProductSearch, words: readonly QueryWord[]): Promise<SearchMode> {
  if (words.length === 0) return { match: "all", order: "title" };
  for (const match of ["all", "some"] as const) {
    const matches = await database
      .select({ one: sql`1` })
      .from(products)
      .where(and(...filtersOf(search), matching(words, match)))
      .limit(MAX_RANKED + 1);
    if (matches.length > 0) return { match, order: matches.length > MAX_RANKED ? "title" : "rank" };
    if (words.length === 1) break;
  }
  return { match: "all", order: "rank" };
}

async function page(
  database: Database,
  search: ProductSearch,
  words: readonly QueryWord[],
  mode: SearchMode,
  after: Cursor | null,
): Promise<FoundRows> {
  const isRanked = mode.order === "rank" && words.length > 0;
  const rank = isRanked
    ? sql<number>`round((ts_rank(${products.words}, to_tsquery('simple', ${queryText(words, mode.match)})) * 1000000)::numeric)::int`
    : sql<number>`0::int`;
  const byTitle = sql`(${products.title}, ${products.id}) > (${after?.title}, ${after?.id})`;
  const ranked = isRanked ? or(sql`${rank} < ${after?.rank}`, sql`(${rank} = ${after?.rank} and ${byTitle})`) : byTitle;
  const rows = await database
    .select({ product: products, rank })
    .from(products)
    .where(and(...filtersOf(search), matching(words, mode.match), after === null ? undefined : ranked))
    .orderBy(...(isRanked ? [sql`${rank} desc`] : []), asc(products.title), asc(products.id))
    .limit(search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    kind: "found",
    products: shown.map((row) => row.product),
    nextCursor:
      rows.length > search.limit && last !== undefined
        ? writeCursor({ ...mode, rank: last.rank, title: last.product.title, id: last.product.id })
        : null,
  };
}

function matching(words: readonly QueryWord[], match: SearchMode["match"]): SQL | undefined {
  return words.length === 0 ? undefined : sql`${products.words} @@ to_tsquery('simple', ${queryText(words, match)})`;
}

/** `availabilityNow` of lib/catalog/product.ts for what is not expired, in SQL; the store's contract compares the two. */
const availabilityNow = sql<string>`case when ${products.availability} <> 'backorder' and ${products.stockOnHand} <= 0 then 'out_of_stock' else ${products.availability} end`;

/** `currentPrice` of lib/catalog/product.ts; the store's contract compares the two. */
function currentPriceAt(now: Date): SQL<number> {
  const { saleFrom, saleUntil, salePriceMinor, priceMinor } = products;
  const time = sql`${now.toISOString()}::timestamptz`;
  const isSale = sql`(${saleFrom} is null or ${saleFrom} <= ${time}) and (${saleUntil} is null or ${time} < ${saleUntil})`;
  return sql<number>`case when ${isSale} then least(${salePriceMinor}, ${priceMinor}) else ${priceMinor} end`;
}

function filtersOf(search: ProductSearch): (SQL | undefined)[] {
  const { currency, minPriceMinor, maxPriceMinor, sellerId, availability, now } = search;
  const currentPriceMinor = currentPriceAt(now);
  return [
    eq(products.isEligibleSearch, true),
    or(isNull(products.expiresAt), gt(products.expiresAt, now)),
    currency === null ? undefined : eq(products.currency, currency),
    currency === null || minPriceMinor === null ? undefined : gte(currentPriceMinor, minPriceMinor),
    currency === null || maxPriceMinor === null ? undefined : lte(currentPriceMinor, maxPriceMinor),
    sellerId === null ? undefined : eq(products.sellerId, sellerId),
    availability === null ? undefined : eq(availabilityNow, availability),
  ];
}

/** In the syntax of to_tsquery; a word contains letters and digits only, so the quotes cannot be left. */
function queryText(words: readonly QueryWord[], match: SearchMode["match"]): string {
  return words
    .map(({ word, isPrefix }) => (isPrefix ? `'${word}':*` : `'${word}'`))
    .join(match === "all" ? " & " : " | ");
}

/** Where a page ended. */
type Cursor = SearchMode & { readonly rank: number; readonly title: string; readonly id: string };

function writeCursor(cursor: Cursor): string {
  const { match, order, rank, title, id } = cursor;
  return Buffer.from(JSON.stringify([match, order, rank, title, id])).toString("base64url");
}

function readCursor(text: string): Cursor | "bad" {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(value) || value.length !== 5) return "bad";
    const [match, order, rank, title, id]: unknown[] = value;
    if (match !== "all" && match !== "some") return "bad";
    if (order !== "rank" && order !== "title") return "bad";
    if (typeof rank !== "number" || !Number.isSafeInteger(rank) || rank < 0 || rank >= 2 ** 31) return "bad";
    if (typeof title !== "string" || typeof id !== "string" || `${title}${id}`.includes("\0")) return "bad";
    return { match, order, rank, title, id };
  } catch {
    return "bad";
  }
}
