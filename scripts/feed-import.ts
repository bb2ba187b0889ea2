import { statSync } from "node:fs";
import { resolve } from "node:path";
import { checkFeed, type CheckLine } from "#lib/catalog/check-feed.ts";
import type { ImportLine } from "#lib/catalog/import-feed.ts";
import { importAndRecord } from "#lib/catalog/imports/record.ts";
import { readVersion } from "#lib/catalog/version.ts";
import { problemLines, readConfig } from "#lib/config/config.ts";
import { demoOriginRewrite } from "#lib/runtime/catalog.ts";
import { openDatabase } from "#lib/runtime/database.ts";
import { CHECK_VERB, IMPORT_VERB, type CheckRequest, type ImportRequest } from "#lib/operator/feeds/import-verb.ts";
import { importEntry } from "#lib/runtime/audit-trail.ts";
import { auditWritesOn } from "#lib/store/drizzle/audit/entries.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { feedGateOn } from "#lib/runtime/feeds/feed-gate.ts";
import { createImportHistory } from "#lib/store/drizzle/catalog/imports.ts";
import { readOptions, wrongUse } from "./command/options.ts";
import { askServer, sentenceOfError, Stop } from "./control-client.ts";
import { sentenceOf, withoutControls } from "./feed/lines.ts";
import { root } from "./install.mjs";
import { reportFailure } from "./command/failure.ts";

const HELP = `Imports a product feed into the catalogue, also while the server runs.

  npm run feed:import -- --file products.csv

  --file FILE      CSV, TSV, JSON Lines, a JSON list, Google's XML, xlsx, or the export of Shopify or WooCommerce; also
                   gzipped or in a zip archive; relative to where you are
  --seller NAME    who sells what rows without a seller_name are about (CATALOG_SELLER)
  --currency CODE  of prices that name none (CATALOG_CURRENCY)
  --shop-url URL   the shop's address, for exports that have no addresses of their products (CATALOG_SHOP_URL)
  --data-dir DIR   the server's DATA_DIR, when it is not the one in the environment
  --replace        take off sale what the sellers in the file had before and the file no longer names
  --take-over      let rows take over products that another seller has
  --row-version V  of every row without a row_version of its own: a whole number, or a time such as 2026-11-28T20:00:00Z
  --check          say what the import would do, and write nothing
  --max-price-change P   with --check: mark prices that change by more than P percent; 30 unless given
  --json           each line as JSON, for programs
  --help           this text

With DATABASE_URL set, the rows go to that database. Otherwise a running server imports the file, and when none runs,
its data folder is opened here. Ends with 0 when rows were accepted, even if others were rejected, else with 1.
With --check it ends with 0 when no row was rejected or marked, with 2 when some were, and with 1 when the file cannot be
read to its end or has no row that can be taken.
npm run feed:imports lists what was imported and rolls it back.
Fields and rules: docs/catalog-feed.md
`;

/** The person's working directory: npm changes to the project's folder before it runs a script. */
const here = process.env["INIT_CWD"] ?? process.cwd();
/** One line on a screen is drawn over; a log file gets the summary only. */
const screen = process.stderr.isTTY ? process.stderr : null;
const stopping = new AbortController();
let last: ImportLine | CheckLine | null = null;
let isJson = false;

try {
  process.exitCode = await main();
} catch (error) {
  screen?.write("\r\u001b[K");
  reportFailure(sentenceOfError(error));
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { file, settings, maxPriceChangePerMillion, ...rest } = options();
  const read = readConfig({ ...process.env, ...settings }, root);
  if (read.kind === "invalid") throw new Stop(`Wrong settings:\n${problemLines(read.problems)}`);
  const { config } = read;
  const asked = { ...rest, defaults: config.feedDefaults };
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  const opened = await openDatabase(config, root);
  const check = maxPriceChangePerMillion === null ? null : { file, ...asked, maxPriceChangePerMillion };
  if (opened === "in_use") await askForIt(config.dataDir, check ?? { file, ...asked });
  else if (check !== null)
    try {
      await checkFeed(createCatalog(opened.database), file, {
        originRewrite: demoOriginRewrite(config.publicUrl),
        onLine: show,
        ...check,
        sellers: feedGateOn(opened.database, config, { isDry: true }),
        now: new Date(),
        signal: stopping.signal,
      });
    } finally {
      await opened.close();
    }
  else
    try {
      const { importsKept: kept } = config;
      const sellers = feedGateOn(opened.database, config, { isDry: false });
      const recorder = { history: createImportHistory(opened.database), kept, now: () => new Date(), sellers };
      const start = { cause: "command", source: file, feed: null } as const;
      const report = await importAndRecord(createCatalog(opened.database), recorder, file, start, {
        originRewrite: demoOriginRewrite(config.publicUrl),
        onLine: show,
        ...asked,
        signal: stopping.signal,
      });
      await auditWritesOn(opened.database).insertAuditEntry(importEntry("command", new Date(), { file, report }));
    } finally {
      await opened.close();
    }
  return exitCodeOf(last);
}

