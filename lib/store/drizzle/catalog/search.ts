import { and, sql, type SQL } from "drizzle-orm";
import type { ProductSearch, SearchFacets } from "../../../catalog/product.ts";
import { queryOf, type Query, type Term } from "../../../catalog/search/query.ts";
import { isStorable, rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { readCursor, writeCursor, type Cursor, type SearchMode } from "./cursor.ts";
import { densityOf, type Density } from "./density.ts";
import { facetsOn } from "./facets.ts";
import { filtersOf } from "./filters.ts";
import { wholeWords } from "./longer-words.ts";
import { firstPageOf, MAX_RANKED, pageOf, pageOfMany, type Page, type Wanted } from "./pages.ts";
import type { ProductRow } from "./product-row.ts";
import { correctedTerms } from "./spellings.ts";
import { anyOf, termsText, termText, typedText } from "./words.ts";

type FoundRows = {
  readonly kind: "found";
  readonly products: readonly ProductRow[];
  readonly nextCursor: string | null;
  readonly facets: SearchFacets | null;
};

/**
 * Full-text search with keyset paging. Every word must be found; words that nothing has are then read as what they may have
 * been meant as; and when no product has them all, those that have some are answered. By relevance, products whose number
 * was asked for come first, then the best matches; thousands of matches come in an order that is always the same and says
 * nothing. Contract: Catalog.search.
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
  const plan = await (after === null ? planOf(database, asked, query) : planAfter(database, asked, query, after));
  const [facets, { rows, next }] = await Promise.all([
    search.withFacets ? facetsOn(database, asked, plan.wanted.condition, plan.density) : null,
    plan.page ?? pageOf(database, asked, plan.wanted, after?.place ?? null),
  ]);
  const nextCursor = next === null ? null : writeCursor(search, { mode: plan.wanted.mode, place: next });
  return { kind: "found", products: rows, nextCursor, facets };
}

/** `page`: the first one, when making the plan has read it. */
type Plan = { readonly wanted: Wanted; readonly density: Density | null; readonly page: Page | null };

/** As the page before read the words. */
async function planAfter(database: Database, search: ProductSearch, query: Query, { mode }: Cursor): Promise<Plan> {
  const corrected = mode.isCorrected ? await correctedTerms(database, query.terms, []) : null;
  const terms = corrected ?? query.terms;
  const read = await readAs(database, terms, (index) => (mode.whole & (1 << index)) !== 0);
  const wanted = wantedBy(search, query, terms, read, mode);
  const isMany = mode.isMany && wanted.matching !== undefined && search.withFacets;
  const density = isMany ? await densityOf(database, wanted.condition, [], MAX_RANKED) : null;
  return { wanted, density, page: null };
}

async function planOf(database: Database, search: ProductSearch, query: Query): Promise<Plan> {
  const { terms } = query;
  if (terms.length === 0 && search.brand === null && search.category === null && search.sort !== "relevance") {
    const mode = { match: "all", isCorrected: false, order: "price", isMany: true, whole: 0 } as const;
    return { wanted: wantedBy(search, query, terms, terms, mode), density: null, page: null };
  }
  const all = await planFor(database, search, query, { terms, match: "all", isCorrected: false });
  if (all.isAny || terms.length === 0) return all.plan;
  const corrected = await correctedTerms(database, terms, all.isFrequent);
  if (corrected !== null) {
    const meant = await planFor(database, search, query, { terms: corrected, match: "all", isCorrected: true });
    if (meant.isAny) return meant.plan;
  }
  if (terms.length === 1) return all.plan;
  const reading = { terms: corrected ?? terms, match: "some", isCorrected: corrected !== null } as const;
  return (await planFor(database, search, query, reading)).plan;
}

type Reading = Pick<SearchMode, "match" | "isCorrected"> & { readonly terms: readonly Term[] };
type Planned = { readonly plan: Plan; readonly isAny: boolean; readonly isFrequent: readonly boolean[] };

async function planFor(
  database: Database,
  search: ProductSearch,
  query: Query,
  { terms, match, isCorrected }: Reading,
): Promise<Planned> {
  const each = terms.map((term) => isMatch(termText(term)));
  const density = await densityOf(database, conditionOf(search, terms, match), each, MAX_RANKED);
  const { isFrequent, isSurelyMany } = density;
  const read = await readAs(database, terms, (index) => isFrequent[index] === true);
  const whole = isFrequent.reduce((bits, isOne, index) => bits | (isOne ? 1 << index : 0), 0);
  const wantedIn = (order: SearchMode["order"], isMany: boolean) =>
    wantedBy(search, query, terms, read, { match, isCorrected, order, isMany, whole });
  const isByPrice = search.sort !== "relevance";
  const order = isByPrice ? "price" : terms.length === 0 ? "title" : "rank";
  const many = wantedIn(isByPrice ? "price" : "mixed", true);
  const page =
    isSurelyMany || isByPrice || terms.length === 0
      ? null
      : await pageOfMany(database, search, many, density, MAX_RANKED);
  const wanted = wantedIn(order, false);
  const first = isSurelyMany || page !== null ? "many" : await firstPageOf(database, search, wanted, MAX_RANKED);
  if (first !== "many") return { plan: { wanted, density, page: first.page }, isAny: first.matches > 0, isFrequent };
  const isNamed = order === "rank" && (await hasNumber(database, search, query));
  const plan = isNamed
    ? { wanted: wantedIn("identifier", false), density, page: null }
    : { wanted: many, density, page };
  return { plan, isAny: true, isFrequent };
}

/** The terms as the index is asked for them; those of `isWhole` by whole words only. */
async function readAs(
  database: Database,
  terms: readonly Term[],
  isWhole: (index: number) => boolean,
): Promise<readonly Term[]> {
  const read = await wholeWords(
    database,
    terms.filter((_, index) => isWhole(index)),
  );
  const whole = read.values();
  return terms.map((term, index) => (isWhole(index) ? (whole.next().value ?? term) : term));
}

/** Whether a product has a number of the query. */
async function hasNumber(database: Database, search: ProductSearch, { identifiers }: Query): Promise<boolean> {
  if (identifiers.length === 0) return false;
  const condition = and(filtersOf(search), isMatch(anyOf(identifiers)));
  // Materialized, so that it is planned as if all of it were read: with a limit in sight the planner reads the whole table.
  // https://www.postgresql.org/docs/18/queries-with.html#QUERIES-WITH-CTE-MATERIALIZATION
  const { rows } = await rowsOf(
    database,
    sql`with found as materialized (select 1 from ${products} where ${condition ?? sql`true`}) select exists (select 1 from found) as is_any`,
  );
  return rows[0]?.["is_any"] === true;
}

const isMatch = (text: string): SQL => sql`${products.words} @@ ${text}::tsquery`;

const conditionOf = (search: ProductSearch, terms: readonly Term[], match: SearchMode["match"]): SQL | undefined =>
  and(filtersOf(search), terms.length === 0 ? undefined : isMatch(termsText(terms, match)));

/** `terms` are weighed, `read` is what the index is asked for. */
function wantedBy(
  search: ProductSearch,
  query: Query,
  terms: readonly Term[],
  read: readonly Term[],
  mode: SearchMode,
): Wanted {
  const isNamed = query.identifiers.length === 0 ? null : isMatch(anyOf(query.identifiers));
  const matching = terms.length === 0 ? undefined : isMatch(termsText(read, mode.match));
  return {
    words: terms.length === 0 ? null : termsText(terms, mode.match),
    typed: terms.length === 0 ? null : typedText(terms),
    isNamed,
    // Products with the number are few. What is said to be true of them is not looked up.
    condition:
      mode.order === "identifier" && isNamed !== null
        ? and(filtersOf(search), isNamed, sql`(${matching ?? sql`true`}) is true`)
        : and(filtersOf(search), matching),
    matching,
    mode,
  };
}
