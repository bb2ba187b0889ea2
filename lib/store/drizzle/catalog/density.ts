import { sql, type SQL } from "drizzle-orm";
import { rowsOf, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";

/** Of a smaller table everything is read sooner than a sample is judged. */
const LARGE_PAGES = 2000;
const BLOCKS = 60;
/** Fewer hits than this say nothing for sure. */
const SURE_HITS = 6;
/** How far above the bound an estimate has to be. */
export const MARGIN = 3;
/** A term is frequent when one product in so many has it. */
const FREQUENT_ONE_IN = 50;
/** What a look at a few blocks of the table says. */
export type Density = {
  /** So many products match that the index's answer would take long to read. */
  readonly isSurelyMany: boolean;
  /** For each term: many products have it. */
  readonly isFrequent: readonly boolean[];
  /** Matches in a block, on average. */
  readonly perBlock: number;
  /** Rows of the whole table, about; 0 for a small one. */
  readonly tableRows: number;
};

/** About so many blocks from everywhere in the table, the same ones every time; none of a small table. */
export const someBlocks = (blocks: number): SQL =>
  sql`tablesample system ((select case when pages < ${LARGE_PAGES} then 0 else least(100, 100::float8 * ${blocks} / pages) end from (select ${pagesOfTable} as pages) as size)) repeatable (7)`;

const pagesOfTable = sql.raw(`pg_relation_size('products') / current_setting('block_size')::int`);

/**
 * Looks at a few blocks for how frequent matches of `condition` are, and products with each term. A word that every tenth of
 * a million products has gives a list of a hundred thousand places, all of which are read before the first product; three
 * hundred rows show it too. Blocks with a match are counted and not matches, because neighbours are alike.
 * https://www.postgresql.org/docs/18/sql-select.html#SQL-FROM
 * `bound`: what many is.
 */
export async function densityOf(
  database: Database,
  condition: SQL | undefined,
  terms: readonly SQL[],
  bound: number,
): Promise<Density> {
  const frequent = terms.map((term, index) => sql`${term} as ${sql.raw(`term_${index}`)}`);
  const counts = terms.map((_, index) => sql.raw(`count(*) filter (where term_${index}) as term_${index}`));
  const seen = sql.join(
    [sql`split_part(${products}.ctid::text, ',', 1) as block`, sql`${condition ?? sql`true`} as is_match`, ...frequent],
    sql`, `,
  );
  const { rows } = await rowsOf(
    database,
    sql`with seen as materialized (select ${seen} from ${products} ${someBlocks(BLOCKS)})
      select ${sql.join([sql`${pagesOfTable} as pages, count(*) as rows, count(distinct block) as blocks, count(*) filter (where is_match) as matches, count(distinct block) filter (where is_match) as hits`, ...counts], sql`, `)} from seen`,
  );
  const number = (name: string) => Number(rows[0]?.[name]);
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const hits = number("hits");
  return {
    isSurelyMany: hits >= SURE_HITS && share(hits, number("blocks")) * number("pages") >= MARGIN * bound,
    isFrequent: terms.map((_, index) => share(number(`term_${index}`), number("rows")) * FREQUENT_ONE_IN >= 1),
    perBlock: share(number("matches"), number("blocks")),
    tableRows: share(number("rows"), number("blocks")) * number("pages"),
  };
}
