import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { problemLines, readConfig } from "#lib/config/config.ts";
import { readSettingsFile } from "#lib/config/read-settings-file.ts";
import { TOOLS } from "#mcp/tool-list.ts";
import { sentenceOfError, Stop } from "./control-client.ts";
import { root } from "./install.mjs";
import { CASES, findSample } from "#mcp/submission/cases.ts";
import { listingFile, type Listing } from "#mcp/submission/listing.ts";
import { mcpCalls, readPayments, type ListedResource } from "#mcp/submission/mcp-calls.ts";
import { startOwnServer } from "./submission/own-server.ts";
import { IMPORT_FILE, importFile, packPage } from "#mcp/submission/pack.ts";
import { problemsOf, TEMPLATE_SENTENCE, type PolicyPage, type ShopFacts } from "#mcp/submission/problems.ts";
import { runCase, type CaseResult } from "#mcp/submission/run-case.ts";
import { SCREENSHOT_FOLDER, takeScreenshots } from "./submission/screenshots.ts";
import { readOptions } from "./command/options.ts";

const HELP = `Writes what the platform's form asks for when you submit the plugin, and runs every test case first.

  npm run submission
  npm run submission -- --url https://shop.example.com --out pack

  --out FOLDER      where to write; submission in the project's folder without it. What was there is replaced
  --url ADDRESS     a server that runs; without it, one is started with your settings, a fresh data folder and the sandbox bank
  --listing FILE    name, description and addresses for the form; config/listing.json without it
  --no-screenshots  take none
  --help            this text

Exit code: 0 when every test case passed, 1 when one failed, 2 when the pack could not be written.
`;
const WRONG_USAGE = 2;
const PAGE = "submission.md";

type Options = {
  readonly out: string;
  readonly url: string | null;
  readonly listingFile: string;
  readonly wantsScreenshots: boolean;
};

try {
  const values = readOptions(HELP, {
    out: { type: "string", default: join(root, "submission") },
    url: { type: "string" },
    listing: { type: "string", default: join("config", "listing.json") },
    "no-screenshots": { type: "boolean", default: false },
  });
  process.exitCode = await submission({
    out: resolve(values.out),
    url: values.url?.replace(/\/+$/, "").replace(/\/mcp$/, "") ?? null,
    listingFile: values.listing,
    wantsScreenshots: !values["no-screenshots"],
  });
} catch (error) {
  process.stderr.write(`${sentenceOfError(error)}\n`);
  process.exitCode = WRONG_USAGE;
}

/** Returns the exit code. */
async function submission(options: Options): Promise<number> {
  if (options.url !== null && !URL.canParse(options.url))
    throw new Stop(`--url must be a web address, not "${options.url}".`);
  const read = readSettingsFile("--listing", resolve(root, options.listingFile), listingFile);
  if (read.kind === "invalid") throw new Stop(read.message);
  const config = readConfig(process.env, root);
  if (options.url === null && config.kind === "invalid")
    throw new Stop(`The settings are wrong.\n${problemLines(config.problems)}`);
  emptyFolder(options.out);
  const server =
    options.url === null ? await startOwnServer(process.env) : { url: options.url, close: () => Promise.resolve() };
  try {
    const own = options.url === null && config.kind === "config" ? config.config : null;
    const configured =
      own === null
        ? null
        : { publicUrl: own.publicUrl, payments: { provider: own.payment.kind, mode: own.payment.mode } };
    return await writePack(options, server.url, read.settings, configured);
  } finally {
    await server.close();
  }
}

/** Makes way for the pack. A folder with anything but a pack in it is left alone. */
function emptyFolder(folder: string): void {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  if (there.length > 0 && !there.includes(PAGE))
    throw new Stop(`${folder} has other files in it. Name another folder with --out.`);
  for (const name of [PAGE, IMPORT_FILE, SCREENSHOT_FOLDER])
    rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PAGE), "# Submission\n\nIt is being written, or was interrupted.\n");
}

type Configured = Pick<ShopFacts, "publicUrl" | "payments">;

async function writePack(
  options: Options,
  url: string,
  listing: Listing,
  configured: Configured | null,
): Promise<number> {
  const calls = mcpCalls(url, `submission-${randomBytes(6).toString("hex")}`);
  const [tools, resources] = [await calls.listTools(), await calls.listResources()];
  const shop = configured ?? (await factsOf(url, resources));
  const sample = await findSample(calls);
  const cases: CaseResult[] = [];
  if (sample !== null) for (const one of CASES) cases.push(await runCase(one, sample, calls));

  const shots = !options.wantsScreenshots
    ? { kind: "not_taken" as const, why: "They were left out by --no-screenshots." }
    : sample === null
      ? { kind: "not_taken" as const, why: "There is no product to show." }
      : await takeScreenshots(url, originOf(resources) ?? url, options.out, sample);
  const facts: ShopFacts = {
    ...shop,
    answersChallenge: await answers(`${url}/.well-known/openai-apps-challenge`),
    listing,
    listingFile: options.listingFile,
    policies: await policiesOf(url, shop.publicUrl, listing),
    tools,
    resources,
    sample,
    cases,
    noScreenshots: shots.kind === "taken" ? null : shots.why,
  };
  const problems = problemsOf(facts, TOOLS);
  const page = packPage(facts, TOOLS, problems, shots.kind === "taken" ? shots.files : []);
  writeFileSync(join(options.out, PAGE), page);
  writeFileSync(join(options.out, IMPORT_FILE), `${JSON.stringify(importFile(facts, TOOLS), null, 2)}\n`);

  const failed = cases.filter(({ differences }) => differences.length > 0).length;
  process.stdout.write(
    [
      ...problems.map(({ name, sentence }) => `${name}: ${sentence}`),
      `${cases.length - failed} of ${CASES.length} test cases passed, ${problems.length} problems; written to ${options.out}`,
      "",
    ].join("\n"),
  );
  return failed === 0 && sample !== null ? 0 : 1;
}

/** Where the server says it is reached: the one origin that its widgets load from. */
function originOf(resources: readonly ListedResource[]): string | null {
  return resources[0]?._meta.ui.csp.resourceDomains[0] ?? null;
}

/** What a running server says about itself. */
async function factsOf(url: string, resources: readonly ListedResource[]): Promise<Configured> {
  return { publicUrl: originOf(resources) ?? url, payments: await readPayments(url) };
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(address).catch(() => null);
  await response?.body?.cancel();
  return response?.ok === true;
}

/** The policies of the form. The shop's own pages are read from the server; other addresses are not. */
async function policiesOf(url: string, publicUrl: string, listing: Listing): Promise<readonly PolicyPage[]> {
  const pages = [
    { name: "privacy_url", path: "/policies/privacy" },
    { name: "terms_url", path: "/policies/terms" },
  ] as const;
  return Promise.all(
    pages.map(async ({ name, path }): Promise<PolicyPage> => {
      const elsewhere = listing[name];
      if (elsewhere !== null) return { name, url: elsewhere, state: "not_read" };
      const response = await fetch(`${url}${path}`, { headers: { "accept-language": "en" } }).catch(() => null);
      const text = (await response?.text()) ?? "";
      const state = response?.ok !== true ? "missing" : text.includes(TEMPLATE_SENTENCE) ? "template" : "own";
      return { name, url: `${publicUrl}${path}`, state };
    }),
  );
}
