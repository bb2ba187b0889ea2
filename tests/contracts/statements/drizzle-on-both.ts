import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, vi } from "vitest";
import type { Database } from "#lib/store/drizzle/database.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";

/** Each database with tables of a test's own beside the shop's, made by these statements, which semicolons divide. */
export function describeOnBothDatabases(
  title: string,
  create: string,
  tests: (bench: { readonly name: "PGlite" | "Postgres"; readonly on: () => Database }) => void,
): { readonly openPostgres: () => Promise<Database> } {
  const postgres = realPostgres();
  const made = async (open: typeof openTestPglite): Promise<Database> => {
    const { database } = await open();
    for (const statement of create.split(";")) await database.execute(sql.raw(statement));
    return database;
  };
  const openPostgres = () => made(() => postgres.open());
  afterEach(() => vi.restoreAllMocks());
  describe.each([
    { name: "PGlite", open: () => made(openTestPglite) },
    { name: "Postgres", open: openPostgres },
  ] as const)(`${title}, on $name`, ({ name, open }) => {
    const holder: { database?: Database } = {};
    beforeAll(async () => {
      holder.database = await open();
    });
    tests({
      name,
      on() {
        if (holder.database === undefined) throw new Error("the database is open");
        return holder.database;
      },
    });
  });
  return { openPostgres };
}
