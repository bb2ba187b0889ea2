import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { invariant } from "../../invariant.ts";
import type { BackupLine } from "../../operator/backup/backup.ts";
import type { OpenDatabase } from "../../store/drizzle/database.ts";

/** The database is copied by itself; the others belong to the process, or are fetched again. */
const LEFT_OUT = ["pg", "owner.lock", "owner.lock-journal", "control.sock", "pictures", "feeds"];
const BANK = "sandbox-bank.sqlite";
const UNFINISHED = ".unfinished";

/**
 * Copies what DATA_DIR has of a shop with an embedded database into a folder that does not exist yet: the database as it is at
 * one moment, while it is in use, and the secrets of the installation. The folder has its name when the copy is whole. Throws
 * when it exists, or cannot be written.
 */
export async function backUp(
  dataDir: string,
  opened: Pick<OpenDatabase, "copyFiles">,
  to: string,
): Promise<BackupLine> {
  invariant(opened.copyFiles !== null, "an embedded database has files");
  if (existsSync(/* turbopackIgnore: true */ to)) throw new Error(`${to} exists; name a folder that does not`);
  const draft = `${to}${UNFINISHED}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(/* turbopackIgnore: true */ draft, { recursive: true, mode: 0o700 });
  const takenAt = new Date().toISOString();
  await opened.copyFiles(join(/* turbopackIgnore: true */ draft, "pg"));
  for (const name of readdirSync(/* turbopackIgnore: true */ dataDir)) {
    if (LEFT_OUT.includes(name) || name.startsWith(BANK)) continue;
    await cp(join(/* turbopackIgnore: true */ dataDir, name), join(/* turbopackIgnore: true */ draft, name), {
      recursive: true,
    });
  }
  copyBank(dataDir, draft);
  writeFileSync(join(/* turbopackIgnore: true */ draft, "backup.json"), `${JSON.stringify({ takenAt })}\n`, {
    mode: 0o600,
  });
  renameSync(draft, /* turbopackIgnore: true */ to);
  return { type: "backed_up", to, takenAt };
}

/** The sandbox bank writes on while it is copied. */
function copyBank(from: string, to: string): void {
  const file = join(/* turbopackIgnore: true */ from, BANK);
  if (!existsSync(file)) return;
  const bank = new DatabaseSync(file, { readOnly: true });
  try {
    bank.prepare("vacuum into ?").run(join(/* turbopackIgnore: true */ to, BANK));
  } finally {
    bank.close();
  }
}