function exitCodeOf(line: ImportLine | CheckLine | null): number {
  if (line?.type === "done") return line.accepted > 0 ? 0 : 1;
  if (line?.type !== "checked" || line.added + line.changed + line.unchanged === 0) return 1;
  return line.rejected + line.marked > 0 ? 2 : 0;
}

type Asked = Omit<ImportRequest, "file" | "defaults"> & {
  readonly file: string;
  /** Those of the environment that an option replaces. */
  readonly settings: Readonly<Record<string, string>>;
  /** Null: to be imported and not checked. */
  readonly maxPriceChangePerMillion: number | null;
};

function options(): Asked {
  const values = readOptions(HELP, {
    file: { type: "string" },
    seller: { type: "string" },
    currency: { type: "string" },
    "shop-url": { type: "string" },
    "data-dir": { type: "string" },
    replace: { type: "boolean", default: false },
    "take-over": { type: "boolean", default: false },
    "row-version": { type: "string" },
    check: { type: "boolean", default: false },
    "max-price-change": { type: "string", default: "30" },
    json: { type: "boolean", default: false },
  });
  isJson = values.json;
  if (values.file === undefined) wrongUse("--file: which file?");
  const file = resolve(here, values.file);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new Stop(`There is no file ${file}.`);
  if (!found.isFile()) throw new Stop(`${file} is not a file.`);
  if (found.size === 0) throw new Stop(`${file} is empty.`);
  const given = {
    DATA_DIR: values["data-dir"] === undefined ? undefined : resolve(here, values["data-dir"]),
    CATALOG_SELLER: values.seller,
    CATALOG_CURRENCY: values.currency?.toUpperCase(),
    CATALOG_SHOP_URL: values["shop-url"],
  };
  const settings = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const version = values["row-version"];
  const rowVersion = version === undefined ? null : readVersion(version);
  if (version !== undefined && rowVersion === null)
    wrongUse("--row-version must be a whole number of up to 15 digits, or a time such as 2026-11-28T20:00:00Z.");
  const percent = values["max-price-change"];
  if (!/^\d{1,4}$/.test(percent)) wrongUse("--max-price-change must be a whole number of percent, such as 30.");
  const maxPriceChangePerMillion = values.check ? Number(percent) * 10_000 : null;
  const { replace, "take-over": takeOver } = values;
  return { file, settings, maxPriceChangePerMillion, replace, takeOver, rowVersion };
}

/** The server has the data folder, so it does the work and sends what happens line by line. */
async function askForIt(folder: string, asked: ImportRequest | CheckRequest): Promise<void> {
  const isCheck = "maxPriceChangePerMillion" in asked;
  await askServer(folder, isCheck ? CHECK_VERB : IMPORT_VERB, asked, show, stopping.signal);
  if (isCheck) {
    if (last?.type !== "checked" && last?.type !== "failed") throw new Stop("The check ended early. Run it again.");
    return;
  }
  if (stopping.signal.aborted) throw new Stop("Stopped. What was imported before stays.");
  if (last === null || (last.type !== "done" && last.type !== "failed"))
    throw new Stop("The server went away before the end. What was imported before stays; run the import again.");
}

function show(line: ImportLine | CheckLine): void {
  last = line;
  if (line.type === "progress") screen?.write(`\r\u001b[K${line.accepted} accepted, ${line.rejected} rejected`);
  else {
    screen?.write("\r\u001b[K");
    process.stdout.write(`${isJson ? JSON.stringify(line) : withoutControls(sentenceOf(line))}\n`);
  }
}
