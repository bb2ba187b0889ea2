import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { freePort } from "../fixtures/free-port.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { ada, chargesOf, openTestShop } from "../fixtures/test-shop.ts";

const hasPgBouncer = spawnSync("pgbouncer", ["--version"]).status === 0;
const postgres = realPostgres();
const LONG_MS = 180_000;
/** Far fewer than the transactions of the test, so that they change places all the time. */
const SERVER_CONNECTIONS = 3;
const BUYERS = 12;
/** It refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const held: { folder?: string; pooler?: ChildProcess; direct: string; pooled: string } = { direct: "", pooled: "" };

afterAll(() => {
  held.pooler?.kill("SIGKILL");
  if (held.folder !== undefined) rmSync(held.folder, { recursive: true, force: true });
});

async function startPgBouncer(): Promise<void> {
  held.direct = await postgres.freshDatabase();
  const { hostname, port, pathname, username, password } = new URL(held.direct);
  const listen = await freePort();
  held.folder = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "pgbouncer-"));
  chmodSync(held.folder, 0o755);
  const file = join(held.folder, "pgbouncer.ini");
  const database = `host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}`;
  writeFileSync(
    file,
    `[databases]
shop = ${database} connect_query='set jit = off'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
auth_type = any
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
unix_socket_dir =
`,
  );
  const account = process.getuid?.() === 0 ? NOBODY : {};
  held.pooler = spawn("pgbouncer", [file], { ...account, stdio: "ignore" });
  held.pooled = `postgres://shop@127.0.0.1:${listen}/shop`;
}

describe.skipIf(!hasPgBouncer)("behind PgBouncer, which gives a connection for each transaction", () => {
  beforeAll(startPgBouncer);

  it("a shop sells to more buyers at once than there are connections, each once", { timeout: LONG_MS }, async () => {
    const opened = await openPostgres(held.direct, process.cwd(), { poolUrl: held.pooled });
    const shop = await openTestShop(opened);
    await shop.startJobs();
    const sessions = await Promise.all(Array.from({ length: BUYERS }, () => shop.readySession()));
    const paid = await Promise.all(
      sessions.flatMap((sessionId) =>
        // Two tabs of one buyer.
        [1, 2].map((tab) =>
          shop.verbs.payWithToken({ sessionId, token: `tok_sandbox_ok_${sessionId}${tab}`, buyer: ada }),
        ),
      ),
    );
    expect(paid.filter(({ kind }) => kind === "completed").length).toBeGreaterThanOrEqual(BUYERS);
    for (const sessionId of sessions)
      expect(chargesOf(shop, sessionId).filter(({ state }) => state === "captured")).toHaveLength(1);
    // Order events are jobs: they are taken from the queue on the database's own connections.
    await expect.poll(() => shop.orderEvents.length, { timeout: 60_000 }).toBe(BUYERS);
    await shop.close();
  });

  it("that DATABASE_URL names, a start is refused with what to set instead", { timeout: LONG_MS }, async () => {
    await expect(openPostgres(held.pooled, process.cwd())).rejects.toThrow("name the pooler in DATABASE_POOL_URL");
  });
});

describe("a replica", () => {
  it("is read for reports and never written to, and the shop ends with it", { timeout: LONG_MS }, async () => {
    const url = await postgres.freshDatabase();
    const readOnly = `${url}?options=${encodeURIComponent("-c default_transaction_read_only=on")}`;
    const opened = await openPostgres(url, process.cwd(), { replicaUrl: readOnly });
    expect(opened.replica).not.toBeNull();
    expect(await opened.replica?.execute("select count(*)::int as n from orders")).toMatchObject({ rows: [{ n: 0 }] });
    await expect(
      opened.replica?.execute("insert into customer_key (is_the_one, key) values (true, 'x')"),
    ).rejects.toThrow();
    await opened.close();
  });

  it("that is not there keeps nobody from buying", { timeout: LONG_MS }, async () => {
    const opened = await openPostgres(await postgres.freshDatabase(), process.cwd(), {
      replicaUrl: `postgres://postgres@127.0.0.1:${await freePort()}/none`,
    });
    const shop = await openTestShop(opened);
    const sessionId = await shop.readySession();
    expect(await shop.verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada })).toMatchObject({
      kind: "completed",
    });
    await shop.close();
  });
});
