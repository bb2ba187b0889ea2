import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { freePort } from "./free-port.ts";
import type { RealPostgres } from "./real-postgres.ts";

const PROGRAM = join(import.meta.dirname, "unleash-server/node_modules/unleash-server/dist/server.js");
/** False where `npm test` could not install it; its tests are then left out, and the run says how many. */
export const hasUnleashServer = existsSync(PROGRAM);

/** A flag as the operator sets it; `strategies` empty and enabled means everybody. */
export type FlagSetting = {
  readonly name: string;
  readonly isOn: boolean;
  readonly strategies?: readonly object[];
};

export type RealUnleash = {
  /** What UNLEASH_URL would be. */
  readonly url: string;
  readonly token: string;
  /** Makes the flags new, exactly as they are given, and waits until the server tells its clients so. */
  set(flags: readonly FlagSetting[]): Promise<void>;
  turn(name: string, isOn: boolean): Promise<void>;
  /** How often a flag was asked for and said yes, by the counts that clients have sent. */
  yesCountOf(name: string): Promise<number>;
  stop(): Promise<void>;
  /** Again on the same port and the same database. */
  start(): Promise<void>;
};

const READY_WITHIN_MS = 180_000;
const ADMIN_TOKEN = "*:*.admin-token-for-tests";
const FEATURES = "/projects/default/features";

/**
 * A real Unleash server for one test file, on the file's Postgres: call it once at the top of the file. Its processes
 * end with the file, also when the file's process is killed.
 */
export function realUnleash(postgres: RealPostgres): RealUnleash {
  const token = `default:development.${randomBytes(12).toString("hex")}`;
  const held: { port: number; database: string; child?: ChildProcess } = { port: 0, database: "" };
  const made = new Set<string>();
  const base = () => `http://127.0.0.1:${held.port}`;
  const start = async () => {
    held.child = startServer(held.port, held.database, token);
    const child = held.child;
    await until("the server is healthy", READY_WITHIN_MS, async () => {
      if (child.exitCode !== null) throw new Error(`Unleash ended with ${child.exitCode}`);
      return fetch(`${base()}/health`).then(
        (response) => response.ok,
        () => false,
      );
    });
  };
  const stop = async () => {
    const { child } = held;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const tooLong = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(tooLong);
  };
  beforeAll(async () => {
    if (!hasUnleashServer) return;
    held.port = await freePort();
    held.database = await postgres.emptyDatabase();
    await start();
    for (const name of ["merchantId", "appVersion"]) await admin(base(), "POST", "/context", { name });
  }, READY_WITHIN_MS + 30_000);
  afterAll(stop);
  const served = async () => {
    const response = await fetch(`${base()}/api/client/features`, { headers: { authorization: token } });
    return (await response.json()) as { features: { name: string; enabled: boolean; strategies: object[] }[] };
  };
  return {
    token,
    get url() {
      return `${base()}/api`;
    },
    async set(flags) {
      for (const { name } of (await served()).features) await admin(base(), "DELETE", `${FEATURES}/${name}`);
      // Else the flags of before, with the same names, would be taken for the new ones.
      await until("the flags of before are gone", 30_000, async () => (await served()).features.length === 0);
      for (const flag of flags) {
        await put(base(), flag, !made.has(flag.name));
        made.add(flag.name);
      }
      await until("the flags are served", 30_000, async () => {
        const { features } = await served();
        const isAsSet = (flag: FlagSetting) =>
          features.some(
            (one) =>
              one.name === flag.name &&
              one.enabled === flag.isOn &&
              one.strategies.length === (flag.strategies?.length ?? 1),
          );
        return features.length === flags.length && flags.every(isAsSet);
      });
    },
    turn: (name, isOn) =>
      admin(base(), "POST", `${FEATURES}/${name}/environments/development/${isOn ? "on" : "off"}`).then(
        () => undefined,
      ),
    async yesCountOf(name) {
      const { data } = (await admin(base(), "GET", `/client-metrics/features/${name}/raw`)) as {
        data: { yes: number }[];
      };
      return data.reduce((sum, { yes }) => sum + yes, 0);
    },
    stop,
    start,
  };
}

/** Asks until it is so; throws after `withinMs`. */
export async function until(what: string, withinMs: number, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await new Promise<void>((resolve) => void setTimeout(resolve, 20));
  }
}

/** Makes a flag, or takes it out of the archive. It is never deleted: the server falls over that soon after archiving. */
async function put(base: string, { name, isOn, strategies = [] }: FlagSetting, isNew: boolean): Promise<void> {
  if (isNew) await admin(base, "POST", FEATURES, { name, type: "release", impressionData: false });
  else await admin(base, "POST", `/archive/revive/${name}`);
  const environment = `${FEATURES}/${name}/environments/development`;
  const before = (await admin(base, "GET", `${environment}/strategies`)) as { id: string }[];
  for (const { id } of before) await admin(base, "DELETE", `${environment}/strategies/${id}`);
  const everybody = { name: "default", constraints: [], parameters: {} };
  for (const strategy of strategies.length === 0 ? [everybody] : strategies)
    await admin(base, "POST", `${environment}/strategies`, strategy);
  await admin(base, "POST", `${environment}/${isOn ? "on" : "off"}`);
}

async function admin(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${base}/api/admin${path}`, {
    method,
    headers: { authorization: ADMIN_TOKEN, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

function startServer(port: number, database: string, token: string): ChildProcess {
  // Ended by hand below; if this process is killed, the channel to it breaks, and the server ends itself.
  const endWithParent = "data:text/javascript,process.on('disconnect',()=>process.exit(1))";
  return spawn(process.execPath, ["--import", endWithParent, PROGRAM], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"] ?? "",
      TILLSWITCH_TEST_FOLDER: process.env["TILLSWITCH_TEST_FOLDER"] ?? "",
      TZ: "UTC",
      DATABASE_URL: database,
      DATABASE_SSL: "false",
      HTTP_HOST: "127.0.0.1",
      HTTP_PORT: String(port),
      CHECK_VERSION: "false",
      SEND_TELEMETRY: "false",
      INIT_ADMIN_API_TOKENS: ADMIN_TOKEN,
      INIT_BACKEND_API_TOKENS: token,
    },
  });
}
