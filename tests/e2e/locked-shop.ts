import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test as base } from "@playwright/test";
import { freePort } from "../fixtures/free-port.ts";

export const KEY = "the-key-of-this-console-in-tests";

/** `run` runs one of the project's scripts as the operator of this shop does, and answers what it wrote. */
type LockedShop = { readonly url: string; run(script: string, ...flags: readonly string[]): Promise<string> };

/** Tests against a shop of their own whose console asks for a key, with simulated shoppers in it. It uses the build that is there. */
export const test = base.extend<object, { shop: LockedShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const folder = await mkdtemp(join(tmpdir(), "tillswitch-e2e-console-"));
      const env = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "warn", CONSOLE_KEY: KEY };
      const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
        stdio: ["ignore", "ignore", "inherit"],
        env,
      });
      const ended = new Promise((resolve) => server.once("exit", resolve));
      const run = async (script: string, ...flags: readonly string[]) =>
        (await promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...flags], { env })).stdout;
      try {
        const request = await playwright.request.newContext();
        await expect(async () => expect(await request.get(`${url}/readyz`)).toBeOK()).toPass({ timeout: 120_000 });
        await request.dispose();
        // Over more days than revenue's age, so that there is some.
        await run("demo-experiment", "--shoppers", "6000", "--days", "50", "--currencies", "USD,JPY");
        await provide({ url, run });
      } finally {
        server.kill("SIGTERM");
        await ended;
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});
