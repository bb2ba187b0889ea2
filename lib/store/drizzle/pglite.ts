import { existsSync, fsyncSync, mkdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { drizzle } from "drizzle-orm/pglite";
import { invariant } from "../../invariant.ts";
import { migrationsFolder, type OpenDatabase } from "./database.ts";
import { emptyDatabaseFile, keepEmptyDatabase, unpackEmptyDatabase } from "./connection/empty-database.ts";
import { bringUpToDate } from "./connection/migrate.ts";

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
 * Opens the embedded Postgres in `folder`, or in memory when it is null, and brings its tables up to date; a folder that
 * has none gets a copy of the build's empty one. With `fsync` a commit is answered when the disk has it. The caller holds
 * the folder's lock.
 */
export async function openPglite(folder: string | null, root: string, fsync = false): Promise<OpenDatabase> {
  if (folder === null) return databaseOn(new PGlite(), root);
  const path = join(/* turbopackIgnore: true */ folder, "pg");
  if (!existsSync(path)) unpackEmptyDatabase(root, path, fsync);
  const settings = PGlite.defaultStartParams.filter((parameter) => parameter !== "-F");
  const client = new PGlite({
    fs: new OwnFiles(path),
    ...(fsync ? { startParams: [...settings, "-c", "fsync=on", "-c", "wal_sync_method=fsync"] } : {}),
  });
  return { ...(await databaseOn(client, root)), copyFiles: (target) => copyAtOneMoment(client, path, target) };
}

/**
 * There is one connection and no process beside it, so while this transaction has it nothing changes the files: behind a
 * checkpoint they are those of a database whose process ended just now, which the next start takes up.
 */
async function copyAtOneMoment(client: PGlite, path: string, target: string): Promise<void> {
  await client.transaction(async (transaction) => {
    await transaction.exec("checkpoint");
    await cp(path, target, { recursive: true, errorOnExist: true, force: false });
  });
}

type Attributes = { readonly mode?: number };
type NodeFiles = {
  doSetAttr(file: unknown, node: unknown, attributes: Attributes, ...ways: unknown[]): void;
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => 0 };
};

/**
 * The files of the embedded Postgres. Whatever the umask, Emscripten's NODEFS gives nearly all of them the mode 0666;
 * here they are their owner's alone. And it syncs nothing: it has no `fsync`, and its fdatasync, Postgres' usual way,
 * does nothing at all. PGlite therefore starts Postgres with -F, which is fsync off.
 * https://www.postgresql.org/docs/18/runtime-config-wal.html#GUC-FSYNC
 */
class OwnFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(...given);
    const change = ({ NODEFS: files }: { readonly NODEFS?: NodeFiles }) => {
      invariant(files !== undefined, "PGlite keeps its files with NODEFS");
      const setAttributes = files.doSetAttr.bind(files);
      files.doSetAttr = (file, node, { mode, ...rest }, ...ways) =>
        setAttributes(file, node, mode === undefined ? rest : { ...rest, mode: mode & ~0o077 }, ...ways);
      files.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), change] } };
  }
}

/** The database of an embedded Postgres that is open, its tables brought up to date. */
export async function databaseOn(client: PGlite, root: string): Promise<OpenDatabase> {
  const database = drizzle({ client });
  await bringUpToDate((statement) => client.query(statement), migrationsFolder(root));
  // drizzle types the two drivers apart, though they answer alike for all that the store uses.
  return {
    kind: "pglite",
    database: database as unknown as OpenDatabase["database"],
    replica: null,
    jobsConnection: { kind: "embedded", client },
    query: (text, values) => client.query(text, [...values]),
    pool: null,
    copyFiles: null,
    close: () => client.close(),
  };
}

/** Makes the empty database that fresh data folders are copies of, unless the build has it. */
export async function makeEmptyDatabase(root: string): Promise<void> {
  await keepEmptyDatabase(emptyDatabaseFile(root), async () => {
    const client = new PGlite();
    const opened = await databaseOn(client, root);
    await client.exec("checkpoint");
    const dump = await client.dumpDataDir("gzip");
    await opened.close();
    return dump.bytes();
  });
}
