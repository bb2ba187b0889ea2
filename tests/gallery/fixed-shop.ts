import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { ORDERS_KEY } from "../e2e/orders-key.ts";
import { freePort } from "../fixtures/free-port.ts";
import { settingsOf, type ShopKind } from "./shop-kinds.ts";

const root = join(import.meta.dirname, "../..");
const READY_WITHIN_MS = 120_000;

/** A Wednesday without a holiday near, before the shop's cut-off hour. */
const CLOCK_START = "2026-06-10T10:00:00Z";

export type FixedShop = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Two days later. */
  passTwoDays(): void;
  stop(): Promise<void>;
};

/** A shop of its own on the build that is there, with an empty database and a clock that always starts at the same moment. */
export async function startFixedShop(kind: ShopKind = "demo"): Promise<FixedShop> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "tillswitch-gallery-"));
  const own = await settingsOf(kind, url);
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_MANUAL_SIG_HANDLE: "1",
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    LIMITS: "off",
    ORDERS_API_KEY: ORDERS_KEY,
    CLOCK_START,
    ...own.env,
  };
  const server = spawn(process.execPath, ["--import", join(root, "tests/gallery/clock/main.ts"), "server/main.ts"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await own.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error("the gallery's shop did not start; npm run build shows why");
    }
    await sleep(100);
  }
  const run = async (script: string, ...flags: readonly string[]) =>
    (await promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...flags], { cwd: root, env })).stdout;
  try {
    await own.prepare(run);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, passTwoDays: () => void server.kill("SIGUSR2") };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
