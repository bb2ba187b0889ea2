import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { startPostgres, type PostgresServer } from "#scripts/bench/servers/postgres-server.ts";
import { freePort } from "../../fixtures/free-port.ts";

/** Not in the run's folder: the address of a socket has at most 107 bytes. */
const folder = mkdtempSync(join(tmpdir(), "socket-"));
const held: { server?: PostgresServer } = {};

beforeAll(async () => {
  chmodSync(folder, 0o777);
  held.server = await startPostgres({
    folder: join(folder, "server"),
    isKept: false,
    port: await freePort(),
    alphabet: "C",
    settings: { unix_socket_directories: folder, listen_addresses: "" },
  });
}, 60_000);
afterAll(async () => {
  await held.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  [
    "with a host before the path",
    (url: URL) => `postgres://${url.username}:${url.password}@localhost:${url.port}/postgres?host=${folder}`,
  ],
  [
    "without a host",
    (url: URL) => `postgres://${url.username}:${url.password}@/postgres?host=${folder}&port=${url.port}`,
  ],
])("a shop's database is reached by a Unix socket, %s", async (_, addressOf) => {
  const address = addressOf(new URL(held.server?.address("postgres") ?? ""));
  const opened = await openPostgres(address, process.cwd());
  const failures: unknown[] = [];
  const jobs = await openJobs(opened, (error) => void failures.push(error));
  const { rows } = await opened.query(
    "select inet_client_addr() is null as by_socket, count(*)::int as n from products",
    [],
  );
  await jobs.stop();
  await opened.close();
  expect(rows).toEqual([{ by_socket: true, n: 0 }]);
  expect(failures).toEqual([]);
});
