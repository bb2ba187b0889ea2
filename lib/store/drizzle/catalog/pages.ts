import { and, inArray, isNotNull, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { ProductSearch } from "../../../catalog/product.ts";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import type { Place, SearchMode } from "./cursor.ts";
import { MARGIN, type Density } from "./density.ts";
import { currentPriceAt, filtersOf, inPriceRange, isOnSaleAt } from "./filters.ts";
import { PRODUCT_COLUMNS, type ProductRow } from "./product-row.ts";

/** More matches than this are not weighed against each other: that would keep every other request waiting. */
export const MAX_RANKED = 2000;
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
 * A page of what is wanted, behind `after`. Few matches are read all and sorted. Many are read in the order of an index until
 * the page is full; where matches are too rare for that, all of them are read.
 */
export async function pageOf(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  after: Place | null,
): Promise<Page> {
  const { order, isMany } = wanted.mode;
  if (isMany && order !== "title") {
    const walk = order === "price" ? walkByPrice(search, wanted, after) : walkMixed(wanted, after, search.limit + 1);
    const { rows } = await rowsOf(database, walk);
    if (!rows.some((row) => row["is_stopped"] === true)) return readPage(database, search, rows);
  }
  return readPage(database, search, (await rowsOf(database, few(search, wanted, after))).rows);
}

/**
 * The first page of the mixed order when that shows by itself that there are more than `most` matches: its rows are from
 * everywhere in the table, so a full page among the first of them says how many there are. Null where it does not.
 */
export async function pageOfMany(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  { perBlock, tableRows }: Density,
  most: number,
): Promise<Page | null> {
  const enough = Math.max(search.limit + 1, SURE_ROWS);
  const walked = Math.min(MAX_PROBED, Math.floor((enough * tableRows) / (MARGIN * most)));
  // A page that would have to be full from its first row on shows nothing.
  if (perBlock === 0 || walked < 2 * enough) return null;
  const { rows } = await rowsOf(database, walkMixed(wanted, null, enough, walked));
  const found = rows.filter((row) => row["is_stopped"] === false);
  return found.length < enough ? null : readPage(database, search, found);
}

/** The number of matches and their first page, weighed; `many` when there are more than `most`, which are not counted. */
export async function firstPageOf(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  most: number,
): Promise<{ readonly matches: number; readonly page: Page } | "many"> {
  const { order } = wanted.mode;
  const [plainAmount, text] =
    order === "price" ? [currentPriceAt(search.now), products.currency] : [sql`0`, products.title];
  const rank = sql`(select ${rankOf(wanted)} from ${products} where ${products.id} = found.id)`;
  const { rows } = await rowsOf(
    database,
    sql`with found as materialized (select ${products.id} as id, ${text} as text, ${plainAmount} as amount from ${products} where ${wanted.condition ?? sql`true`} limit ${most + 1}),
      total as materialized (select count(*)::int as matches from found)
      select matches, page.* from total left join lateral (select id, text, ${order === "rank" ? rank : sql`amount`} as amount from found where matches <= ${most} order by ${orderOf(search, wanted)} limit ${search.limit + 1}) as page on true`,
  );
  const matches = Number(rows[0]?.["matches"]);
  if (matches > most) return "many";
  const found = rows.filter((row) => row["id"] !== null);
  return { matches, page: await readPage(database, search, found) };
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
  const read =
    ids.length === 0 ? [] : await database.select(PRODUCT_COLUMNS).from(products).where(inArray(products.id, ids));
  const byId = new Map(read.map((row) => [row.id, row]));
  return {
    rows: ids.flatMap((id) => byId.get(id) ?? []),
    next: found.length > search.limit ? (shown.at(-1) ?? null) : null,
  };
}

const directionOf = ({ sort }: ProductSearch): SQL => sql.raw(sort === "price_descending" ? "desc" : "asc");
const furtherThan = ({ sort }: ProductSearch): SQL => sql.raw(sort === "price_descending" ? "<" : ">");

/** By what `amount` and `text` contain: rank and title, a place in the mixed order and nothing, or price and currency. */
function orderOf(search: ProductSearch, { mode }: Wanted): SQL {
  const direction = directionOf(search);
  if (mode.order === "price") return sql`text ${direction}, amount ${direction}, id ${direction}`;
  return mode.order === "mixed" ? sql`amount, id` : sql`amount desc, text asc, id asc`;
}

function few(search: ProductSearch, wanted: Wanted, after: Place | null): SQL {
  const { order } = wanted.mode;
  const [amount, text] =
    order === "price"
      ? [currentPriceAt(search.now), products.currency]
      : order === "mixed"
        ? [MIXED, sql`''`]
        : [rankOf(wanted), products.title];
  // A cursor says that they are few, and a cursor can be forged.
  const most = wanted.mode.isMany ? sql`all` : sql`${MAX_RANKED + 1}`;
  return sql`with found as materialized (select ${products.id} as id, ${text} as text, ${amount} as amount from ${products} where ${wanted.condition ?? sql`true`} limit ${most}) select id, text, amount from found where ${furtherOn(search, order, after)} order by ${orderOf(search, wanted)} limit ${search.limit + 1}`;
}

/** Whether something comes behind a place, by `text`, `amount` and `id`. */
function furtherOn(search: ProductSearch, order: SearchMode["order"], after: Place | null): SQL {
  if (after === null) return sql`true`;
  if (order === "price")
    return sql`(text, amount, id) ${furtherThan(search)} (${after.text}, ${after.amount}, ${after.id})`;
  if (order === "mixed") return sql`(amount, id) > (${after.amount}, ${after.id})`;
  return sql`(amount < ${after.amount} or (amount = ${after.amount} and (text, id) > (${after.text}, ${after.id})))`;
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
/** So many for a page that shows how many matches there are: as many more are read where it does not. */
const MAX_PROBED = 1800;
/** So many matches among the first rows say how many there are. */
const SURE_ROWS = 12;
/**
 * The order in which many matches come. Neighbours in it have nothing in common, so a page of what one product in two hundred
 * has is full after some two thousand rows, wherever those stand by title or in the feed; and all searches begin with the same
 * rows, which therefore are in memory. products_mixed is its index.
 */
const MIXED = sql`(hashtext(${products.id}) & 2147483647)`;

type List = { readonly text: SQLWrapper; readonly amount: SQL; readonly order: SQL };

/**
 * The beginning of a list in the order of an index, as queries with a name: `walked`, and `found` in it. Both are materialized,
 * and so only as much of either is read as somebody wants.
 */
function walkOf(
  name: string,
  { text, amount, order }: List,
  from: SQL | undefined,
  isMatch: SQL,
  limit: number,
  most = MAX_WALKED,
) {
  const [walked, found] = [sql.raw(`${name}_walked`), sql.raw(`${name}_found`)];
  return {
    queries: sql`${walked} as materialized (select ${products.id} as id, ${text} as text, ${amount} as amount, (${isMatch}) is true as is_match from ${products} where ${from ?? sql`true`} order by ${order} limit ${most}),
      ${found} as materialized (select id, text, amount from ${walked} where is_match limit ${limit})`,
    rows: sql`select id, text, amount from ${found}`,
    /** Whether the list goes on, and has too few matches so far. */
    isStopped: sql`((select count(*) from ${found}) < ${limit} and (select count(*) from ${walked}) = ${most})`,
  };
}

function walkMixed({ condition }: Wanted, after: Place | null, limit: number, most = MAX_WALKED): SQL {
  const further = after === null ? undefined : sql`(${MIXED}, ${products.id}) > (${after.amount}, ${after.id})`;
  const list = { text: sql`''`, amount: MIXED, order: sql`${MIXED}, ${products.id}` };
  const walk = walkOf("all", list, further, condition ?? sql`true`, limit, most);
  return sql`with ${walk.queries} (select id, text, amount, false as is_stopped from (${walk.rows}) as page order by amount, id) union all select null, null, null, true where ${walk.isStopped}`;
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
