import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  type Stats,
} from "node:fs";
import { join } from "node:path";

/** What the group and others may do. */
const LOOSE = 0o077;
/** On Windows modes mean nothing; access is inherited from the folder above. */
const HAS_MODES = process.platform !== "win32";

export type Loose = { readonly path: string; readonly isLink: boolean };

/**
 * Makes DATA_DIR and everything in it its owner's alone, and what this process makes from now on too. Throws with a
 * sentence for the operator when something stays open to others: they could read buyers' addresses, or change the books.
 */
export function ownDataFolder(folder: string): void {
  process.umask(LOOSE);
  makeWritable(folder);
  for (const { path, isLink } of looseIn(folder)) {
    if (isLink) throw new Error(refusal(path, "it is a link, and what it leads to is not changed from here"));
    try {
      chmodSync(path, lstatSync(path).mode & 0o700);
    } catch (error) {
      if (isMissing(error)) continue;
      throw new Error(refusal(path, error instanceof Error ? error.message : String(error)), { cause: error });
    }
  }
  const [left] = looseIn(folder);
  if (left !== undefined) throw new Error(refusal(left.path, "the file system keeps no permissions"));
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
    accessSync(/* turbopackIgnore: true */ folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(
      dataFolderProblem(folder, error) ??
        `DATA_DIR: ${folder} cannot be written to (${why}); give it to the account that runs the server, or set DATA_DIR to a folder that this account may write to`,
      { cause: error },
    );
  }
}

const elsewhere = "or set DATA_DIR to a folder on another disk";
/** What to do where the disk, and not its permissions, refuses a write; by Node's code. */
const DISK_PROBLEMS = {
  ENOSPC: `its disk is full: free space on its disk, ${elsewhere}`,
  EDQUOT: `the quota of this account is used up: raise the quota, free space, ${elsewhere}`,
  EROFS: `its file system is read-only: mount it for writing, ${elsewhere}`,
} as const;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html, disk_full. */
const POSTGRES_DISK_FULL = "53100";

/** A sentence for the operator where the disk of DATA_DIR is full, over quota or read-only; null for every other failure. */
export function dataFolderProblem(folder: string, error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const given = "code" in error ? String(error.code) : "";
  const code = given === POSTGRES_DISK_FULL ? "ENOSPC" : given;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EROFS")
    return `DATA_DIR: ${folder} cannot be written to (${code}); ${DISK_PROBLEMS[code]}`;
  return dataFolderProblem(folder, error.cause);
}

const refusal = (path: string, why: string) =>
  `DATA_DIR: other accounts of this machine can open ${path}, and it cannot be closed to them: ${why}. Run the server under the account that owns it, or remove the permissions of group and others yourself (chmod -R go= ${path})`;

/**
 * What is in a folder, itself included, that others than its owner may open, each folder before what is in it. Of a link
 * counts what it leads to. Empty for a folder that does not exist.
 */
export function looseIn(folder: string): readonly Loose[] {
  if (!HAS_MODES) return [];
  try {
    return walk(realpathSync(/* turbopackIgnore: true */ folder));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function walk(path: string): readonly Loose[] {
  const stats = statsOf(path, lstatSync);
  if (stats === null) return [];
  const isLink = stats.isSymbolicLink();
  const own = ((isLink ? statsOf(path, statSync) : stats)?.mode ?? 0) & LOOSE ? [{ path, isLink }] : [];
  const within = stats.isDirectory() ? namesIn(path).flatMap((name) => walk(join(path, name))) : [];
  return [...own, ...within];
}

/** Null for what was removed in the meantime, and for a link that leads nowhere. */
function statsOf(path: string, read: (path: string) => Stats): Stats | null {
  try {
    return read(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Empty for a folder of somebody else's that nobody else may open. */
function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && "code" in error && error.code === "EACCES")) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
