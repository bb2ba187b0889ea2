import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";

/** Beside what was built, because packages are linked and not copied, which one file system allows only. */
const FOLDER = join("build", "production-install");
/** What is served and what was built; no test, no widget's source, no tool. */
const SERVED = [
  "app",
  "acp",
  "mcp",
  "lib",
  "config",
  "examples",
  "public",
  "scripts",
  "server",
  "build/widget",
  "build/database",
  ".next",
];
const FILES = ["package.json", "package-lock.json", "next.config.ts", "tsconfig.json", "tsconfig.app.json"];

let server: ChildProcess | undefined;

test.afterAll(() => {
  server?.kill("SIGTERM");
  rmSync(FOLDER, { recursive: true, force: true });
});

test("what was built is served, and sells, without any development package", async ({ request }) => {
  linkProductionInstall();
  for (const tool of ["vite", "typescript", "vitest", "drizzle-kit", "tailwindcss", "preact"])
    expect(existsSync(join(FOLDER, "node_modules", tool)), tool).toBe(false);
  const port = await freePort();
  server = spawn(process.execPath, ["scripts/start.mjs", "serve"], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PORT: String(port), DATA_DIR: "data", LOG_LEVEL: "warn" },
  });
  const url = `http://localhost:${port}`;
  await expect
    .poll(async () => (await request.get(`${url}/readyz`).catch(() => null))?.status(), { timeout: 100_000 })
    .toBe(200);
  const call = await request.post(`${url}/mcp`, {
    headers: { accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25" },
    data: {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "search_products", arguments: { query: "mug" } },
    },
  });
  const { result } = await call.json();
  expect(result.structuredContent.products.length).toBeGreaterThan(0);
  const widget = await request.post(`${url}/mcp`, {
    headers: { accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25" },
    data: { jsonrpc: "2.0", id: 2, method: "resources/list" },
  });
  expect((await widget.json()).result.resources.length).toBeGreaterThan(0);
  const picture = result.structuredContent.products[0].image_url;
  if (typeof picture === "string")
    expect((await request.get(picture.replace(/^https?:\/\/[^/]+/, url))).status()).toBe(200);
});

function linkProductionInstall(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(FOLDER, "build"), { recursive: true });
  for (const name of FILES) cpSync(name, join(FOLDER, name));
  for (const name of SERVED) if (existsSync(name)) execFileSync("cp", ["-al", name, join(FOLDER, dirname(name))]);
  execFileSync("cp", ["-al", "node_modules", FOLDER]);
  const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  for (const [path, { dev }] of Object.entries(lock.packages))
    if (dev === true) rmSync(join(FOLDER, path), { recursive: true, force: true });
}
