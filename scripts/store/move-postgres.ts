import { existsSync } from "node:fs";
import { join } from "node:path";
import { problemLines, readConfig, type Config } from "#lib/config/config.ts";
import { openDatabase } from "#lib/runtime/database.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { compareDatabases, moveDatabase, type ComparedTable } from "#lib/store/drizzle/move/move.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { sentenceOfError, Stop } from "../control-client.ts";
import { readOptions } from "../command/options.ts";
import { root } from "../install.mjs";
import { reportFailure } from "../command/failure.ts";

const HELP = `Moves the shop from the embedded database in DATA_DIR into the empty Postgres that DATABASE_URL names. The server
must not run. Everything is copied in one transaction and compared, rows and sums, table by table, before it counts:
what breaks off leaves nothing and is run again. The embedded database stays as it was.

  DATABASE_URL=postgres://… npm run move:postgres -- --check
  DATABASE_URL=postgres://… npm run move:postgres

  --check     move nothing: say whether the target is empty, or else whether it has the same rows.
              Like a start, this makes missing tables
  --json      one line of JSON for each table, and one at the end
  --help      this text

What to do before and after: docs/operations/backup.md
`;

const values = readOptions(HELP, {
  check: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});

try {
  const config = settings();
  const from = await source(config);
  try {
    const to = await openDatabase(config, root);
    if (to === "in_use") throw new Stop("DATABASE_URL is in use.");
    try {
      for (const one of [from, to]) await withQueues(one, config);
      await (values.check ? check : move)(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
} catch (error) {
  reportFailure(sentenceOfError(error));
  process.exitCode = 1;
}

function settings(): Config {
  const read = readConfig(process.env, root);
  if (read.kind === "invalid") throw new Stop(`Wrong settings:\n${problemLines(read.problems)}`);
  if (read.config.databaseUrl === null)
    throw new Stop("DATABASE_URL is not set: it names the empty Postgres database that the shop moves to.");
  return read.config;
}

async function source({ dataDir, embeddedFsync }: Config): Promise<OpenDatabase> {
  if (!existsSync(join(dataDir, "pg"))) throw new Stop(`There is no embedded database in DATA_DIR ${dataDir}.`);
  const opened = await openDatabase({ databaseUrl: null, dataDir, embeddedFsync }, root);
  if (opened !== "in_use") return opened;
  throw new Stop(`DATA_DIR ${dataDir} is in use by a server; stop it first, so that nothing is sold meanwhile.`);
}

/** The tables of the job queue are made, or brought up to date, by opening it. */
async function withQueues(opened: OpenDatabase, { orderReceivers }: Config): Promise<void> {
  const receivers = orderReceivers.map(({ name }) => name);
  const jobs = await openJobs(opened, (error) => process.stderr.write(`${sentenceOfError(error)}\n`), { receivers });
  await jobs.stop();
}

async function move(from: OpenDatabase, to: OpenDatabase): Promise<void> {
  let rows = 0;
  const outcome = await moveDatabase(from, to, (compared) => {
    rows += compared.to.rows;
    print(compared);
  });
  if (outcome.kind === "not_empty") throw new Stop(`${notEmpty(outcome.tables)} Nothing was moved.`);
  if (outcome.kind === "differs")
    throw new Stop(`What arrived in ${outcome.table} differs from what was there, so nothing was moved.`);
  end({ type: "moved", rows }, `Moved ${rows} rows. Start the server with this DATABASE_URL and the same DATA_DIR.`);
}

async function check(from: OpenDatabase, to: OpenDatabase): Promise<void> {
  const { filled, differing } = await compareDatabases(from, to, (compared) => {
    if (values.json || compared.from.rows > 0 || compared.to.rows > 0) print(compared);
  });
  const result = { type: "checked", isEmpty: filled.length === 0, differing };
  if (filled.length === 0) return end(result, "DATABASE_URL is empty: the shop can move there.");
  if (differing.length === 0) return end(result, "Both databases have the same rows: the shop has moved.");
  if (values.json) end(result, "");
  throw new Stop(`${notEmpty(filled)} Different from DATA_DIR: ${differing.join(", ")}.`);
}

function notEmpty(tables: readonly string[]): string {
  return `DATABASE_URL is not empty: there are rows in ${tables.slice(0, 5).join(", ")}${tables.length > 5 ? " and others" : ""}.`;
}

function print({ table, from, to, isSame }: ComparedTable): void {
  if (values.json) return end({ type: "table", table, from, to, isSame }, "");
  if (from.rows === 0 && to.rows === 0) return;
  const sums = Object.entries(to.sums).map(([column, sum]) => `, ${column} ${sum}`);
  const text = isSame ? `${to.rows} rows${sums.join("")}` : `${from.rows} rows in DATA_DIR, ${to.rows} in Postgres`;
  process.stdout.write(`${table.padEnd(24)} ${text}\n`);
}

function end(line: object, sentence: string): void {
  process.stdout.write(values.json ? `${JSON.stringify(line)}\n` : `${sentence}\n`);
}
