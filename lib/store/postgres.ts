import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { migrationsFolder, type OpenDatabase } from "./drizzle-database.ts";

/** Any fixed number; instances that start together take turns on it, because the migrator takes no lock. */
const MIGRATION_LOCK = 7_480_211;

/**
 * Opens Postgres by address and brings its tables up to date. Several instances may start at once.
 * Throws when the server cannot be reached.
 */
export async function openPostgres(url: string, root: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    statement_timeout: 30_000,
  });
  // An idle connection that the server closes is replaced at the next query; unhandled, it would end the process.
  pool.on("error", () => undefined);
  // A connection in use says the same on its own, beside the query that fails; unheard, that too would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder(root) });
    } finally {
      await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
  // drizzle types the two drivers apart, though they answer alike for all that the store uses.
  return {
    kind: "postgres",
    database: drizzle({ client: pool }) as unknown as OpenDatabase["database"],
    jobsConnection: { kind: "url", url },
    close: () => pool.end(),
  };
}
