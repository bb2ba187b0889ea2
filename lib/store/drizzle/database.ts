import { join } from "node:path";
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { invariant } from "../../invariant.ts";

/** A database or an open transaction on it: the same SQL runs on PGlite and on Postgres. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The embedded database as the job queue needs it. */
export type EmbeddedClient = {
  query<Row>(query: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
  exec(query: string): Promise<{ rows: Record<string, unknown>[] }[]>;
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>;
};

export type OpenDatabase = {
  readonly kind: "pglite" | "postgres";
  readonly database: Database;
  /** A copy that may lag behind, for what is only read; null where there is none. */
  readonly replica: Database | null;
  /** How the job queue reaches the same database. */
  readonly jobsConnection:
    { readonly kind: "url"; readonly url: string } | { readonly kind: "embedded"; readonly client: EmbeddedClient };
  /** Runs a statement with `$1` for its values, for parts that bring their own SQL. */
  query(text: string, values: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** The connections of the pool; null where there is one connection. */
  readonly pool: (() => { readonly total: number; readonly idle: number; readonly waiting: number }) | null;
  /** Copies the embedded database's files, as they are at one moment, while it is in use; null where there are none. */
  readonly copyFiles: ((folder: string) => Promise<void>) | null;
  close(): Promise<void>;
};

/** Runs a statement and answers its rows, which both drivers give in the same shape. */
export async function rowsOf(database: Database, query: SQL): Promise<{ rows: Record<string, unknown>[] }> {
  const result: unknown = await database.execute(query);
  invariant(typeof result === "object" && result !== null && "rows" in result, "a driver answers rows");
  return { rows: result.rows as Record<string, unknown>[] };
}

/** Sends a statement that was written elsewhere, with `$1` for its values. */
export const sendText = (
  database: Database,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: Record<string, unknown>[] }> =>
  database._.session
    .prepareQuery<{ execute: { rows: Record<string, unknown>[] }; all: never; values: never }>(
      { sql: text, params: [...values] },
      undefined,
      undefined,
      false,
    )
    .execute();

export const migrationsFolder = (root: string) => join(/* turbopackIgnore: true */ root, "lib/store/migrations");

/** Postgres refuses a zero byte in any text; an id with one exists nowhere. */
export const isStorable = (id: string) => !id.includes("\0");

/** Texts as Postgres reads a text[], each once. https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
export const textArray = (texts: readonly string[]): string =>
  `{${[...new Set(texts)].map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

/**
 * True of what comes behind a row in a list that is ordered by these columns, the last of them unique, and none of them
 * null: the condition of the next page. Undefined, which is no condition, for the first page.
 */
export function behind(
  columns: readonly SQLWrapper[],
  row: readonly (Date | string)[] | null,
  { isDescending = false }: { readonly isDescending?: boolean } = {},
): SQL | undefined {
  if (row === null) return undefined;
  const values = row.map((value) => sql`${value instanceof Date ? value.toISOString() : value}`);
  const comes = isDescending ? sql`<` : sql`>`;
  return sql`(${sql.join([...columns], sql`, `)}) ${comes} (${sql.join(values, sql`, `)})`;
}

/** In the place of no date, behind all others. */
export const NEVER = "infinity";
