import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "failures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Each loads the product, on a machine that may be busy. */
const LONG_MS = 120_000;
/** Nobody listens there. */
const NO_DATABASE = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", DATA_DIR: folder };
const REFUSED = "DATABASE_URL cannot be opened: connect ECONNREFUSED 127.0.0.1:1";

type Said = { readonly code: number | null; readonly output: string; readonly errors: string };
function said(
  script: string,
  options: readonly string[],
  isReaderGone = false,
  env: Readonly<Record<string, string>> = NO_DATABASE,
): Promise<Said> {
  const child = spawn(process.execPath, [script, ...options], { env: { ...process.env, ...env } });
  const texts = { output: "", errors: "" };
  if (isReaderGone) child.stdout.destroy();
  child.stdout.on("data", (chunk: Buffer) => void (texts.output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => void (texts.errors += chunk.toString("utf8")));
  return new Promise((ended) => child.once("close", (code) => ended({ code, ...texts })));
}

describe("a command that cannot do what it was asked for", () => {
  it.each([
    ["scripts/orders/list.ts", []],
    ["scripts/orders/books.ts", ["--month", "2026-11"]],
    ["scripts/orders/payouts.ts", ["--month", "2026-11"]],
    ["scripts/refund.ts", ["--order", "T-1", "--all", "--why", "a test", "--yes"]],
  ])(
    "says why in one sentence, and to programs in one JSON value: %s",
    { timeout: LONG_MS },
    async (script, options) => {
      const why = { code: 1, errors: `${REFUSED}\n` };
      expect(await said(script, [...options, "--json"])).toEqual({
        ...why,
        output: `${JSON.stringify({ error: REFUSED })}\n`,
      });
    },
  );

  it("says so to programs also where the options are wrong", { timeout: LONG_MS }, async () => {
    const error = "--sller: there is no such option. Did you mean --seller? --help lists the options.";
    expect(await said("scripts/orders/list.ts", ["--sller", "--json"])).toEqual({
      code: 2,
      output: `${JSON.stringify({ error })}\n`,
      errors: `${error}\n`,
    });
  });

  it("says it in words where nobody asked for JSON", { timeout: LONG_MS }, async () => {
    const options = ["--experiment", "checkout-route", "--format"];
    const report = (format: string) => said("scripts/experiment-report.ts", [...options, format]);
    expect(await report("text")).toEqual({ code: 1, output: "", errors: `${REFUSED}\n` });
    expect(await report("json")).toMatchObject({ code: 1, output: `${JSON.stringify({ error: REFUSED })}\n` });
  });

  it(
    "takes --json for the experiment's report as --format json, and no other format with it",
    { timeout: LONG_MS },
    async () => {
      const report = (...options: string[]) => said("scripts/experiment-report.ts", options);
      const json = { code: 1, output: `${JSON.stringify({ error: REFUSED })}\n`, errors: `${REFUSED}\n` };
      expect(await report("--json")).toEqual(json);
      expect(await report("--json", "--format", "json")).toEqual(json);
      expect(await report("--json", "--format", "csv")).toMatchObject({
        code: 2,
        errors: "--json or --format csv: one of the two. --help lists the options.\n",
      });
    },
  );

  it("says on standard error that simulated shoppers are refused", { timeout: LONG_MS }, async () => {
    const env = {
      DATA_DIR: join(folder, "refused"),
      PAYMENT_PROVIDER: "stripe",
      STRIPE_SECRET_KEY: "sk_test_of_nobody_0123456789",
      STRIPE_WEBHOOK_SECRET: "whsec_of_nobody",
    };
    const why = "PAYMENT_PROVIDER is not sandbox, and real shoppers may be here";
    const errors = `Simulated shoppers are not taken: ${why}.\n`;
    const simulate = (...options: string[]) => said("scripts/demo-experiment.ts", options, false, env);
    expect(await simulate()).toEqual({ code: 1, output: "", errors });
    expect(await simulate("--json")).toEqual({ code: 1, output: `{"type":"refused","why":"${why}"}\n`, errors });
  });

  it("does not say what is there, where it could not look", { timeout: LONG_MS }, async () => {
    expect(await said("scripts/orders/list.ts", [])).toEqual({ code: 1, output: "", errors: `${REFUSED}\n` });
  });

  it("ends as it would, when whoever reads its output is gone", { timeout: LONG_MS }, async () => {
    expect(await said("scripts/orders/list.ts", ["--json"], true)).toMatchObject({ code: 1, errors: `${REFUSED}\n` });
  });
});

describe("npm start, and what goes with it", () => {
  it.each([
    [
      "scripts/start.mjs",
      ["--port", "3100"],
      "--port: npm start has no options; settings are environment variables, as in PORT=3100 npm start.",
    ],
    [
      "scripts/start.mjs",
      ["build", "--fast"],
      "--fast: npm run build has no options; settings are environment variables, as in PORT=3100 npm start.",
    ],
    ["scripts/test.mjs", ["unti"], '"unti" must be one of unit, store, process, browser.'],
  ])("refuse a word that they do not know, before they do anything: %s %j", async (script, words, sentence) => {
    expect(await said(script, words)).toEqual({
      code: 2,
      output: "",
      errors: `${sentence} --help lists the commands.\n`,
    });
  });
});
