import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareDatabases, type ComparedTable } from "#lib/store/drizzle/move/move.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { freePort } from "../fixtures/free-port.ts";
import { ada, chargesOf, openTestShop } from "../fixtures/test-shop.ts";

/** A Postgres of the system's, with the programs that the package of the other tests lacks. */
const programs = globSync("/usr/lib/postgresql/*/bin").find((folder) =>
  ["initdb", "postgres", "pg_dump", "pg_restore"].every((name) => existsSync(join(folder, name))),
);
const LONG_MS = 300_000;
const MAX_TRIES = 300;
/** It refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const account = process.getuid?.() === 0 ? NOBODY : {};

const held: { folder: string; server?: ChildProcess; port: number } = { folder: "", port: 0 };
const run = (name: string, ...args: readonly string[]) =>
  execFileSync(join(programs ?? "", name), args, {
    ...account,
    cwd: held.folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
const address = (database: string) => `postgres://postgres@127.0.0.1:${held.port}/${database}`;

beforeAll(async () => {
  if (programs === undefined) return;
  held.folder = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "pg-dump-"));
  chmodSync(held.folder, 0o755);
  const data = join(held.folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (process.getuid?.() === 0) for (const path of [held.folder, data]) chownSync(path, NOBODY.uid, NOBODY.gid);
  run(
    "initdb",
    `--pgdata=${data}`,
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  );
  held.port = await freePort();
  const flags = ["-D", data, "-p", String(held.port), "-c", "unix_socket_directories=", "-c", "fsync=off"];
  held.server = spawn(join(programs, "postgres"), flags, { ...account, cwd: held.folder, stdio: "ignore" });
  for (let tries = 0; !openable(); tries += 1) {
    if (tries === MAX_TRIES) throw new Error("Postgres does not answer");
    await setTimeout(200);
  }
});

afterAll(async () => {
  if (held.server === undefined) return;
  const ended = new Promise((resolve) => held.server?.once("exit", resolve));
  held.server.kill("SIGQUIT");
  await ended;
  rmSync(held.folder, { recursive: true, force: true });
});

function openable(): boolean {
  try {
    execFileSync(
      join(programs ?? "", "createdb"),
      ["-h", "127.0.0.1", "-p", String(held.port), "-U", "postgres", "shop"],
      { stdio: "ignore" },
    );
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(programs === undefined)("pg_dump and pg_restore, as docs/operations/backup.md says them", () => {
  it("bring back every row, and the restored shop sells on", { timeout: LONG_MS }, async () => {
    const original = await openPostgres(address("shop"), process.cwd());
    // An event of the bank that came after the dump would be in one of the two alone.
    const shop = await openTestShop({ ...original, close: async () => undefined }, { isBankSilent: true });
    const paid = await shop.readySession();
    const pay = { token: "tok_sandbox_ok", buyer: ada };
    expect(await shop.verbs.payWithToken({ sessionId: paid, ...pay })).toMatchObject({ kind: "completed" });
    await shop.close();

    const file = join(held.folder, "shop.dump");
    run("pg_dump", "--format=custom", `--file=${file}`, address("shop"));
    run("createdb", "-h", "127.0.0.1", "-p", String(held.port), "-U", "postgres", "restored");
    run("pg_restore", "--exit-on-error", "--no-owner", `--dbname=${address("restored")}`, file);

    const restored = await openPostgres(address("restored"), process.cwd());
    const tables: ComparedTable[] = [];
    const compared = await compareDatabases(original, restored, (table) => void tables.push(table));
    expect(compared.differing).toEqual([]);
    expect(tables.find(({ table }) => table === "orders")?.to.rows).toBe(1);
    const again = await openTestShop(restored);
    const next = await again.readySession();
    expect(await again.verbs.payWithToken({ sessionId: next, ...pay })).toMatchObject({ kind: "completed" });
    expect(chargesOf(again, next)).toHaveLength(1);
    await again.close();
    await original.close();
  });
});
