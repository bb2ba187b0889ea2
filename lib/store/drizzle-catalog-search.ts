import { and, asc, eq, gte, lte, or, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import type { ProductSearch } from "../catalog/product.ts";
import { queryWords, type QueryWord } from "../catalog/search-words.ts";
import { products } from "./drizzle-catalog-schema.ts";
import { isStorable, type Database } from "./drizzle-database.ts";

export type ProductRow = InferSelectModel<typeof products>;
type FoundRows = {
  readonly kind: "found";
  readonly products: readonly ProductRow[];
  readonly nextCursor: string | null;
};

/**
 * Full-text search with keyset paging, best matches first, then by title. Every word must be found; when no product has
 * them all, those that have some are answered. Contract: Catalog.search.
 */
export async function searchOn(
  database: Database,
  search: ProductSearch,
): Promise<FoundRows | { readonly kind: "bad_cursor" }> {
  const after = search.cursor === null ? null : readCursor(search.cursor);
  if (after === "bad") return { kind: "bad_cursor" };
  if (search.merchantId !== null && !isStorable(search.merchantId))
    return { kind: "found", products: [], nextCursor: null };
  const words = search.text === null ? [] : queryWords(search.text);
  const wanted = after?.match ?? "all";
  const found = await page(database, search, words, wanted, after);
  return after === null && words.length > 1 && found.products.length === 0
    ? page(database, search, words, "some", null)
    : found;
}

async function page(
  database: Database,
  search: ProductSearch,
  words: readonly QueryWord[],
  match: Cursor["match"],
  after: Cursor | null,
): Promise<FoundRows> {
  const query = words.length === 0 ? null : queryText(words, match);
  const rank =
    query === null
      ? sql<number>`0::int`
      : sql<number>`round((ts_rank(${products.words}, to_tsquery('simple', ${query})) * 1000000)::numeric)::int`;
  const byTitle = sql`(${products.title}, ${products.id}) > (${after?.title}, ${after?.id})`;
  const rest =
    after === null
      ? undefined
      : query === null
        ? byTitle
        : or(sql`${rank} < ${after.rank}`, sql`(${rank} = ${after.rank} and ${byTitle})`);
  const rows = await database
    .select({ product: products, rank })
    .from(products)
    .where(
      and(
        ...filtersOf(search),
        query === null ? undefined : sql`${products.words} @@ to_tsquery('simple', ${query})`,
        rest,
      ),
    )
    .orderBy(...(query === null ? [] : [sql`${rank} desc`]), asc(products.title), asc(products.id))
    .limit(search.limit + 1);
  const shown = rows.slice(0, search.limit);
  const last = shown.at(-1);
  return {
    kind: "found",
    products: shown.map((row) => row.product),
    nextCursor:
      rows.length > search.limit && last !== undefined
        ? writeCursor({ match, rank: last.rank, title: last.product.title, id: last.product.id })
        : null,
  };
}

function filtersOf(search: ProductSearch): (SQL | undefined)[] {
  const { currency, minPriceMinor, maxPriceMinor, merchantId, availability } = search;
  const currentPriceMinor = sql<number>`coalesce(${products.salePriceMinor}, ${products.priceMinor})`;
  return [
    eq(products.isEligibleSearch, true),
    currency === null ? undefined : eq(products.currency, currency),
    currency === null || minPriceMinor === null ? undefined : gte(currentPriceMinor, minPriceMinor),
    currency === null || maxPriceMinor === null ? undefined : lte(currentPriceMinor, maxPriceMinor),
    merchantId === null ? undefined : eq(products.merchantId, merchantId),
    availability === null ? undefined : eq(products.availability, availability),
  ];
}

/** In the syntax of to_tsquery; a word holds letters and digits only, so the quotes cannot be left. */
function queryText(words: readonly QueryWord[], match: Cursor["match"]): string {
  return words
    .map(({ word, isPrefix }) => (isPrefix ? `'${word}':*` : `'${word}'`))
    .join(match === "all" ? " & " : " | ");
}

/** Where a page ended. `match` says whether the search needs all its words or some. */
type Cursor = {
  readonly match: "all" | "some";
  readonly rank: number;
  readonly title: string;
  readonly id: string;
};

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.match, cursor.rank, cursor.title, cursor.id])).toString("base64url");
}

function readCursor(text: string): Cursor | "bad" {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(value) || value.length !== 4) return "bad";
    const [match, rank, title, id]: unknown[] = value;
    if (match !== "all" && match !== "some") return "bad";
    if (typeof rank !== "number" || !Number.isSafeInteger(rank) || rank < 0 || rank >= 2 ** 31) return "bad";
    if (typeof title !== "string" || typeof id !== "string" || `${title}${id}`.includes("\0")) return "bad";
    return { match, rank, title, id };
  } catch {
    return "bad";
  }
}
