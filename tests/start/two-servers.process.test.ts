import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { openBankFile } from "#lib/payments/sandbox/file.ts";
import type { SessionId } from "#lib/ids.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import {
  endWithTheFile,
  LONG_MS,
  newFolder,
  pay,
  readySession,
  script,
  startInstance,
  statusOf,
  type Instance,
} from "./server-process.ts";

const postgres = realPostgres();
endWithTheFile();

/** Postgres is there already and PGlite makes its files first, which takes a second or two. */
async function onPostgres(): Promise<Instance> {
  const instance = await startInstance({ DATABASE_URL: await postgres.freshDatabase() });
  await instance.ready();
  return instance;
}

/** Kills the server while it waits for the bank, so that nobody can record the answer. */
async function killWhilePaying(instance: Instance, id: SessionId, token: string): Promise<void> {
  const lost = pay(instance, id, token).catch(() => undefined);
  await expect.poll(() => statusOf(instance, id), { timeout: 20_000 }).toMatch(/^(paying|unresolved)$/);
  instance.process.kill("SIGKILL");
  await Promise.all([lost, instance.ended]);
}

describe("the start of a server", () => {
  it(
    "two that start together on an empty Postgres both become ready and see each other's sessions",
    async () => {
      const shared = { DATABASE_URL: await postgres.emptyDatabase(), DATA_DIR: newFolder() };
      const [one, other] = await Promise.all([startInstance(shared), startInstance(shared)]);
      await Promise.all([one.ready(), other.ready()]);
      const id = await readySession(one);
      const answers = await Promise.all([pay(one, id, "tok_sandbox_ok"), pay(other, id, "tok_sandbox_ok")]);
      expect(
        answers.map((answer) => answer.kind).filter((kind) => !["completed", "still_checking"].includes(kind)),
      ).toEqual([]);
      expect(await statusOf(other, id)).toBe("completed");
      expect(await one.charges(id)).toMatchObject([{ state: "captured" }]);
      expect(await other.charges(id)).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    "npm run kill beside two servers on one Postgres stops instant on both at their next request",
    async () => {
      const shared = { DATABASE_URL: await postgres.freshDatabase(), DATA_DIR: newFolder() };
      const [one, other] = await Promise.all([startInstance(shared), startInstance(shared)]);
      await Promise.all([one.ready(), other.ready()]);
      const ids = [await readySession(one), await readySession(other)] as const;
      const turned = await script(one, "kill", "--on", "--seller", "fernweh", "--why", "a test");
      expect(turned).toMatchObject({ code: 0, output: expect.stringContaining("on for fernweh") });
      const answers = await Promise.all([pay(one, ids[0], "tok_sandbox_ok"), pay(other, ids[1], "tok_sandbox_ok")]);
      expect(answers.map(({ kind }) => kind)).toEqual(["instant_unavailable", "instant_unavailable"]);
      for (const instance of [one, other]) instance.process.kill("SIGTERM");
    },
    LONG_MS,
  );

  it(
    "wrong settings end it with a message that names each",
    async () => {
      const server = await startInstance({ LOG_LEVEL: "loud", PUBLIC_URL: "shop", PAYMENT_PROVIDER: "paypal" });
      expect(await server.ended).toBe(1);
      for (const name of ["LOG_LEVEL", "PUBLIC_URL", "PAYMENT_PROVIDER"])
        expect(server.output()).toMatch(new RegExp(`^  ${name}: `, "m"));
      expect(server.output()).not.toContain("    at ");
    },
    LONG_MS,
  );

  it(
    "a catalogue that is not there ends it with its name",
    async () => {
      const server = await startInstance({
        DATABASE_URL: await postgres.freshDatabase(),
        CATALOG_FEED: "nowhere.csv",
      });
      expect(await server.ended).toBe(1);
      expect(server.output()).toMatch(/CATALOG_FEED .*nowhere\.csv/);
    },
    LONG_MS,
  );
});

describe("a server that is killed", () => {
  it(
    "while the bank has taken the money finds it after its start, once",
    async () => {
      const before = await onPostgres();
      const id = await readySession(before);
      await killWhilePaying(before, id, "tok_sandbox_timeout_captured");
      const after = await startInstance(before.env);
      await after.ready();
      await expect.poll(() => statusOf(after, id), { timeout: 60_000, interval: 200 }).toBe("completed");
      expect(await after.charges(id)).toMatchObject([{ state: "captured" }]);
      expect(await pay(after, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
      expect(await after.charges(id)).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    "before the bank was reached frees the session when the bank's bound has passed, and it can be paid",
    async () => {
      const before = await onPostgres();
      const id = await readySession(before);
      await killWhilePaying(before, id, "tok_sandbox_slow");
      const after = await startInstance(before.env);
      await after.ready();
      await expect.poll(() => statusOf(after, id), { timeout: 60_000, interval: 200 }).toBe("ready");
      expect(await pay(after, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
      expect((await after.charges(id)).filter((charge) => charge.state === "captured")).toHaveLength(1);
    },
    LONG_MS,
  );
});

/** Another server on the folder, which writes for as long. */
const HOLDER = `
  const { workerData, parentPort } = require("node:worker_threads");
  const { DatabaseSync } = require("node:sqlite");
  const file = new DatabaseSync(workerData.path);
  file.exec("begin exclusive");
  parentPort.postMessage("held");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.forMs);
  file.exec("rollback");
  file.close();
`;

it("a server opens the bank's books also where another one has written to them for longer than a statement waits", async () => {
  const path = join(newFolder(), "bank.db");
  const holder = new Worker(HOLDER, { eval: true, workerData: { path, forMs: 6500 } });
  await once(holder, "message");
  const file = openBankFile(path);
  expect(file.prepare("select count(*) as payments from payments").get()).toEqual({ payments: 0 });
  file.close();
});
