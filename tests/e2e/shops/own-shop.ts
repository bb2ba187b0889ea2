import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test as base, type APIRequestContext } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";

/** `run` runs one of the project's scripts as the operator of this shop does, and answers what it wrote. */
export type OwnShop = { readonly url: string; run(script: string, ...flags: readonly string[]): Promise<string> };

type Kind = {
  /** In the name of its folder. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** What is done once it is ready and before the first test. */
  prepare(run: OwnShop["run"], request: APIRequestContext): Promise<void>;
};

/** Tests against a shop of their own, one for each worker. It uses the build that is there. */
export const testWithShop = ({ name, env: settings, prepare }: Kind) =>
  base.extend<object, { shop: OwnShop }>({
    shop: [
      async ({ playwright }, provide) => {
        const port = await freePort();
        const url = `http://localhost:${port}`;
        const folder = await mkdtemp(join(tmpdir(), `tillswitch-e2e-${name}-`));
        const env = { ...process.env, ...settings, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "warn" };
        const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
          stdio: ["ignore", "ignore", "inherit"],
          env,
        });
        const ended = new Promise((resolve) => server.once("exit", resolve));
        const run: OwnShop["run"] = async (script, ...flags) =>
          (await promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...flags], { env })).stdout;
        try {
          const request = await playwright.request.newContext({ baseURL: url });
          await expect(async () => expect(await request.get("/readyz")).toBeOK()).toPass({ timeout: 120_000 });
          await prepare(run, request);
          await request.dispose();
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
