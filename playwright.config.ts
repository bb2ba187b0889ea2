import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { ORDERS_KEY } from "./tests/e2e/orders-key.ts";

const port = Number(process.env["TILLSWITCH_E2E_PORT"] ?? "3400");
/** A server that is already running; without it the tests start one of their own with `npm start`. */
const running = process.env["TILLSWITCH_E2E_URL"];
const executablePath =
  process.env["TILLSWITCH_CHROMIUM"] ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync);
const usualArgs = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"];
const args =
  process.env["TILLSWITCH_CHROMIUM_ARGS"] === undefined
    ? usualArgs
    : (JSON.parse(process.env["TILLSWITCH_CHROMIUM_ARGS"]) as string[]);

// For the shops that some tests start for themselves, which live for a minute. The one of all tests lives long enough to be
// compiled twice.
const given = process.env["NODE_OPTIONS"] ?? "";
const baseline = `--import=${new URL("scripts/suite/baseline-wasm.mjs", import.meta.url).href}`;
if (!given.includes(baseline)) process.env["NODE_OPTIONS"] = `${given} ${baseline}`.trim();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  // Without the names of the project and the system: what is compared is drawn by one Chromium with fonts of its own.
  snapshotPathTemplate: "{testDir}/visual/references/{arg}{ext}",
  // Every wait is for a definite state, so these bound only how long a failure takes, on two busy cores too.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: 25 * 60_000,
  forbidOnly: true,
  // In CI one that fails is repeated, once, and named at the end of the run when it passes then (scripts/suite/results.ts).
  retries: process.env["CI"] === undefined ? 0 : 1,
  workers: 2,
  fullyParallel: true,
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args },
    screenshot: "only-on-failure",
    locale: "en-US",
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } } },
    {
      name: "phone, dark",
      testMatch: /(instant|external|accessibility|order-life|products)\.spec\.ts/,
      grep: /@phone/,
      use: { ...devices["Pixel 7"], colorScheme: "dark" },
    },
  ],
  ...(running === undefined
    ? {
        webServer: {
          command: "npm start",
          url: `http://localhost:${port}/readyz`,
          timeout: 6 * 60_000,
          stdout: "pipe",
          stderr: "pipe",
          reuseExistingServer: false,
          gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
          env: {
            PORT: String(port),
            NODE_OPTIONS: given,
            DATA_DIR: process.env["TILLSWITCH_E2E_DATA"] ?? join(tmpdir(), "tillswitch-e2e-data"),
            LOG_LEVEL: "warn",
            LIMITS: "off",
            ORDERS_API_KEY: ORDERS_KEY,
          },
        },
      }
    : {}),
});
