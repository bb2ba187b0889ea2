import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../install.mjs";
import { provideChromium } from "./chromium.ts";
import { endLeftOvers } from "./leftovers.ts";
import { oneFailure, onePass, playwrightResults, sumOf, vitestResults, type Results } from "./results.ts";

const MAX_STEP_MS = (process.env["TILLSWITCH_PROOF"] === "whole" ? 180 : 20) * 60_000;

/** Everything that this run makes lies here; the name also tells its processes from others. */
const folder = mkdtempSync(join(tmpdir(), "tillswitch-test-"));
// The embedded Postgres runs under an account of its own and must be able to enter.
chmodSync(folder, 0o755);
const reports = join(root, "build", "test");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const bin = (path: string) => join(root, "node_modules", path);
const say = (text: string) => void process.stdout.write(`${text}\n`);

for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(name, () => void end(1));
await end(await runEverything());

async function runEverything(): Promise<number> {
  const built = await step("Building what is tested", [
    "--input-type=module",
    "--eval",
    `await (await import(${JSON.stringify(join(root, "scripts/build.ts"))})).buildWhatIsStale()`,
  ]);
  const results = [
    built,
    await step("Format", [bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]),
    await step("Lint", [
      bin("oxlint/bin/oxlint"),
      "--quiet",
      "app",
      "acp",
      "lib",
      "mcp",
      "widget",
      "examples",
      "tests",
      "scripts",
    ]),
    await step("Types", ["--input-type=module", "--eval", typesScript()]),
    await unitTests(),
    built.failed === 0 ? await browserTests() : oneFailure("browser tests: not run, because the build failed"),
  ];
  const sum = sumOf(results);
  if (sum.failures.length > 0) say(`\nFailed:\n${sum.failures.map((failure) => `  ${failure}`).join("\n")}`);
  const left = await endLeftOvers(folder);
  if (left > 0) say(`Ended ${left} process${left === 1 ? "" : "es"} that a test had left running.`);
  say(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ""}`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/** Next writes the types of its routes first; tsc alone would miss them. */
function typesScript(): string {
  const run = (args: readonly string[]) =>
    `if (spawnSync(process.execPath, ${JSON.stringify(args)}, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" }).status !== 0) process.exit(1);`;
  const check = `const types = spawnSync(process.execPath, ${JSON.stringify([bin("typescript/bin/tsc"), "--noEmit"])}, { stdio: "inherit" }); process.exit(types.status ?? 1);`;
  return `import { spawnSync } from "node:child_process"; ${run([bin("next/dist/bin/next"), "typegen"])} ${check}`;
}

async function step(title: string, args: readonly string[]): Promise<Results> {
  const from = Date.now();
  const code = await run(args, {});
  say(`${title} … ${code === 0 ? "ok" : "failed"}, ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return code === 0 ? onePass : oneFailure(title);
}

async function unitTests(): Promise<Results> {
  const file = join(reports, "vitest.json");
  const code = await run(
    [
      bin("vitest/vitest.mjs"),
      "run",
      "--no-color",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    {},
  );
  return failedAnyway(vitestResults(file), code, "vitest ended with an error outside the tests");
}

async function browserTests(): Promise<Results> {
  const { browser, said } = await provideChromium(process.env["TILLSWITCH_CHROMIUM"]);
  say(`\nBrowser: ${said}`);
  if (browser === null) return oneFailure(`browser tests: no Chromium (${said})`);
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
  return failedAnyway(playwrightResults(file), code, "Playwright ended with an error outside the tests");
}

function failedAnyway(results: Results, code: number, what: string): Results {
  return code !== 0 && results.failed === 0 ? sumOf([results, oneFailure(what)]) : results;
}

function run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, TMPDIR: folder, TILLSWITCH_TEST_FOLDER: folder, ...more },
    });
    const limit = setTimeout(() => {
      say(`\nStopped after ${MAX_STEP_MS / 60_000} minutes.`);
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
