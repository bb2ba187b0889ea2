import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { migrationsFolder, type OpenDatabase } from "./database.ts";

const SQLITE_BUSY = 5;

/**
 * Takes the data folder for this process, or answers undefined when another process has it. A second
 * process on one PGlite folder corrupts it silently; this lock ends with the process, kill -9 included.
 */
export function lockDataFolder(folder: string): { release(): void } | undefined {
  mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true });
  const file = new DatabaseSync(join(/* turbopackIgnore: true */ folder, "owner.lock"), { timeout: 0 });
  try {
    file.exec("pragma locking_mode = exclusive; begin exclusive");
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

/**
 * Opens the embedded Postgres in `folder`, or in memory when it is null, and brings its tables up to
 * date. The caller holds the folder's lock.
 */
export async function openPglite(folder: string | null, root: string): Promise<OpenDatabase> {
  return databaseOn(folder === null ? new PGlite() : new PGlite(join(/* turbopackIgnore: true */ folder, "pg")), root);
}

/** The database of an embedded Postgres that is open, its tables brought up to date. */
export async function databaseOn(client: PGlite, root: string): Promise<OpenDatabase> {
  const database = drizzle({ client });
  await migrate(database, { migrationsFolder: migrationsFolder(root) });
  // drizzle types the two drivers apart, though they answer alike for all that the store uses.
  return {
    kind: "pglite",
    database: database as unknown as OpenDatabase["database"],
    jobsConnection: { kind: "embedded", client },
    close: () => client.close(),
  };
}
