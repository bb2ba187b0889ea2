import type { Config } from "../config/config.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";
import { lockDataFolder, openPglite } from "../store/drizzle/pglite.ts";
import { openPostgres } from "../store/drizzle/postgres.ts";
import { ownDataFolder } from "./data-folder.ts";

/**
 * Opens DATABASE_URL, or else the embedded database in DATA_DIR, which only one process at a time may have: `in_use`
 * means that another one has it. Brings the tables up to date. Throws when the database cannot be opened, or DATA_DIR is
 * open to others and stays so.
 */
export async function openDatabase(
  config: Pick<Config, "databaseUrl" | "dataDir" | "embeddedFsync"> &
    Partial<Pick<Config, "databasePoolUrl" | "databaseReplicaUrl">>,
  root: string,
): Promise<OpenDatabase | "in_use"> {
  ownDataFolder(config.dataDir);
  if (config.databaseUrl !== null) {
    try {
      const { databasePoolUrl: poolUrl = null, databaseReplicaUrl: replicaUrl = null } = config;
      return await openPostgres(config.databaseUrl, root, { poolUrl, replicaUrl });
    } catch (error) {
      throw new Error(`DATABASE_URL cannot be opened: ${reasonOf(error)}`, { cause: error });
    }
  }
  const lock = lockDataFolder(config.dataDir);
  if (lock === undefined) return "in_use";
  const opened = await openPglite(config.dataDir, root, config.embeddedFsync);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      lock.release();
    },
  };
}

/** A connection that every address of a host refuses is an error without words of its own, only with a code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}
