import { and, getTableColumns, inArray, isNotNull, lte, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { ProductSearch } from "../../../catalog/product.ts";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import type { Place, SearchMode } from "./cursor.ts";
import { currentPriceAt, filtersOf, inPriceRange, isOnSaleAt } from "./filters.ts";
import type { ProductRow } from "./product-row.ts";

const { words: _words, ...COLUMNS } = getTableColumns(products);
/** Added to the rank of a product whose number was asked for; other ranks are below two millions. */
const IDENTIFIER_RANK = 1_000_000_000;

/** What is asked of the table; `condition` is `matching` and the filters. */
export type Wanted = {
  /** What the matches are weighed by, in the syntax of a tsquery; null: no words. */
  readonly words: string | null;
  readonly typed: string | null;
  /** Whether a product has a number of the query; null: it has none. */
  readonly isNamed: SQL | null;
  readonly matching: SQL | undefined;
  readonly condition: SQL | undefined;
  readonly mode: SearchMode;
};
export type Page = { readonly rows: readonly ProductRow[]; readonly next: Place | null };

/**
 * A page of what is wanted, behind `after`. Few matches are read all and sorted. Many, or no words at all, are read in the
 * order of an index until the page is full. Where matches are rare at the beginning of that order, those up to `earlyTitle`
 * are read and sorted, and all of them when that is not known.
 */
export async function pageOf(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  after: Place | null,
  earlyTitle: string | null,
): Promise<Page> {
  const { order, isMany } = wanted.mode;
  if (isMany) {
    const walk = order === "price" ? walkByPrice : walkByTitle;
    const { rows } = await rowsOf(database, walk(search, wanted, after));
    if (!rows.some((row) => row["is_stopped"] === true)) return readPage(database, search, rows);
  }
  if (isMany && order === "title" && earlyTitle !== null) {
    const isEarly = and(wanted.condition, lte(products.title, earlyTitle));
    const { rows } = await rowsOf(database, few(search, { ...wanted, condition: isEarly }, after));
    if (rows.length > search.limit) return readPage(database, search, rows);
  }
  return readPage(database, search, (await rowsOf(database, few(search, wanted, after))).rows);
}

/** The number of matches, and their first page; they are weighed when there are no more than `most`, or else come by title. */
export async function firstPageOf(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  most: number,
): Promise<{ readonly matches: number; readonly page: Page }> {
  const { order } = wanted.mode;
  const [plainAmount, text] =
    order === "price" ? [currentPriceAt(search.now), products.currency] : [sql`0`, products.title];
  const rank = sql`case when matches > ${most} then 0 else (select ${rankOf(wanted)} from ${products} where ${products.id} = found.id) end`;
  const { rows } = await rowsOf(
    database,
    sql`with found as materialized (select ${products.id} as id, ${text} as text, ${plainAmount} as amount from ${products} where ${wanted.condition ?? sql`true`}),
      total as materialized (select count(*)::int as matches from found)
      select matches, page.* from total left join lateral (select id, text, ${order === "rank" ? rank : sql`amount`} as amount from found order by ${orderOf(search, wanted)} limit ${search.limit + 1}) as page on true`,
  );
  const found = rows.filter((row) => row["id"] !== null);
  return { matches: Number(rows[0]?.["matches"]), page: await readPage(database, search, found) };
}

async function readPage(
  database: Database,
  search: ProductSearch,
  rows: readonly Record<string, unknown>[],
): Promise<Page> {
  const found = rows.map((row) => ({
    amount: Number(row["amount"]),
    text: String(row["text"]),
    id: String(row["id"]),
  }));
  const shown = found.slice(0, search.limit);
  const ids = shown.map(({ id }) => id);
  const read = ids.length === 0 ? [] : await database.select(COLUMNS).from(products).where(inArray(products.id, ids));
  const byId = new Map(read.map((row) => [row.id, row]));
  return {
    rows: ids.flatMap((id) => byId.get(id) ?? []),
    next: found.length > search.limit ? (shown.at(-1) ?? null) : null,
  };
}

const directionOf = ({ sort }: ProductSearch): SQL => sql.raw(sort === "price_descending" ? "desc" : "asc");
const furtherThan = ({ sort }: ProductSearch): SQL => sql.raw(sort === "price_descending" ? "<" : ">");

/** By what `amount` and `text` contain: rank and title, or price and currency. */
function orderOf(search: ProductSearch, { mode }: Wanted): SQL {
  const direction = directionOf(search);
  return mode.order === "price"
    ? sql`text ${direction}, amount ${direction}, id ${direction}`
    : sql`amount desc, text asc, id asc`;
}

function few(search: ProductSearch, wanted: Wanted, after: Place | null): SQL {
  const isByPrice = wanted.mode.order === "price";
  const amount = isByPrice ? currentPriceAt(search.now) : rankOf(wanted);
  const text = isByPrice ? products.currency : products.title;
  const further =
    after === null
      ? sql`true`
      : isByPrice
        ? sql`(text, amount, id) ${furtherThan(search)} (${after.text}, ${after.amount}, ${after.id})`
        : sql`(amount < ${after.amount} or (amount = ${after.amount} and (text, id) > (${after.text}, ${after.id})))`;
  return sql`with found as materialized (select ${products.id} as id, ${text} as text, ${amount} as amount from ${products} where ${wanted.condition ?? sql`true`}) select id, text, amount from found where ${further} order by ${orderOf(search, wanted)} limit ${search.limit + 1}`;
}

/** What has a word as it was typed goes before what has another form of it. */
function rankOf({ words, typed, isNamed, mode }: Wanted): SQL {
  if (words === null || mode.order === "title") return sql`0`;
  const first =
    isNamed === null ? sql`0` : sql`case when ${isNamed} then ${sql.raw(String(IDENTIFIER_RANK))} else 0 end`;
  return sql`(${first} + round(((ts_rank(${products.words}, ${words}::tsquery) + ts_rank(${products.words}, ${typed}::tsquery) / 4) * 1000000)::numeric))::int`;
}

/** So many rows of an index are looked at for a page. */
const MAX_WALKED = 6000;

type List = { readonly text: SQLWrapper; readonly amount: SQL; readonly order: SQL };

/**
 * The beginning of a list in the order of an index, as queries with a name: `walked`, and `found` in it. Both are materialized,
 * and so only as much of either is read as somebody wants.
 */
function walkOf(name: string, { text, amount, order }: List, from: SQL | undefined, isMatch: SQL, limit: number) {
  const [walked, found] = [sql.raw(`${name}_walked`), sql.raw(`${name}_found`)];
  return {
    queries: sql`${walked} as materialized (select ${products.id} as id, ${text} as text, ${amount} as amount, (${isMatch}) is true as is_match from ${products} where ${from ?? sql`true`} order by ${order} limit ${MAX_WALKED}),
      ${found} as materialized (select id, text, amount from ${walked} where is_match limit ${limit})`,
    rows: sql`select id, text, amount from ${found}`,
    /** Whether the list goes on, and has too few matches so far. */
    isStopped: sql`((select count(*) from ${found}) < ${limit} and (select count(*) from ${walked}) = ${MAX_WALKED})`,
  };
}

function walkByTitle(search: ProductSearch, { condition }: Wanted, after: Place | null): SQL {
  const further = after === null ? undefined : sql`(${products.title}, ${products.id}) > (${after.text}, ${after.id})`;
  const list = { text: products.title, amount: sql`0`, order: sql`${products.title}, ${products.id}` };
  const walk = walkOf("all", list, further, condition ?? sql`true`, search.limit + 1);
  return sql`with ${walk.queries} (select id, text, amount, false as is_stopped from (${walk.rows}) as page order by text, id) union all select null, null, null, true where ${walk.isStopped}`;
}

/**
 * By currency, today's price and id. What is on sale today and what is not are two lists, each in the order of an index:
 * neither the shop's size nor the number of matches decides how long a page takes.
 */
function walkByPrice(search: ProductSearch, { matching }: Wanted, after: Place | null): SQL {
  const direction = directionOf(search);
  const isOnSale = isOnSaleAt(search.now);
  const walk = (name: string, isListed: SQL | undefined, isIn: SQL, price: SQLWrapper) => {
    const place = sql`(${products.currency}, ${price}, ${products.id})`;
    const further =
      after === null ? undefined : sql`${place} ${furtherThan(search)} (${after.text}, ${after.amount}, ${after.id})`;
    const order = sql`${products.currency} ${direction}, ${price} ${direction}, ${products.id} ${direction}`;
    const isMatch = and(isIn, filtersOf(search, sql`${price}`), matching) ?? isIn;
    return walkOf(
      name,
      { text: products.currency, amount: sql`${price}`, order },
      and(isListed, inPriceRange(search, sql`${price}`), further),
      isMatch,
      search.limit + 1,
    );
  };
  const regular = walk("regular", undefined, sql`${isOnSale} is not true`, products.priceMinor);
  const reduced = walk("reduced", isNotNull(products.salePriceMinor), isOnSale, products.salePriceMinor);
  return sql`with ${regular.queries}, ${reduced.queries} (select id, text, amount, false as is_stopped from (${regular.rows} union all ${reduced.rows}) as both_lists order by text ${direction}, amount ${direction}, id ${direction} limit ${search.limit + 1}) union all select null, null, null, true where ${regular.isStopped} or ${reduced.isStopped}`;
}
