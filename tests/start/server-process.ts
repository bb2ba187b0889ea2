import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { productId, sessionId, type SessionId } from "#lib/ids.ts";
import type { LedgerCharge } from "#lib/payments/sandbox/rows.ts";
import type { Verbs } from "../fixtures/verbs.ts";
import { freePort } from "../fixtures/free-port.ts";
import { ada, newYorker } from "../fixtures/test-shop.ts";

/**
 * The server as it runs (server/serve.ts), with pages of a line in place of Next, which needs a build of some forty seconds
 * first; the browser tests run the same with Next. `/verbs/…` calls a verb, `/slow` answers after a second and a half,
 * `/unread` answers before it has read what was sent, `/headers` says what headers arrived.
 */
const SCRIPT = `
  import { text } from "node:stream/consumers";
  const load = (file) => import(process.cwd() + "/" + file);
  const [{ serve }, { startServer }, { runtime }, { GET: ledger }] = await Promise.all(
    ["server/serve.ts", "instrumentation.node.ts", "lib/runtime/runtime.ts", "app/sandbox-bank/ledger/route.ts"].map(load),
  );
  const pageOf = async ({ url, headers }, body) => {
    const [, place, name] = url.split("/");
    if (place === "sandbox-bank") return ledger(new Request("http://localhost" + url, { headers }));
    if (place === "slow") return new Promise((resolve) => setTimeout(() => resolve(new Response("done")), 1500));
    if (place === "headers") return Response.json(headers);
    if (place !== "verbs") return new Response("a page");
    const { storefront, paymentEvents, operator, experimentReports } = await runtime();
    // Everything that is asked here is asked by one platform.
    const verbs = { ...storefront({ surface: "acp", apiKeyDigest: "of-a-test" }), ...paymentEvents, ...operator, ...experimentReports };
    return Response.json((await verbs[name](JSON.parse(await body()))) ?? null);
  };
  await serve(startServer, () => async (incoming, outgoing) => {
    const response = await pageOf(incoming, () => text(incoming)).catch((error) => new Response(String(error), { status: 500 }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
`;

/** A second or two; a machine that is busy with other things needs far longer. */
const READY_WITHIN_MS = 200_000;
export const LONG_MS = 300_000;

export type Instance = {
  readonly process: ChildProcess;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it has written to its standard error. */
  output(): string;
  /** The lines of its log. */
  log(): readonly string[];
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits until `/readyz` says yes; throws what the server output when it ends instead. */
  ready(): Promise<void>;
  ask<Name extends keyof Verbs>(
    verb: Name,
    request: Parameters<Verbs[Name]>[0],
  ): Promise<Awaited<ReturnType<Verbs[Name]>>>;
  charges(id: SessionId): Promise<readonly LedgerCharge[]>;
};

const running = new Set<ChildProcess>();
const folders: string[] = [];

/** Call at the top of a test file: whatever its tests started ends with it. */
export function endWithTheFile(): void {
  afterAll(async () => {
    const ends = [...running].map((child) => new Promise<void>((resolve) => void child.once("exit", () => resolve())));
    for (const child of running) child.kill("SIGKILL");
    await Promise.all(ends);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "start-"));
  folders.push(folder);
  return folder;
}

/**
 * Starts a server in a process of its own, on a free port and, unless `env` names one, in a data folder of its own. `release`:
 * the folder that has its code, where that is not this one.
 */
export async function startInstance(
  env: Readonly<Record<string, string>> = {},
  release = process.cwd(),
): Promise<Instance> {
  const settings = {
    PORT: String(await freePort()),
    DATA_DIR: env["DATA_DIR"] ?? newFolder(),
    CATALOG_FEED: "tests/start/feed.csv",
    LOG_LEVEL: "silent",
    LIMITS: "off",
    ...env,
  };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
    cwd: release,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...settings },
  });
  running.add(child);
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  let log = "";
  child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 0);
    });
  });
  const url = `http://127.0.0.1:${settings.PORT}`;
  return {
    process: child,
    url,
    env: settings,
    output: () => output,
    log: () => log.split("\n").filter((line) => line !== ""),
    ended,
    ready: () => untilReady(url, ended, () => output),
    async ask(verb, request) {
      const response = await fetch(`${url}/verbs/${verb}`, { method: "POST", body: JSON.stringify(request) });
      if (!response.ok) throw new Error(`${verb}: ${await response.text()}`);
      return (await response.json()) as never;
    },
    async charges(id) {
      const { charges } = (await (await fetch(`${url}/sandbox-bank/ledger`)).json()) as { charges: LedgerCharge[] };
      return charges.filter((charge) => charge.session === id);
    },
  };
}

async function untilReady(url: string, ended: Instance["ended"], output: () => string): Promise<void> {
  const end: { how?: number | NodeJS.Signals } = {};
  void ended.then((how) => (end.how = how));
  const from = Date.now();
  while (Date.now() - from < READY_WITHIN_MS && end.how === undefined) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise<void>((resolve) => void setTimeout(resolve, 50));
  }
  throw new Error(`the server is not ready: ${output()}`);
}

/** A session of a mug that can be paid. */
export async function readySession(instance: Instance): Promise<SessionId> {
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const prepared = await instance.ask("prepareCheckout", { items });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const id = sessionId(prepared.session.id);
  const updated = await instance.ask("updateCheckout", { sessionId: id, address: newYorker, buyer: ada });
  if (updated.kind !== "updated" || updated.session.status !== "ready") throw new Error(updated.kind);
  return id;
}
/** Runs a script of the operator on the settings of a server, and answers what it output and how it ended. */
export const script = (
  instance: Instance,
  name: string,
  ...args: readonly string[]
): Promise<{ readonly output: string; readonly code: number }> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...instance.env };
    execFile(process.execPath, [`scripts/${name}.ts`, ...args], { env }, (error, out, err) =>
      resolve({ output: out + err, code: error === null ? 0 : Number(error.code) }),
    );
  });
export const pay = (instance: Instance, id: SessionId, token: string) =>
  instance.ask("payWithToken", { sessionId: id, token, buyer: ada });
export const statusOf = async (instance: Instance, id: SessionId) =>
  (await instance.ask("checkOrder", { sessionId: id }))?.session.status;
