import { existsSync } from "node:fs";
import { join } from "node:path";

/** The server's folder in one that `--data` names. */
export const serverFolder = (folder: string): string => join(folder, "postgres");

/** Whether the database in the folder is older than its password file, so that its server can be started and not asked. */
export const isOfEarlierVersion = (folder: string): boolean =>
  existsSync(join(serverFolder(folder), "data", "PG_VERSION")) && !existsSync(join(serverFolder(folder), "password"));
