import { setTimeout as pause } from "node:timers/promises";
import { drizzle, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { migrationsFolder, type OpenDatabase } from "./database.ts";
import { bringUpToDate } from "./connection/migrate.ts";
import { describedOnce, type DescribedStatements } from "./connection/described-once.ts";
import { statementName } from "./connection/named-statements.ts";

/** Any fixed number; instances that start together take turns on it. */
const MIGRATION_LOCK = 7_480_211;
const TURN_EVERY_MS = 250;
const CONNECT_WITHIN_MS = 10_000;
/** The server ends a statement that takes longer; a little later we no longer wait for a server that says nothing. */
const STATEMENT_WITHIN_MS = 12_000;
const REPLY_LATER_MS = 2000;
const REPORT_WITHIN_MS = 120_000;

/**
 * What a session is to be like. A search among a million products is planned as dear, and compiling its plan takes longer
 * than running it. The places of a frequent word do not fit in the usual 4 MB, and then every product near one of them
 * would be read. https://www.postgresql.org/docs/18/jit-decision.html
 */
const SESSION = "set jit = off; set work_mem = '16MB'";

type OtherWays = {
  /** A pooler that gives a connection for each transaction, such as PgBouncer. */
  readonly poolUrl?: string | null;
  /** A replica for what is only read. */
  readonly replicaUrl?: string | null;
};

/**
 * Opens Postgres by address and brings its tables up to date. Several instances may start at once. Behind a pooler a session
 * is another one in each transaction, so nothing is set in it; migrations and the job queue keep to `url`, because a lock that
 * lasts and LISTEN need a session. Throws when the server cannot be reached.
 */
export async function openPostgres(url: string, root: string, ways: OtherWays = {}): Promise<OpenDatabase> {
  await migrateInTurn(url, root);
  const { poolUrl = null, replicaUrl = null } = ways;
  const pool = openPool(poolUrl ?? url, { max: 10, isPooled: poolUrl !== null });
  // A report takes longer than a purchase, and nobody waits at a till for it.
  const replica =
    replicaUrl === null ? null : openPool(replicaUrl, { max: 3, isPooled: false, statementWithinMs: REPORT_WITHIN_MS });
  await firstAnswer(pool, poolUrl !== null);
  const database = drizzle({ client: pool });
  // drizzle takes a connection for a transaction and keeps it for ever when `begin` fails on it; ten of those, and the
  // pool is empty. So the connection is taken and given back here.
  database.transaction = async (work) => inTransaction(await pool.connect(), work);
  // drizzle types the two drivers apart, though they answer alike for all that the store uses.
  return {
    kind: "postgres",
    database: database as unknown as OpenDatabase["database"],
    jobsConnection: { kind: "url", url },
    query: (text, values) => pool.query(text, [...values]),
    replica: replica === null ? null : (drizzle({ client: replica }) as unknown as OpenDatabase["database"]),
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    copyFiles: null,
    close: async () => {
      await Promise.all([pool.end(), replica?.end()]);
    },
  };
}

type Transaction = NodePgTransaction<Record<string, never>, Record<string, never>>;
const transactions = new WeakMap<pg.PoolClient, Transaction>();

function transactionOn(client: pg.PoolClient): Transaction {
  const dialect = new PgDialect();
  return new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined);
}

/**
 * Gives the connection back. It has one transaction at a time, so what drizzle makes for it is made once and not for each. One
 * whose transaction is not known to be over is closed: the next one on it would be a part of that, and commit what broke off. So
 * is one that has prepared a statement for columns that are others now, because it would fail there each time.
 */
async function inTransaction<Result>(
  client: pg.PoolClient,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const own = transactions.get(client) ?? transactionOn(client);
  transactions.set(client, own);
  let isOver = false;
  const rollback = () => client.query("rollback").then(() => void (isOver = true));
  try {
    await client.query("begin");
    const result = await work(own).catch(async (error: unknown) => {
      await rollback().catch(() => undefined);
      if (isForOtherColumns(error)) isOver = false;
      throw error;
    });
    await client.query("commit");
    isOver = true;
    return result;
  } finally {
    client.release(!isOver);
  }
}

/** "cached plan must not change result type", which has no code of its own. */
const isForOtherColumns = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === "0A000") || isForOtherColumns(error.cause));

