import { problemLines, readConfig, type Config } from "../../config/config.ts";
import type { PurchaseContext } from "../../purchase/context.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { createStore } from "../../store/drizzle/store.ts";
import { dataFolderProblem } from "../data-folder.ts";
import { openDatabase } from "../database.ts";

/** In the order in which they depend on one another; the database goes last. */
export async function stopParts(parts: readonly ({ close(): unknown } | { stop(): unknown } | null)[]): Promise<void> {
  for (const part of parts) if (part !== null) await ("close" in part ? part.close() : part.stop());
}

/** The same verbs on what a replica has, where there is one. */
export function readingFrom(opened: OpenDatabase, context: PurchaseContext): PurchaseContext {
  if (opened.replica === null) return context;
  const store = createStore(opened.replica, () => {
    throw new Error("nothing is written to a replica");
  });
  return { ...context, store };
}

export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const read = readConfig(env, root);
  if (read.kind === "config") return read.config;
  throw new Error(`wrong settings\n${problemLines(read.problems)}`);
}

export async function ownDatabase(config: Config, root: string): Promise<OpenDatabase> {
  const opened = await openDatabase(config, root).catch((error: unknown) => {
    const problem = config.databaseUrl === null ? dataFolderProblem(config.dataDir, error) : null;
    throw problem === null ? error : new Error(problem, { cause: error });
  });
  if (opened !== "in_use") return opened;
  throw new Error(
    `DATA_DIR ${config.dataDir} is in use by another server; stop that one or give this one a folder of its own`,
  );
}
