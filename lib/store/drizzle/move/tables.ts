import { sql, type SQL } from "drizzle-orm";
import { DATA_MAP } from "../../data-map.ts";
import { rowsOf, type Database } from "../database.ts";

/** A table that a move copies, and how its rows are read and written as JSON. */
export type MovedTable = {
  readonly name: string;
  readonly table: SQL;
  readonly columns: SQL;
  /** Integers in a currency's minor unit; what they add up to is compared. */
  readonly amounts: readonly string[];
  /** For rows that the target may have by itself. */
  readonly onConflict: SQL;
};

/** Those that others refer to go first. */
const REFERRED_TO = ["checkout_sessions", "payment_attempts", "orders"];
const SCHEMA_OF_JOBS = "jobs";
/** The queues before their jobs. Schedules and instances are made by each start. */
const TABLES_OF_JOBS = ["queue", "job"];

const moved = (schema: string, name: string, columns: readonly string[], onConflict = sql``): MovedTable => ({
  name: schema === "public" ? name : `${schema}.${name}`,
  table: sql`${sql.identifier(schema)}.${sql.identifier(name)}`,
  columns: sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  ),
  amounts: columns.filter((column) => column.endsWith("_minor")),
  onConflict,
});

/** Every table of the data map, and the job queue's, which says its columns itself. */
export async function movedTables(database: Database): Promise<readonly MovedTable[]> {
  const names = Object.keys(DATA_MAP).toSorted();
  const ordered = [...REFERRED_TO, ...names.filter((name) => !REFERRED_TO.includes(name))];
  const own = ordered.map((name) =>
    moved(
      "public",
      name,
      Object.values(DATA_MAP[name] ?? {}).flatMap((columns) => columns.split(" ").filter((column) => column !== "")),
    ),
  );
  const jobs = TABLES_OF_JOBS.map(async (name) => {
    const { rows } = await rowsOf(
      database,
      sql`select column_name from information_schema.columns
        where table_schema = ${SCHEMA_OF_JOBS} and table_name = ${name} order by ordinal_position`,
    );
    const columns = rows.map((row) => String(row["column_name"]));
    // Opening the queue has made those that the settings name; the others are receivers of before.
    return moved(SCHEMA_OF_JOBS, name, columns, name === "queue" ? sql`on conflict do nothing` : sql``);
  });
  return [...own, ...(await Promise.all(jobs))];
}

/** A queue that is opened tidies its finished jobs away, so that two which were one may differ a moment later. */
export const isOfQueue = ({ name }: MovedTable): boolean => name.startsWith(`${SCHEMA_OF_JOBS}.`);

/** The queues are there in every database; what they count changes by itself. */
export const isCompared = ({ name }: MovedTable): boolean => name !== `${SCHEMA_OF_JOBS}.queue`;