/** What a pooler says that was taken for the database itself. https://www.pgbouncer.org/config.html#ignore_startup_parameters */
const OF_A_POOLER = /unsupported startup parameter/;

/** A pool connects when it is asked first; the start is the time to learn that it cannot. */
async function firstAnswer(pool: pg.Pool, isPooled: boolean): Promise<void> {
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    const said = error instanceof Error ? error.message : String(error);
    if (isPooled) throw new Error(`the pooler of DATABASE_POOL_URL does not answer: ${said}`, { cause: error });
    if (!OF_A_POOLER.test(said)) throw error;
    throw new Error(
      "it leads to a pooler; name the pooler in DATABASE_POOL_URL and the database itself in DATABASE_URL",
      { cause: error },
    );
  }
}

type Statement = { readonly text: string; readonly name?: string };
const isStatement = (sent: unknown): sent is Statement =>
  typeof sent === "object" && sent !== null && "text" in sent && !("submit" in sent);

type Done = (error: Error | null | undefined, result: unknown) => void;
const isDone = (one: unknown): one is Done => typeof one === "function";

/** A connection that keeps the plans of what is sent again and again: parsing and planning cost more than the row. */
class NamingClient extends pg.Client {
  override query(...[sent, ...rest]: unknown[]): never {
    if (isStatement(sent) && sent.name !== undefined) return this.queryNamed(sent, rest) as never;
    const name = isStatement(sent) && sent.name === undefined && rest.length > 0 ? statementName(sent.text) : null;
    return Reflect.apply(super.query, this, [
      name === null ? sent : { ...(sent as Statement), name },
      ...rest,
    ]) as never;
  }

  private readonly described: DescribedStatements = new Map();

  private queryNamed(sent: Statement, [values, callback]: readonly unknown[]): unknown {
    // pg answers a query that it did not make by itself to its callback alone.
    const ask = (done: Done) => {
      const query = new pg.Query(sent, Array.isArray(values) ? values : [], done);
      return Reflect.apply(super.query, this, [describedOnce(query, this.described), values]) as unknown;
    };
    if (isDone(callback)) return ask(callback);
    return new Promise((resolve, reject) => {
      ask((error, result) => ((error ?? null) === null ? resolve(result) : reject(error as Error)));
    });
  }
}

/** A connection behind a pooler, where the next statement may reach another session that knows no names. */
class NamelessClient extends pg.Client {
  override query(...[sent, ...rest]: unknown[]): never {
    const isNamed = isStatement(sent) && sent.name !== undefined;
    return Reflect.apply(super.query, this, [isNamed ? { ...sent, name: undefined } : sent, ...rest]) as never;
  }
}

type PoolOptions = { readonly max: number; readonly isPooled: boolean; readonly statementWithinMs?: number };

function openPool(url: string, { max, isPooled, statementWithinMs = STATEMENT_WITHIN_MS }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    Client: isPooled ? NamelessClient : NamingClient,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: statementWithinMs + REPLY_LATER_MS,
    // A pooler refuses these when a connection begins, and would give what is set later to whoever has it next.
    ...(isPooled
      ? {}
      : {
          idle_in_transaction_session_timeout: 30_000,
          statement_timeout: statementWithinMs,
          verify: (client: pg.PoolClient, done: (error?: Error) => void) =>
            void client.query(SESSION).then(() => done(), done),
        }),
  });
  // An idle connection that the server closes is replaced at the next query; unhandled, it would end the process.
  pool.on("error", () => undefined);
  // A connection in use says the same on its own, beside the query that fails; unheard, that too would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * On a connection of its own: a change of tables may take as long as it takes. Whoever waits for their turn asks for it again
 * and again: one statement that waits all the time would be what an index that is built concurrently waits for in turn.
 */
async function migrateInTurn(url: string, root: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  await client.connect();
  try {
    const hasTurn = async (): Promise<boolean> => {
      const { rows } = await client.query("select pg_try_advisory_lock($1) as has_turn", [MIGRATION_LOCK]);
      return rows[0]?.has_turn === true;
    };
    while (!(await hasTurn())) await pause(TURN_EVERY_MS);
    await bringUpToDate((statement) => client.query(statement), migrationsFolder(root));
  } finally {
    // The lock ends with the connection.
    await client.end();
  }
}
