import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import {
  emptyDatabaseFile,
  keepEmptyDatabase,
  unpackEmptyDatabase,
} from "#lib/store/drizzle/connection/empty-database.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openPglite } from "#lib/store/drizzle/pglite.ts";

// One of them is made by initdb and the migrations.
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), "tillswitch-empty-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A project folder with this one's migrations, and nothing built. */
function projectWithoutBuild(name: string): string {
  const root = join(folder, name);
  cpSync("lib/store/migrations", join(root, "lib/store/migrations"), { recursive: true });
  cpSync("package.json", join(root, "package.json"));
  return root;
}

function dataFolder(name: string): string {
  const data = join(folder, name);
  mkdirSync(data);
  return data;
}

/** Everything that can be told of the tables, and the migrations in drizzle's books. */
async function shapeOf(opened: OpenDatabase) {
  const looks = [
    `select table_schema, table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, ordinal_position`,
    `select schemaname, indexname, indexdef from pg_indexes where schemaname <> 'pg_catalog' order by 1, 2`,
    `select conname, conrelid::regclass::text as table, pg_get_constraintdef(oid) as rule from pg_constraint order by 2, 1`,
    `select hash, created_at from drizzle.__drizzle_migrations order by id`,
  ];
  return Promise.all(looks.map(async (look) => (await opened.query(look, [])).rows));
}

describe("a data folder out of the build's empty database", () => {
  it("has the tables that initdb and the migrations make, no row, and files that are their owner's alone", async () => {
    const data = dataFolder("built");
    const built = await openPglite(data, process.cwd());
    const made = await openPglite(dataFolder("made"), projectWithoutBuild("plain"));
    const [columns = [], ...rest] = await shapeOf(built);
    expect(columns.length).toBeGreaterThan(300);
    expect([columns, ...rest]).toEqual(await shapeOf(made));
    const tables = columns.flatMap((one) => (one["table_schema"] === "public" ? [String(one["table_name"])] : []));
    const rowsIn = async ({ query }: OpenDatabase) =>
      Promise.all(
        [...new Set(tables)].map(async (table) => [table, (await query(`select 1 from "${table}"`, [])).rows]),
      );
    expect(await rowsIn(built)).toEqual(await rowsIn(made));
    await built.close();
    await made.close();
    for (const path of ["pg", "pg/base", "pg/PG_VERSION", "pg/global/pg_control"])
      expect(statSync(join(data, path)).mode & 0o077, path).toBe(0);
  });

  it("is made again where a start ended in the middle of it, and its rows stay from then on", async () => {
    const data = dataFolder("cut");
    mkdirSync(join(data, "pg.unfinished"));
    writeFileSync(join(data, "pg.unfinished", "PG_VERSION"), "");
    const first = await openPglite(data, process.cwd(), true);
    await first.query("create table kept (n integer)", []);
    await first.close();
    const again = await openPglite(data, process.cwd());
    expect((await again.query("select n from kept", [])).rows).toEqual([]);
    await again.close();
    expect(existsSync(join(data, "pg.unfinished"))).toBe(false);
  });

  it("is none where the build's is damaged, which is removed and leaves nothing in the data folder", () => {
    const root = projectWithoutBuild("damaged");
    const file = emptyDatabaseFile(root);
    const whole = readFileSync(emptyDatabaseFile(process.cwd()));
    const tar = gunzipSync(whole);
    const renamed = Buffer.from(tar);
    renamed.write("x", 2);
    const damages = [
      Buffer.alloc(0),
      whole.subarray(0, whole.length / 2),
      gzipSync(tar.subarray(0, 4096)),
      gzipSync(Buffer.alloc(1024)),
      gzipSync(renamed),
      Buffer.from("no archive"),
    ];
    for (const [index, damage] of damages.entries()) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, damage);
      const data = dataFolder(`damaged-${index}`);
      expect(unpackEmptyDatabase(root, join(data, "pg"), false), String(index)).toBe(false);
      expect([existsSync(file), readdirSync(data)], String(index)).toEqual([false, []]);
    }
  });

  it("is never one of other migrations or of another PGlite", async () => {
    const root = projectWithoutBuild("other");
    const names = [emptyDatabaseFile(root)];
    writeFileSync(join(root, "lib/store/migrations/0000_first.sql"), "select 1;");
    names.push(emptyDatabaseFile(root));
    const description = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
    const dependencies = { ...description.dependencies, "@electric-sql/pglite": "0.0.1" };
    writeFileSync(join(root, "package.json"), JSON.stringify({ ...description, dependencies }));
    names.push(emptyDatabaseFile(root));
    expect(new Set(names).size).toBe(3);
    for (const name of names) await keepEmptyDatabase(name, async () => new TextEncoder().encode(name));
    expect(names.filter((name) => existsSync(name))).toEqual(names.slice(-1));
  });
});
