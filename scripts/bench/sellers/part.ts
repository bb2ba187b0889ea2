import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openRuntime } from "#lib/runtime/runtime.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { root } from "../../install.mjs";
import { median, type Figure, type Goal, type Part, type PartResult, type Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { checkSample } from "./check.ts";
import { fill, type Filled, type Size } from "./copies.ts";
import { serverFolder } from "./kept-folder.ts";
import { measuresOf, type Measure } from "./measures.ts";
import { makeTemplates, marketplaceEnv, type Template } from "./templates.ts";

const DATABASE = "marketplace";

export const sellersPart: Part = {
  name: "sellers",
  title: "Lists, books and look-ups of a marketplace with up to 10,000 sellers and a million orders, in milliseconds",
  run: runSellers,
};

const sizeOf = ({ isQuick, isWhole, sizes }: Scale): Size => {
  const [given] = sizes ?? [];
  const orders = given ?? (isQuick ? 2000 : isWhole ? 1_000_000 : 100_000);
  return { orders, sellers: Math.max(100, orders / 100) };
};

/** Without a folder that is named, the database is another one each time and removed afterwards. */
async function runSellers(scale: Scale, progress: (line: string) => void): Promise<PartResult> {
  const size = sizeOf(scale);
  const folder = scale.data ?? mkdtempSync(join(tmpdir(), "tillswitch-bench-sellers-"));
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres(scale.data === null ? null : serverFolder(folder));
  try {
    const url = await openDatabase(postgres, folder);
    const templates = await templatesIn(folder, url);
    const filled = await fill(url, { size, templates, report: progress });
    await checkSample(url, filled);
    return await measured(url, folder, filled, scale.isQuick ? 5 : 40);
  } finally {
    await postgres.stop();
    if (scale.data === null) rmSync(folder, { recursive: true, force: true });
  }
}

const openDatabase = (postgres: Awaited<ReturnType<typeof startPostgres>>, folder: string) =>
  existsSync(join(folder, "templates.json")) ? postgres.address(DATABASE) : postgres.create(DATABASE);

async function templatesIn(folder: string, url: string): Promise<readonly Template[]> {
  const file = join(folder, "templates.json");
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await makeTemplates(url, join(folder, "shop"))));
  return JSON.parse(readFileSync(file, "utf8"));
}

async function measured(url: string, folder: string, filled: Filled, times: number): Promise<PartResult> {
  const opened = await openPostgres(url, root);
  const store = createStore(opened.database, () => () => Promise.resolve());
  const shop = await openRuntime(marketplaceEnv(url, join(folder, "shop")), root, { serves: false });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const figures: Figure[] = [];
  const goals: Goal[] = [];
  try {
    for (const measure of measuresOf({ shop, store, filled })) {
      const { p50, p95, bare } = await timesOf(measure, client, times);
      const { name, goalMs } = measure;
      const unit = `ms, p95 ${p95.toFixed(1)} ms`;
      figures.push({ name, value: p50, unit, ratio: p50 / bare, to: "a bare read of the same rows" });
      goals.push({ name: `${name}, p95 in ms`, needed: goalMs, most: true, measured: p95 });
    }
  } finally {
    await client.end();
    await shop.stop();
    await opened.close();
  }
  return { figures, goals, sizes: { sellers: filled.sellers, orders: filled.orders, times } };
}

/** What takes long is asked less often; the first time counts for nothing. */
async function timesOf({ ask }: Measure, client: pg.Client, times: number) {
  const took: number[] = [];
  const bare: number[] = [];
  const spent = () => took.reduce((sum, one) => sum + one, 0);
  for (let time = 0; time <= times && (time < 4 || spent() < 10_000); time += 1) {
    const from = performance.now();
    const { text, values } = await ask(time);
    const until = performance.now();
    await client.query(text, [...values]);
    if (time === 0) continue;
    took.push(until - from);
    bare.push(performance.now() - until);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const p95 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
  return { p50: median(took), p95, bare: median(bare) };
}
