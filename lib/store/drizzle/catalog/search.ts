import { and, sql, type SQL } from "drizzle-orm";
import type { ProductSearch, SearchFacets } from "../../../catalog/product.ts";
import { queryOf, type Query, type Term } from "../../../catalog/search/query.ts";
import { isStorable, rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { readCursor, writeCursor, type SearchMode } from "./cursor.ts";
import { facetsOn } from "./facets.ts";
import { filtersOf } from "./filters.ts";
import { pageOf, type Wanted } from "./pages.ts";
import type { ProductRow } from "./product-row.ts";
import { correctedTerms } from "./spellings.ts";
import { anyOf, termsText, typedText } from "./words.ts";

type FoundRows = {
  readonly kind: "found";
  readonly products: readonly ProductRow[];
  readonly nextCursor: string | null;
  readonly facets: SearchFacets | null;
};

/** More matches than this are not weighed against each other: that would keep every other request waiting. */
const MAX_RANKED = 2000;

/**
 * Full-text search with keyset paging. Every word must be found; words that nothing has are then read as what they may have
 * been meant as; and when no product has them all, those that have some are answered. By relevance, products whose number
 * was asked for come first, then the best matches; thousands of matches come by title alone. Contract: Catalog.search.
 */
export async function searchOn(
  database: Database,
  search: ProductSearch,
): Promise<FoundRows | { readonly kind: "bad_cursor" }> {
  const after = search.cursor === null ? null : readCursor(search, search.cursor);
  if (after === "bad") return { kind: "bad_cursor" };
  // No product has such a seller, and Postgres would not even compare it.
  const asked =
    search.sellerId === null || isStorable(search.sellerId) ? search : { ...search, sellerId: null, brand: "" };
  const query = queryOf(search.text ?? "");
  const { mode, terms } =
    after === null ? await planOf(database, asked, query) : await planAfter(database, query, after.mode);
  const wanted = wantedBy(asked, query, terms, mode);
  const facets = search.withFacets ? await facetsOn(database, asked, wanted.condition) : null;
  const { rows, next } = await pageOf(database, asked, wanted, after?.place ?? null);
  const nextCursor = next === null ? null : writeCursor(search, { mode, place: next });
  return { kind: "found", products: rows, nextCursor, facets };
}

type Plan = { readonly mode: SearchMode; readonly terms: readonly Term[] };

/** The words as the page before read them. */
async function planAfter(database: Database, query: Query, mode: SearchMode): Promise<Plan> {
  const terms = mode.isCorrected ? await correctedTerms(database, query.terms) : null;
  return { mode, terms: terms ?? query.terms };
}

async function planOf(database: Database, search: ProductSearch, query: Query): Promise<Plan> {
  const isByPrice = search.sort !== "relevance";
  const planned = async (terms: readonly Term[], match: SearchMode["match"], isCorrected: boolean) => {
    const isWord = terms.length > 0;
    if (!isWord && search.brand === null && search.category === null) {
      const order = isByPrice ? "price" : "title";
      return { terms, matches: 1, mode: { match, isCorrected, order, isMany: true } as const };
    }
    const matches = await countUpTo(database, conditionOf(search, terms, match), MAX_RANKED + 1);
    const isMany = matches > MAX_RANKED;
    const order = isByPrice
      ? "price"
      : !isWord
        ? "title"
        : isMany
          ? await orderOfMany(database, search, query)
          : "rank";
    return { terms, matches, mode: { match, isCorrected, order, isMany: isMany && order !== "identifier" } as const };
  };
  const all = await planned(query.terms, "all", false);
  if (all.matches > 0 || query.terms.length === 0) return all;
  const corrected = await correctedTerms(database, query.terms);
  if (corrected !== null) {
    const meant = await planned(corrected, "all", true);
    if (meant.matches > 0) return meant;
  }
  return query.terms.length === 1 ? all : planned(corrected ?? query.terms, "some", corrected !== null);
}

async function orderOfMany(
  database: Database,
  search: ProductSearch,
  { identifiers }: Query,
): Promise<"identifier" | "title"> {
  if (identifiers.length === 0) return "title";
  const named = await countUpTo(database, and(filtersOf(search), isMatch(anyOf(identifiers))), 1);
  return named === 0 ? "title" : "identifier";
}

/**
 * The planner guesses that a prefix has far more matches than it may have, and with a limit in sight reads the whole table
 * for them. It plans a materialized query as if all of it were read; only as much of it is read as the limit wants.
 * https://www.postgresql.org/docs/18/queries-with.html#QUERIES-WITH-CTE-MATERIALIZATION
 */
async function countUpTo(database: Database, condition: SQL | undefined, limit: number): Promise<number> {
  const { rows } = await rowsOf(
    database,
    sql`with found as materialized (select 1 from ${products} where ${condition ?? sql`true`}) select count(*)::int as count from (select 1 from found limit ${limit}) as some_of_them`,
  );
  return Number(rows[0]?.["count"]);
}

const isMatch = (text: string): SQL => sql`${products.words} @@ ${text}::tsquery`;

const conditionOf = (search: ProductSearch, terms: readonly Term[], match: SearchMode["match"]): SQL | undefined =>
  and(filtersOf(search), terms.length === 0 ? undefined : isMatch(termsText(terms, match)));

function wantedBy(search: ProductSearch, query: Query, terms: readonly Term[], mode: SearchMode): Wanted {
  const words = terms.length === 0 ? null : termsText(terms, mode.match);
  const isNamed = query.identifiers.length === 0 ? null : isMatch(anyOf(query.identifiers));
  const matching = and(
    words === null ? undefined : isMatch(words),
    mode.order === "identifier" && isNamed !== null ? isNamed : undefined,
  );
  return {
    words,
    typed: terms.length === 0 ? null : typedText(terms),
    isNamed,
    matching,
    condition: and(filtersOf(search), matching),
    mode,
  };
}
