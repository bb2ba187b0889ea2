import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { problemLines, readConfig } from "#lib/config/config.ts";
import { controlSocketIn } from "#lib/operator/control-socket.ts";
import { BACKUP_VERB, type BackupLine } from "#lib/operator/backup/backup.ts";
import { backUp } from "#lib/runtime/backup/back-up.ts";
import { openDatabase } from "#lib/runtime/database.ts";
import { askServer, sentenceOfError, Stop } from "../control-client.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { root } from "../install.mjs";
import { reportFailure } from "../command/failure.ts";

const HELP = `Copies a shop with an embedded database: the database as it is at one moment, also while the server runs, and the
secrets in DATA_DIR. Product pictures are left out; they are fetched again. With DATABASE_URL use pg_dump.

  npm run backup -- --to /backups/2026-11-29

  --to FOLDER     where to; must not exist yet. The server's account makes it
  --check FOLDER  open a copy of this backup and say what is in it
  --json          print one line of JSON
  --help          this text

How to restore one: docs/operations/backup.md
`;

const values = readOptions(HELP, {
  to: { type: "string" },
  check: { type: "string" },
  json: { type: "boolean", default: false },
});
if ((values.to === undefined) === (values.check === undefined)) wrongUse("--to or --check: one of them is needed.");

try {
  if (values.check !== undefined) await check(resolve(values.check));
  else await take(resolve(values.to ?? ""));
} catch (error) {
  reportFailure(sentenceOfError(error));
  process.exitCode = 1;
}

async function take(to: string): Promise<void> {
  const read = readConfig(process.env, root);
  if (read.kind === "invalid") throw new Stop(`Wrong settings:\n${problemLines(read.problems)}`);
  const { config } = read;
  if (config.databaseUrl !== null)
    throw new Stop("This shop's database is DATABASE_URL: back it up with pg_dump (docs/operations/backup.md).");
  if (!existsSync(join(config.dataDir, "pg")))
    throw new Stop(`There is no embedded database in DATA_DIR ${config.dataDir}.`);
  const opened = await openDatabase(config, root);
  if (opened !== "in_use") {
    try {
      return say(await backUp(config.dataDir, opened, to));
    } finally {
      await opened.close();
    }
  }
  if (!existsSync(controlSocketIn(config.dataDir)))
    throw new Stop(
      `DATA_DIR ${config.dataDir} is in use by a process that takes no commands; is it just starting? Try again.`,
    );
  await askServer<BackupLine>(config.dataDir, BACKUP_VERB, { to }, say, new AbortController().signal);
}

function say(line: BackupLine): void {
  if (line.type === "not_backed_up") throw new Stop(`Nothing was backed up: ${line.why}.`);
  const sentence = `Backed up to ${line.to} as it was at ${line.takenAt}.`;
  process.stdout.write(`${values.json ? JSON.stringify(line) : sentence}\n`);
}

/** Opening a database writes to it, so a copy of the copy is opened. */
async function check(folder: string): Promise<void> {
  const note = join(folder, "backup.json");
  if (!existsSync(note)) throw new Stop(`${folder} is no backup of npm run backup, or not a whole one.`);
  const { takenAt } = JSON.parse(readFileSync(note, "utf8")) as { takenAt: string };
  const scratch = mkdtempSync(join(tmpdir(), "tillswitch-backup-"));
  try {
    cpSync(join(folder, "pg"), join(scratch, "pg"), { recursive: true });
    const opened = await openDatabase({ databaseUrl: null, dataDir: scratch, embeddedFsync: false }, root);
    if (opened === "in_use") throw new Stop(`${scratch} is in use.`);
    const { rows } = await opened.query(
      "select (select count(*) from checkout_sessions)::int as checkouts, (select count(*) from orders)::int as orders, (select max(paid_at) from orders) as last",
      [],
    );
    await opened.close();
    const { checkouts, orders, last } = rows[0] ?? {};
    const line = {
      type: "checked",
      takenAt,
      checkouts: Number(checkouts),
      orders: Number(orders),
      lastPaidAt: last ?? null,
    };
    const latest = last instanceof Date ? `, the latest paid at ${last.toISOString()}` : "";
    const sentence = `The backup of ${takenAt} opens: ${line.checkouts} checkouts, ${line.orders} orders${latest}.`;
    process.stdout.write(`${values.json ? JSON.stringify(line) : sentence}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
