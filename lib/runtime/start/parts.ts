import { problemLines, readConfig, type Config } from "../../config/config.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";
import { openDatabase } from "../database.ts";

/** In the order in which they depend on one another; the database goes last. */
export async function stopParts(parts: readonly ({ close(): unknown } | { stop(): unknown } | null)[]): Promise<void> {
  for (const part of parts) if (part !== null) await ("close" in part ? part.close() : part.stop());
}

export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const read = readConfig(env, root);
  if (read.kind === "config") return read.config;
  throw new Error(`wrong settings\n${problemLines(read.problems)}`);
}

export async function ownDatabase(config: Config, root: string): Promise<OpenDatabase> {
  const opened = await openDatabase(config, root);
  if (opened !== "in_use") return opened;
  throw new Error(
    `DATA_DIR ${config.dataDir} is in use by another server; stop that one or give this one a folder of its own`,
  );
}
