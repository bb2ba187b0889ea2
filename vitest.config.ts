import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig } from "vitest/config";
import { dayOfCommit } from "./scripts/suite/day-of-commit.ts";
import { LongestFirst } from "./scripts/suite/longest-first.ts";
import { writesOutsideErrors } from "./scripts/suite/outside-errors.ts";

const report = process.env["TILLSWITCH_TEST_REPORT"];
const outside = process.env["TILLSWITCH_TEST_OUTSIDE"];

/** The Unleash server of the tests is a package of its own, whose dependencies bring tests of theirs. */
const NOT_OURS = "**/node_modules/**";

const POSTGRES = "./tests/fixtures/postgres-of-the-run.ts";

/** What the processes of a test do before all else. */
const QUICK_STARTS = ["quick-imports.mjs", "baseline-wasm.mjs"].map(
  (name) => `--import=${pathToFileURL(join(import.meta.dirname, "scripts/suite", name)).href}`,
);

/** The tiers, told apart by the names of the files (tests/tidy/tiers.test.ts). Playwright runs the fourth, tests/e2e. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    setupFiles: ["./scripts/suite/same-cases.ts"],
    sequence: { sequencer: LongestFirst },
    execArgv: QUICK_STARTS,
    // The servers and commands that tests start take it from here.
    env: {
      NODE_OPTIONS: [process.env["NODE_OPTIONS"] ?? "", ...QUICK_STARTS].join(" ").trim(),
      // Which part is proved of what is large (scripts/suite/size.ts).
      TILLSWITCH_TURN: process.env["TILLSWITCH_TURN"] ?? String(dayOfCommit()),
    },
    reporters:
      report === undefined || outside === undefined
        ? ["default"]
        : ["default", ["json", { outputFile: report }], writesOutsideErrors(outside)],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [NOT_OURS, "tests/**/*.{store,process}.test.{ts,tsx}"],
          // They open nothing, so nothing of one file reaches the next, and each import is made once per worker.
          isolate: false,
          // For what hangs: on a busy machine a property test takes several seconds.
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "store",
          globalSetup: POSTGRES,
          include: ["tests/**/*.store.test.{ts,tsx}"],
          exclude: [NOT_OURS],
          testTimeout: 30_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          globalSetup: POSTGRES,
          include: ["tests/**/*.process.test.{ts,tsx}"],
          exclude: [NOT_OURS],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
