import { sql, type SQL } from "drizzle-orm";
import type { ImportId } from "../../../catalog/imports/history.ts";
import type { FeedProduct, Upserted, UpsertOptions } from "../../../catalog/product.ts";
import { rowsOf, type Database } from "../database.ts";
import { COLUMNS, columnsOf, RECORD, saysOfStock, UNSEEN } from "./columns.ts";
import { columnList, recordedIn } from "./recorded-rows.ts";
import { learnSpellings } from "./spellings.ts";
import { tsvectorText } from "./words.ts";

/** Writes a batch of a feed. Contract: Catalog.upsert. */
export async function upsertOn(
  database: Database,
  batch: readonly FeedProduct[],
  { ofOneSeller, recordAs = null }: UpsertOptions,
): Promise<Upserted> {
  if (batch.length === 0) return { ofOthers: [], stockSet: 0, stockLeft: 0, pricesLeft: 0 };
  await learnSpellings(database, batch);
  const { rows } = await rowsOf(database, upsertStatement(batch, ofOneSeller, recordAs, new Date().toISOString()));
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
 * are locked and written in the order of their ids, so that two imports at once wait for each other and never lock each
 * other out. What stood there before is recorded in the same statement (recorded-rows.ts).
 */
function upsertStatement(
  batch: readonly FeedProduct[],
  ofOneSeller: boolean,
  recordAs: ImportId | null,
  setAt: string,
): SQL {
  const rows = batch.map((product) => ({ ...columnsOf(product, setAt), words: tsvectorText(product) }));
  const list = columnList();
  const replaced = sql.raw(
    [...COLUMNS, "words"]
      .filter((column) => column !== "id")
      .map((column) => `"${column}" = ${valueOf(column)}`)
      .join(", "),
  );
  const incoming = sql`select ${list}, words from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as rows (${sql.raw(RECORD)})`;
  const returned = sql.raw(
    `id, price_version, availability_version, stock_set_at = '${setAt}'::timestamptz as is_stock_set`,
  );
  const written = (source: SQL, returning: SQL) =>
    sql`insert into products (${list}, words) ${source} on conflict (id) do update set ${replaced} where products.seller_id = excluded.seller_id or ${!ofOneSeller} returning ${returning}`;
  if (recordAs === null) return written(sql`${incoming} order by id`, returned);
  // The join makes the locks come first: only then is what is read what the row is written over.
  const locked = sql`select ${columnList("incoming")}, incoming.words from incoming left join before_rows on before_rows.id = incoming.id order by coalesce(before_rows.id, incoming.id)`;
  return sql`with incoming as materialized (${incoming}),
    before_rows as materialized (select ${list} from products where id in (select id from incoming) order by id for update),
    after_rows as (${written(locked, list)}),
    kept as (${recordedIn(recordAs)})
    select ${returned} from after_rows`;
}

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
