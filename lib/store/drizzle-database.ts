import { join } from "node:path";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** A database or an open transaction on it: the same SQL runs on PGlite and on Postgres. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export type OpenDatabase = {
  readonly kind: "pglite" | "postgres";
  readonly database: Database;
  close(): Promise<void>;
};

export const migrationsFolder = (root: string) => join(/* turbopackIgnore: true */ root, "lib/store/migrations");

/** Postgres refuses a zero byte in any text; an id that holds one exists nowhere. */
export const isStorable = (id: string) => !id.includes("\0");

/** True when a statement failed because a unique index already holds the key. */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "23505";
}
