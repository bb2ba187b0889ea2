import { and, getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import type { ProductSearch } from "../../../catalog/product.ts";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import type { Place, SearchMode } from "./cursor.ts";
import { currentPriceAt, filtersOf, isOnSaleAt } from "./filters.ts";
import type { ProductRow } from "./product-row.ts";

const { words: _words, ...COLUMNS } = getTableColumns(products);
/** Added to the rank of a product whose number was asked for; other ranks are below two millions. */
const IDENTIFIER_RANK = 1_000_000_000;

/** What is asked of the table; `condition` is `matching` and the filters. */
export type Wanted = {
  /** In the syntax of a tsquery; null: no words. */
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
 * order of an index until the page is full.
 */
export async function pageOf(
  database: Database,
  search: ProductSearch,
  wanted: Wanted,
  after: Place | null,
): Promise<Page> {
  const statement = wanted.mode.isMany
    ? wanted.mode.order === "price"
      ? manyByPrice(search, wanted, after)
      : manyByTitle(search, wanted, after)
    : few(search, wanted, after);
  const found = (await rowsOf(database, statement)).rows.map((row) => ({
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
function few(search: ProductSearch, wanted: Wanted, after: Place | null): SQL {
  const isByPrice = wanted.mode.order === "price";
  const amount = isByPrice ? currentPriceAt(search.now) : rankOf(wanted);
  const text = isByPrice ? products.currency : products.title;
  const direction = directionOf(search);
  const order = isByPrice
    ? sql`text ${direction}, amount ${direction}, id ${direction}`
    : sql`amount desc, text asc, id asc`;
  const further =
    after === null
      ? sql`true`
      : isByPrice
        ? sql`(text, amount, id) ${furtherThan(search)} (${after.text}, ${after.amount}, ${after.id})`
        : sql`(amount < ${after.amount} or (amount = ${after.amount} and (text, id) > (${after.text}, ${after.id})))`;
  return sql`with found as materialized (select ${products.id} as id, ${text} as text, ${amount} as amount from ${products} where ${wanted.condition ?? sql`true`}) select id, text, amount from found where ${further} order by ${order} limit ${search.limit + 1}`;
}

/** What has a word as it was typed goes before what has another form of it. */
function rankOf({ words, typed, isNamed, mode }: Wanted): SQL {
  if (words === null || mode.order === "title") return sql`0`;
  const first =
    isNamed === null ? sql`0` : sql`case when ${isNamed} then ${sql.raw(String(IDENTIFIER_RANK))} else 0 end`;
  return sql`(${first} + round(((ts_rank(${products.words}, ${words}::tsquery) + ts_rank(${products.words}, ${typed}::tsquery) / 4) * 1000000)::numeric))::int`;
}

function manyByTitle(search: ProductSearch, { condition }: Wanted, after: Place | null): SQL {
  const further = after === null ? undefined : sql`(${products.title}, ${products.id}) > (${after.text}, ${after.id})`;
  return sql`select ${products.id} as id, ${products.title} as text, 0 as amount from ${products} where ${and(condition, further) ?? sql`true`} order by ${products.title}, ${products.id} limit ${search.limit + 1}`;
}

/**
 * By currency, today's price and id. What is on sale today and what is not are two lists, each in the order of an index:
 * neither the shop's size nor the number of matches decides how long a page takes.
 */
function manyByPrice(search: ProductSearch, { matching }: Wanted, after: Place | null): SQL {
  const direction = directionOf(search);
  const isOnSale = isOnSaleAt(search.now);
  const list = (isIn: SQL, price: SQL) => {
    const place = sql`(${products.currency}, ${price}, ${products.id})`;
    const further =
      after === null ? undefined : sql`${place} ${furtherThan(search)} (${after.text}, ${after.amount}, ${after.id})`;
    const condition = and(isIn, filtersOf(search, price), matching, further) ?? isIn;
    return sql`(select ${products.id} as id, ${products.currency} as text, ${price} as amount from ${products} where ${condition} order by ${products.currency} ${direction}, ${price} ${direction}, ${products.id} ${direction} limit ${search.limit + 1})`;
  };
  const regular = list(sql`${isOnSale} is not true`, sql`${products.priceMinor}`);
  const reduced = list(sql`${products.salePriceMinor} is not null and ${isOnSale}`, sql`${products.salePriceMinor}`);
  return sql`select id, text, amount from (${regular} union all ${reduced}) as both_lists order by text ${direction}, amount ${direction}, id ${direction} limit ${search.limit + 1}`;
}
