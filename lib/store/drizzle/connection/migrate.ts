import { setTimeout as pause } from "node:timers/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** Runs one statement on one connection, always the same. */
export type RunStatement = (
  statement: string,
) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;

/** In the first line of a file whose statements must each run alone, such as CREATE INDEX CONCURRENTLY. */
const OUTSIDE = "-- outside a transaction";
/**
 * While one waits for a lock, everybody who comes after it waits too: it is better to let them pass and come again. Less than
 * the second after which Postgres looks for a deadlock and ends the purchase that is in it.
 */
const LOCK_WITHIN = "500ms";
const PAUSE_MS = 500;
const GIVE_UP_AFTER_MS = 15 * 60_000;
/** A lock was not there in time; two waited for each other. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const TRY_AGAIN_CODES = ["55P03", "40P01"];

const BOOKS = `"drizzle"."__drizzle_migrations"`;

type Migration = ReturnType<typeof readMigrationFiles>[number];

/**
 * Brings the tables up to date with the migrations in `folder`, in drizzle's own books, while older instances go on
 * working: each file in a transaction of its own that waits for a lock for half a second at a time, or, where its first line
 * says so, statement by statement outside of one. Throws when a table stays locked for a quarter of an hour, and what a
 * statement throws. docs/migrations.md has the rules that the files follow.
 */
export async function bringUpToDate(run: RunStatement, folder: string): Promise<void> {
  await run(`create schema if not exists "drizzle"`);
  await run(`create table if not exists ${BOOKS} (id serial primary key, hash text not null, created_at bigint)`);
  const { rows } = await run(`select created_at from ${BOOKS} order by created_at desc limit 1`);
  const last = Number(rows[0]?.["created_at"] ?? 0);
  for (const migration of readMigrationFiles({ migrationsFolder: folder }))
    if (migration.folderMillis > last) await applyInTurns(run, migration);
}

async function applyInTurns(run: RunStatement, migration: Migration): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await apply(run, migration);
    } catch (error) {
      if (!TRY_AGAIN_CODES.includes(codeOf(error)) || performance.now() > giveUpAt) throw error;
    }
    await pause(PAUSE_MS);
  }
}

async function apply(run: RunStatement, { sql, hash, folderMillis }: Migration): Promise<void> {
  const noted = `insert into ${BOOKS} (hash, created_at) values ('${hash}', ${folderMillis})`;
  if (sql[0]?.startsWith(OUTSIDE) === true) {
    // What runs concurrently blocks nobody while it waits.
    await run("set lock_timeout = 0");
    for (const statement of sql) await run(statement);
    await run(noted);
    return;
  }
  await run("begin");
  try {
    await run(`set local lock_timeout = '${LOCK_WITHIN}'`);
    for (const statement of sql) await run(statement);
    await run(noted);
    await run("commit");
  } catch (error) {
    await run("rollback");
    throw error;
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
