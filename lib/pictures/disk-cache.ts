import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";

export type DiskCache = {
  /** Null when it is not there. */
  read(name: string): Promise<Buffer | null>;
  /** Stores a file whole or not at all. Throws when the folder cannot be written to. */
  write(name: string, bytes: Buffer): Promise<void>;
};

export type DiskCacheOptions = {
  readonly folder: string;
  readonly maxBytes: number;
  readonly now: () => Date;
  /** A name that no other file has, for one that is being written. */
  readonly newName: () => string;
};

type StoredFile = { readonly path: string; readonly bytes: number; readonly usedAt: number };

const HOUR_MS = 60 * 60 * 1000;
/** What pruning leaves, and how much may be written before it is due again: two servers on one folder stay below the limit. */
const KEPT_PERCENT = 90;
const DUE_PERCENT = 5;
const UNFINISHED = /\.unfinished$/;

/**
 * Files in a folder, at most `maxBytes` in all. A file's time of change is when it was last used, to the hour; that is on
 * the disk, so it outlives the process and is the same for every server on the folder. Names are letters, digits, dots and
 * hyphens.
 */
export function openDiskCache({ folder, maxBytes, now, newName }: DiskCacheOptions): DiskCache {
  let writtenSince = Number.POSITIVE_INFINITY;
  const pathOf = (name: string) => join(/* turbopackIgnore: true */ folder, name.slice(0, 2), name);
  return {
    async read(name) {
      const path = pathOf(name);
      const file = await orNullWhenAbsent(open(path, "r"));
      if (file === null) return null;
      try {
        await touch(path, file, now());
        const bytes = await file.readFile();
        return bytes.length === 0 ? null : bytes;
      } finally {
        await file.close();
      }
    },
    async write(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = `${path}.${newName()}.unfinished`;
      try {
        await writeSynced(unfinished, bytes);
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      writtenSince += bytes.length;
      if (writtenSince <= (maxBytes * DUE_PERCENT) / 100) return;
      writtenSince = 0;
      await prune(folder, maxBytes, now());
    },
  };
}

async function touch(path: string, file: FileHandle, now: Date): Promise<void> {
  const { mtimeMs } = await file.stat();
  if (now.getTime() - mtimeMs < HOUR_MS) return;
  // The other server may have removed it; it is still read.
  await orNullWhenAbsent(utimes(path, now, now));
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what was used longest ago until the folder is below its limit, and what a killed process left half written. */
async function prune(folder: string, maxBytes: number, now: Date): Promise<void> {
  const stored = await filesIn(folder);
  const stale = stored.filter(({ path, usedAt }) => UNFINISHED.test(path) && now.getTime() - usedAt > HOUR_MS);
  const kept = stored.filter(({ path }) => !UNFINISHED.test(path)).sort((a, b) => a.usedAt - b.usedAt);
  let bytes = kept.reduce((sum, file) => sum + file.bytes, 0);
  const surplus = kept.filter((file) => {
    if (bytes <= (maxBytes * KEPT_PERCENT) / 100) return false;
    bytes -= file.bytes;
    return true;
  });
  for (const { path } of [...stale, ...surplus]) await rm(path, { force: true });
}

async function filesIn(folder: string): Promise<readonly StoredFile[]> {
  const found: StoredFile[] = [];
  const entries = (await orNullWhenAbsent(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(/* turbopackIgnore: true */ entry.parentPath, entry.name);
    const status = await orNullWhenAbsent(stat(path));
    if (status !== null) found.push({ path, bytes: status.size, usedAt: status.mtimeMs });
  }
  return found;
}

async function orNullWhenAbsent<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
