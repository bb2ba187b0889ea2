import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, relative } from "node:path";
import { chromium } from "playwright";
import { z } from "zod";
import { buildWhatIsStale } from "#scripts/build.ts";
import { readOptions, wrongUse } from "#scripts/command/options.ts";
import { phase } from "#scripts/install.mjs";
import { provideChromium, type Browser } from "#scripts/suite/chromium.ts";
import { startFixedShop, type FixedShop } from "../gallery/fixed-shop.ts";
import { CHECKOUT_PAGES } from "../gallery/scenes/checkout-pages.ts";
import { ORDER_PAGES, OTHER_PAGES } from "../gallery/scenes/other-pages.ts";
import { makePage } from "../gallery/take.ts";

const HELP = `Measures the checkout's, an order's and the start page with Lighthouse, as a slow phone loads them: simulated, on the
project's own Chromium, in a shop of its own. Prints the median of each page and writes build/lighthouse/result.json.

  npm run lighthouse
  npm run lighthouse -- --only checkout --rounds 1

It ends with 1 where a page has less than 95 for performance, or less than 100 for accessibility or best practices.
On a machine that does something else as well, pages seem to block: what a task waits for a processor counts as the page's.
Lighthouse is not one of the project's packages: the first run installs it, in tests/lighthouse.

  --only PAGE   checkout, order or start; again for more
  --rounds N    how often each page is measured; 5 unless given
  --help        this text
`;

const LEAST = { performance: 95, accessibility: 100, "best-practices": 100 } as const;
type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as Category[];
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"] as const;
const SCENES = { checkout: "checkout-details", order: "order-paid", start: "start" } as const;
const PAGES = Object.keys(SCENES) as (keyof typeof SCENES)[];

/** A package of its own: with a package.json beside this file, imports would be looked up in that one. */
const folder = join(import.meta.dirname, "installed");
const out = join(import.meta.dirname, "../../build/lighthouse");
const cli = join(folder, "node_modules/lighthouse/cli/index.js");

const audit = z.object({ title: z.string(), score: z.number().nullable(), numericValue: z.number().optional() });
const category = z.object({
  score: z.number(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
const lighthouseResult = z.object({
  lighthouseVersion: z.string(),
  categories: z.record(z.enum(CATEGORIES), category),
  audits: z.record(z.string(), audit),
});
type LighthouseResult = z.infer<typeof lighthouseResult>;

/** Of other work: looked at before this one installs, builds and measures. */
const [load = 0] = loadavg();
const values = readOptions(HELP, {
  only: { type: "string", multiple: true, default: [] },
  rounds: { type: "string", default: "5" },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) wrongUse("--rounds is a whole number from 1 to 50.");
const unknown = values.only.find((one) => !PAGES.some((page) => page === one));
if (unknown !== undefined) wrongUse(`--only: "${unknown}" must be one of ${PAGES.join(", ")}.`);
const wanted = PAGES.filter((page) => values.only.length === 0 || values.only.includes(page));

await installLighthouse();
await buildWhatIsStale();
const { browser: found, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
if (found === null) throw new Error(`no Chromium: ${source}`);
const shop = await startFixedShop();
try {
  const measured = [];
  for (const page of wanted) measured.push(await phase(`Measuring ${page}`, () => measure(found, shop, page)));
  mkdirSync(out, { recursive: true });
  const file = join(out, "result.json");
  writeFileSync(file, `${JSON.stringify({ rounds, chromium: source, load, pages: measured }, null, 2)}\n`);
  process.stdout.write(`${tableOf(measured)}\n\n${relative(process.cwd(), file)}\n`);
  if (load > availableParallelism() / 2)
    process.stdout.write(
      `The machine was busy (load ${load.toFixed(1)} on ${availableParallelism()} processors): performance and TBT are also its own. Measure again when it is not.\n`,
    );
  if (measured.some(({ scores }) => CATEGORIES.some((one) => scores[one] < LEAST[one]))) process.exitCode = 1;
} finally {
  await shop.stop();
}

async function installLighthouse(): Promise<void> {
  if (existsSync(cli)) return;
  await phase("Installing Lighthouse", () => {
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { status, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm could not install Lighthouse: ${stderr}`);
  });
}

/** The median of each figure over the rounds, and what lost points in any of them. */
async function measure(browser: Browser, { url }: FixedShop, page: keyof typeof SCENES) {
  const address = `${url}${await pathOf(browser, page)}`;
  const results: LighthouseResult[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await runLighthouse(browser, address));
  const medianOf = (read: (result: LighthouseResult) => number) => median(results.map(read));
  return {
    page,
    lighthouse: results[0]?.lighthouseVersion ?? "",
    scores: fromEntries(CATEGORIES, (name) => medianOf(({ categories }) => Math.round(categories[name].score * 100))),
    milliseconds: fromEntries(TIMES, (name) =>
      medianOf(({ audits }) => Math.round(audits[name]?.numericValue ?? Number.NaN)),
    ),
    bytes: medianOf(({ audits }) => audits["total-byte-weight"]?.numericValue ?? Number.NaN),
    lost: [...new Set(results.flatMap(lostIn))].sort(),
  };
}

/** Buys as far as the page. */
async function pathOf(found: Browser, page: keyof typeof SCENES): Promise<string> {
  const scene = [...CHECKOUT_PAGES, ...ORDER_PAGES, ...OTHER_PAGES].find(({ name }) => name === SCENES[page]);
  if (scene === undefined) throw new Error(`${SCENES[page]} is no page of the gallery`);
  const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
  try {
    return (await makePage(browser, shop, scene)).path;
  } finally {
    await browser.close();
  }
}

async function runLighthouse({ executablePath, args }: Browser, address: string): Promise<LighthouseResult> {
  const flags = ["--output=json", "--quiet", `--only-categories=${CATEGORIES.join(",")}`];
  const chrome = `--chrome-flags=${["--headless=new", ...args].join(" ")}`;
  const env = { ...process.env, CHROME_PATH: executablePath, CI: "1" };
  const child = spawn(process.execPath, [cli, address, ...flags, chrome], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) text += String(chunk);
  return lighthouseResult.parse(JSON.parse(text));
}

function lostIn({ categories, audits }: LighthouseResult): readonly string[] {
  return CATEGORIES.flatMap((name) =>
    categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${name}: ${audits[id]?.title ?? id}`),
  );
}

function fromEntries<Key extends string>(keys: readonly Key[], read: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<Key, number>;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function tableOf(measured: readonly Awaited<ReturnType<typeof measure>>[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const rows = measured.map(({ page, scores, milliseconds: ms, bytes }) => [
    page,
    ...CATEGORIES.map((name) => String(scores[name])),
    seconds(ms["first-contentful-paint"]),
    seconds(ms["largest-contentful-paint"]),
    `${ms["total-blocking-time"]} ms`,
    `${(bytes / 1000).toFixed(0)} kB`,
  ]);
  const head = ["page", "performance", "accessibility", "best practices", "FCP", "LCP", "TBT", "bytes"];
  const lost = measured.flatMap(({ page, lost: all }) => all.map((one) => `${page}: ${one}`));
  return [head, ...rows]
    .map((row) => row.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(15))).join(""))
    .concat(lost.length === 0 ? [] : ["", "Not whole in some round:", ...lost])
    .join("\n");
}
