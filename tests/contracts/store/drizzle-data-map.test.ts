import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { DATA_MAP, FATES } from "#lib/store/data-map.ts";
import { TABLES_OF_SESSION } from "#lib/store/drizzle/privacy/reads.ts";

const folder = join(process.cwd(), "lib/store/drizzle/schema");
const modules = await Promise.all(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => import(join(folder, file)) as Promise<Readonly<Record<string, unknown>>>),
);
const tables = modules.flatMap((module) => Object.values(module)).filter((one) => is(one, PgTable));
const columnsOf = (table: PgTable) => Object.values(getTableColumns(table)).map((column) => column.name);
const mapped = (table: string) =>
  Object.values(DATA_MAP[table] ?? {})
    .join(" ")
    .split(" ");

describe("the data map", () => {
  it("says of every column of every table once what becomes of it, and of nothing else", () => {
    expect(tables.length).toBeGreaterThan(20);
    const missing = "a new column: say in lib/store/data-map.ts what becomes of it, and forget it there";
    for (const table of tables)
      expect(mapped(getTableName(table)).toSorted(), `${getTableName(table)}: ${missing}`).toEqual(
        columnsOf(table).toSorted(),
      );
    expect(Object.keys(DATA_MAP).toSorted()).toEqual(tables.map(getTableName).toSorted());
  });

  it("finds the rows of every table that names a session, for the buyer who asks what is held", () => {
    const naming = tables.filter((table) => columnsOf(table).includes("session_id")).map(getTableName);
    expect(naming.length).toBeGreaterThan(8);
    for (const name of naming) expect(TABLES_OF_SESSION, name).toContain(name);
  });

  it("is the one that docs/privacy.md explains, table by table", () => {
    const page = readFileSync(join(process.cwd(), "docs/privacy.md"), "utf8");
    for (const [table, columns] of Object.entries(DATA_MAP))
      for (const fate of FATES.filter((one) => one !== "impersonal"))
        for (const column of (columns[fate] ?? "").split(" ").filter((one) => one !== ""))
          expect(page, `${table}.${column}`).toMatch(new RegExp(`\`${table}\`[^\\n]*\`${column}\``));
  });
});
