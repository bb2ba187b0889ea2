import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../install.mjs";
import { provideChromium } from "./chromium.ts";
import { endLeftOvers } from "./leftovers.ts";
import { outsideErrors } from "./outside-errors.ts";
import { oneFailure, onePass, playwrightResults, sumOf, vitestResults, type Results } from "./results.ts";

const MAX_STEP_MS = (process.env["TILLSWITCH_PROOF"] === "whole" ? 180 : 40) * 60_000;
const VITEST_TIERS = ["unit", "store", "process"] as const;

/** Everything that this run makes is below this folder; the name also distinguishes its processes from others. */
const folder = mkdtempSync(join(tmpdir(), "tillswitch-test-"));
// The embedded Postgres runs under an account of its own and must be able to enter.
chmodSync(folder, 0o755);
const reports = join(root, "build", "test");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** What Node compiled once it need not compile again: every test file and every server that it starts is a new process. */
const compiled = join(root, "node_modules", ".cache", "tillswitch-tests");

const bin = (path: string) => join(root, "node_modules", path);
const print = (text: string) => void process.stdout.write(`${text}\n`);

for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(name, () => void end(1));
await end(await runTiers(process.argv.slice(2)));

/** Runs the tiers that are named, or everything when none is, and prints how many tests passed as the last line. */
async function runTiers(named: readonly string[]): Promise<number> {
  const isAsked = (tier: string) => named.length === 0 || named.includes(tier);
  const results: Results[] = [];
  if (named.length === 0) results.push(...(await staticChecks()));
  for (const tier of VITEST_TIERS) if (isAsked(tier)) results.push(await vitestTests(tier));
  if (isAsked("browser")) results.push(await browserTests());
  const sum = sumOf(results);
  if (sum.repeated.length > 0)
    print(`\nPassed only when repeated:\n${sum.repeated.map((name) => `  ${name}`).join("\n")}`);
  if (sum.failures.length > 0) print(`\nFailed:\n${sum.failures.map((failure) => `  ${failure}`).join("\n")}`);
  const left = await endLeftOvers(folder);
  if (left > 0) print(`Ended ${left} process${left === 1 ? "" : "es"} that a test had left running.`);
  print(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ""}`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

async function staticChecks(): Promise<readonly Results[]> {
  // The formatter works on one core.
  const format = step("Format", [bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]);
  return [
    // Next writes the types of its routes; without them the compiler and the lint rules that ask it miss a part.
    await step("Types of the routes", [bin("next/dist/bin/next"), "typegen"]),
    await step("Types", [bin("typescript/bin/tsc"), "--noEmit"]),
    await step("Lint", [bin("oxlint/bin/oxlint"), "--quiet", "."]),
    await format,
  ];
}

async function step(title: string, args: readonly string[]): Promise<Results> {
  const from = Date.now();
  const code = await run(args, {});
  print(`${title} … ${code === 0 ? "ok" : "failed"}, ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return code === 0 ? onePass : oneFailure(title);
}

async function vitestTests(tier: (typeof VITEST_TIERS)[number]): Promise<Results> {
  const file = join(reports, `${tier}.json`);
  const outside = join(reports, `${tier}-outside.json`);
  print(`\nTests: ${tier}`);
  const code = await run([bin("vitest/vitest.mjs"), "run", "--no-color", `--project=${tier}`], {
    TILLSWITCH_TEST_REPORT: file,
    TILLSWITCH_TEST_OUTSIDE: outside,
  });
  const results = sumOf([vitestResults(file), ...outsideErrors(outside)]);
  return failedAnyway(results, code, `vitest (${tier}) ended with an error outside the tests`);
}

async function browserTests(): Promise<Results> {
  print("\nTests: browser");
  const built = await step("Building what is tested", [
    "--input-type=module",
    "--eval",
    `await (await import(${JSON.stringify(join(root, "scripts/build.ts"))})).buildWhatIsStale()`,
  ]);
  if (built.failed > 0) return sumOf([built, oneFailure("browser tests: not run, because the build failed")]);
  const { browser, source } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
  print(`Browser: ${source}`);
  if (browser === null) return sumOf([built, oneFailure(`browser tests: no Chromium (${source})`)]);
  const file = join(reports, "playwright.json");
  const env = {
    TILLSWITCH_CHROMIUM: browser.executablePath,
    TILLSWITCH_CHROMIUM_ARGS: JSON.stringify(browser.args),
    TILLSWITCH_E2E_PORT: String(await freePort()),
    TILLSWITCH_E2E_DATA: join(folder, "data"),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    FORCE_COLOR: "0",
  };
  const code = await run([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], env);
  return sumOf([
    built,
    failedAnyway(playwrightResults(file), code, "Playwright ended with an error outside the tests"),
  ]);
}

function failedAnyway(results: Results, code: number, what: string): Results {
  return code !== 0 && results.failed === 0 ? sumOf([results, oneFailure(what)]) : results;
}

function run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, TMPDIR: folder, TILLSWITCH_TEST_FOLDER: folder, NODE_COMPILE_CACHE: compiled, ...more },
    });
    const limit = setTimeout(() => {
      print(`\nStopped after ${MAX_STEP_MS / 60_000} minutes.`);
      child.kill("SIGKILL");
    }, MAX_STEP_MS);
    child.on("error", () => resolve(1));
    child.on("exit", (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 3400));
    });
  });
}

async function end(code: number): Promise<never> {
  await endLeftOvers(folder);
  rmSync(folder, { recursive: true, force: true });
  return process.exit(code);
}
