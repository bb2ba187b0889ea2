import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const BLOCK = 512;
const SUM_AT = 148;
const SUM_LENGTH = 8;
const FILE = "0";
const FOLDER = "5";

/**
 * Where the build keeps an embedded database that has the tables of `root`'s migrations and no row: a tar, compressed by
 * gzip. Its name changes with what it is made of, so one of other migrations, or of another PGlite, is never taken.
 */
export function emptyDatabaseFile(root: string): string {
  const read = (path: string) => readFileSync(join(/* turbopackIgnore: true */ root, path), "utf8");
  const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    read("package.json"),
  );
  const hash = createHash("sha256").update(`${dependencies["@electric-sql/pglite"]}\0`);
  const migrations = join(/* turbopackIgnore: true */ root, "lib/store/migrations");
  for (const name of globSync("**/*.{sql,json}", { cwd: migrations }).sort())
    hash
      .update(name)
      .update("\0")
      .update(read(join("lib/store/migrations", name)))
      .update("\0");
  return join(/* turbopackIgnore: true */ root, "build", "database", `${hash.digest("hex").slice(0, 16)}.tar.gz`);
}

/** Puts the database that `dump` makes in its place, whole or not at all, and removes those that were made before. */
export async function keepEmptyDatabase(file: string, dump: () => Promise<Uint8Array>): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, await dump(), { flush: true });
  renameSync(unfinished, file);
  for (const other of globSync("*.tar.gz", { cwd: dirname(file) }))
    if (other !== basename(file)) rmSync(join(dirname(file), other), { force: true });
}

/**
 * Makes the folder of an embedded database out of the build's empty one: what initdb and the migrations would make in
 * some ten seconds. The folder has its name when it is whole; with `fsync`, when the disk has it. False when the build has
 * none for these migrations, or one that is damaged, which is removed: the caller makes the database as without one.
 */
export function unpackEmptyDatabase(root: string, folder: string, fsync: boolean): boolean {
  const file = emptyDatabaseFile(root);
  if (!existsSync(file)) return false;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    unpack(file, unfinished, fsync);
  } catch (error) {
    if (!isDamage(error)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
    // The next build makes it again, unless it is in an image, which nobody writes to.
    try {
      rmSync(file);
    } catch {}
    return false;
  }
  renameSync(unfinished, folder);
  if (fsync) for (const name of [folder, dirname(folder)]) syncFolder(name);
  return true;
}

class Damaged extends Error {}
const check = (isRight: boolean, what: string): void => {
  if (!isRight) throw new Damaged(what);
};
/** What zlib throws has a code of its own. https://nodejs.org/api/errors.html */
const isDamage = (error: unknown): boolean =>
  error instanceof Damaged || (error instanceof Error && "code" in error && /^Z_|^ERR_BUFFER/.test(String(error.code)));

function unpack(file: string, unfinished: string, fsync: boolean): void {
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  for (const { path, type, bytes } of entriesOf(gunzipSync(readFileSync(file)))) {
    const full = join(/* turbopackIgnore: true */ unfinished, path);
    mkdirSync(type === FOLDER ? full : dirname(full), { recursive: true, mode: 0o700 });
    if (type === FILE) writeFileSync(full, bytes, { mode: 0o600, flush: fsync });
  }
}

type Entry = { readonly path: string; readonly type: string; readonly bytes: Uint8Array };

/** The entries of a tar as PGlite writes it. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function* entriesOf(tar: Buffer): Generator<Entry> {
  const textAt = (from: number, length: number) => tar.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  const numberAt = (from: number, length: number) => Number.parseInt(textAt(from, length), 8) || 0;
  let from = 0;
  for (; from + BLOCK <= tar.length && tar[from] !== 0;) {
    check(numberAt(from + SUM_AT, SUM_LENGTH) === sumOf(tar.subarray(from, from + BLOCK)), "a header has another sum");
    const type = textAt(from + 156, 1) || FILE;
    check(type === FILE || type === FOLDER, `an empty database has files and folders, and not "${type}"`);
    const size = numberAt(from + 124, 12);
    const path = join(textAt(from + 345, 155), textAt(from, 100));
    check(!path.split("/").includes(".."), "an empty database stays in its folder");
    check(from + BLOCK + size <= tar.length, "a file goes on behind the end");
    yield { path, type, bytes: tar.subarray(from + BLOCK, from + BLOCK + size) };
    from += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  check(from > 0 && from + BLOCK <= tar.length, "the end is missing");
}

/** Of a header's bytes, with spaces for the sum itself. */
const sumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= SUM_AT && at < SUM_AT + SUM_LENGTH ? 32 : byte), 0);

function syncFolder(folder: string): void {
  const opened = openSync(folder, "r");
  fsyncSync(opened);
  closeSync(opened);
}
