import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { importFeed } from "#lib/catalog/import-feed.ts";
import { productId } from "#lib/ids.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { rowsOf } from "#lib/store/drizzle/database.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";

const ROWS = 20_000;
const postgres = realPostgres();
const folder = mkdtempSync(join(tmpdir(), "analysed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function feed(rows: number): string {
  const path = join(folder, `${rows}.csv`);
  const lines = Array.from(
    { length: rows },
    (_, n) =>
      `p${n},Mug ${n},A mug,https://shop.example/${n},https://shop.example/${n}.jpg,Loom,10.00 USD,in_stock,Fernweh,https://shop.example`,
  );
  writeFileSync(
    path,
    ["item_id,title,description,url,image_url,brand,price,availability,seller_name,seller_url", ...lines].join("\n"),
  );
  return path;
}

describe.each([
  ["PGlite", async () => (await openTestPglite()).database],
  ["Postgres", async () => (await postgres.open()).database],
])("the statistics of products, on %s", (_name, open) => {
  it("are of the table as an import has left it, by what products are looked up by, and a small import costs nothing", async () => {
    const database = await open();
    await rowsOf(database, sql`alter table products set (autovacuum_enabled = false)`);
    const counted = async () =>
      Number(
        (await rowsOf(database, sql`select reltuples from pg_class where oid = 'products'::regclass`)).rows[0]?.[
          "reltuples"
        ],
      );
    const run = (rows: number) =>
      importFeed(createCatalog(database), feed(rows), { originRewrite: null, onLine: () => undefined });
    expect(await run(20)).toMatchObject({ accepted: 20, failure: null });
    expect(await counted()).toBe(-1);
    expect(await run(3000)).toMatchObject({ accepted: 3000, failure: null });
    expect(await counted()).toBeGreaterThan(1000);
    const { rows } = await rowsOf(
      database,
      sql`select attname from pg_stats where tablename = 'products' order by attname`,
    );
    expect(rows.map((row) => row["attname"])).toEqual(["group_id", "id", "seller_id"]);
  });
});

it("a checkout's read that planned while there were few products uses the index right after an import", async () => {
  const { database } = await postgres.open();
  await rowsOf(database, sql`alter table products set (autovacuum_enabled = false)`);
  const catalog = createCatalog(database);
  const run = (rows: number) => importFeed(catalog, feed(rows), { originRewrite: null, onLine: () => undefined });
  await run(20);
  await rowsOf(database, sql`analyze products`);
  const query = vi.spyOn(pg.Client.prototype, "query");
  for (let round = 0; round < 12; round += 1) await catalog.products([productId("p7")]);
  expect(await run(ROWS)).toMatchObject({ accepted: ROWS, failure: null });
  await catalog.products([productId("p7")]);
  const connections = [...new Set(query.mock.contexts)].filter((one) => one instanceof pg.Client);
  vi.restoreAllMocks();
  const plans: string[] = [];
  for (const one of connections) {
    const { rows } = await one.query<{ name: string }>(
      `select name from pg_prepared_statements where statement like 'select%"products"."id" = any(%' and generic_plans > 0`,
    );
    for (const { name } of rows) {
      const explained = await one.query<Record<string, string>>(`explain execute "${name}" ('{p7}')`);
      plans.push(explained.rows.map((row) => row["QUERY PLAN"]).join("\n"));
    }
  }
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((plan) => plan.includes("Seq Scan on products"))).toEqual([]);
});
