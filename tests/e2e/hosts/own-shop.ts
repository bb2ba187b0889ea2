import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type PlaywrightWorkerArgs } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";

export type OwnShop = { readonly url: string; stop(): Promise<void> };

/**
 * Starts a shop with settings of its own, on the build that is there, and waits until it is ready. `port`: instead of any
 * free one.
 */
export async function startShop(
  playwright: PlaywrightWorkerArgs["playwright"],
  settings: Readonly<Record<string, string>>,
  port?: number,
): Promise<OwnShop> {
  port ??= await freePort();
  const url = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "tillswitch-e2e-own-"));
  const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "error", ...settings },
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const request = await playwright.request.newContext();
    await expect(async () => expect(await request.get(`${url}/readyz`)).toBeOK()).toPass({ timeout: 120_000 });
    await request.dispose();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
