import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres as startServer, type PostgresServer } from "./postgres-server.ts";
import { freePort } from "./running.ts";

export type BenchPostgres = Pick<PostgresServer, "address" | "run" | "stop"> & {
  /** A new database, empty or a copy of another that nobody has open; gives its address. */
  create(name: string, copyOf?: string): Promise<string>;
};

/** A Postgres of the bench's own, in a folder that is removed afterwards unless it was given. */
export async function startPostgres(given: string | null = null): Promise<BenchPostgres> {
  const port = await freePort();
  // A shop that was opened in this process keeps its files to itself; these are read by the account that Postgres runs as.
  const umask = process.umask(0o022);
  const starting = startServer({
    folder: given ?? mkdtempSync(join(tmpdir(), "tillswitch-bench-")),
    isKept: given !== null,
    port,
    alphabet: "C",
    settings: { shared_buffers: "256MB", max_connections: 100, max_wal_size: "4GB" },
  });
  process.umask(umask);
  const server = await starting;
  return {
    ...server,
    async create(name, copyOf = "template0") {
      await server.run("postgres", `drop database if exists ${name} with (force)`);
      await server.run("postgres", `create database ${name} template ${copyOf} strategy file_copy`);
      return server.address(name);
    },
  };
}
