import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openPglite } from "#lib/store/drizzle/pglite.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { realPostgres } from "../../../fixtures/real-postgres.ts";
import { ada, openTestShop, testProduct } from "../../../fixtures/test-shop.ts";

vi.setConfig({ testTimeout: 120_000 });

const postgres = realPostgres();
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What a next release would change: the tables that every purchase writes, and an index on the largest one. */
const NEXT = {
  "9001_orders": [`ALTER TABLE "orders" ADD COLUMN "of_next_release" text`],
  "9002_sessions": [`ALTER TABLE "checkout_sessions" ADD COLUMN "of_next_release" text`],
  "9003_attempts": [`ALTER TABLE "payment_attempts" ADD COLUMN "of_next_release" text`],
  "9004_index": [
    `-- outside a transaction\nDROP INDEX CONCURRENTLY IF EXISTS "of_next_release"`,
    `CREATE INDEX CONCURRENTLY "of_next_release" ON "session_events" ("session_id", "type")`,
  ],
};

/** A project folder with these migrations besides today's. */
function projectWith(next: Readonly<Record<string, readonly string[]>>): string {
  const root = mkdtempSync(join(tmpdir(), "tillswitch-next-"));
  folders.push(root);
  const migrations = join(root, "lib/store/migrations");
  cpSync(join(process.cwd(), "lib/store/migrations"), migrations, { recursive: true });
  cpSync("package.json", join(root, "package.json"));
  const file = join(migrations, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: { idx: number; when: number; tag: string }[] };
  for (const [tag, statements] of Object.entries(next)) {
    writeFileSync(join(migrations, `${tag}.sql`), statements.join("--> statement-breakpoint\n"));
    const { idx = 0, when = 0 } = journal.entries.at(-1) ?? {};
    journal.entries.push({ ...journal.entries[0], idx: idx + 1, when: when + 1, tag });
  }
  writeFileSync(file, JSON.stringify(journal));
  return root;
}

const hasIndex = async (client: pg.Client) =>
  (await client.query("select indisvalid from pg_index where indexrelid = to_regclass('of_next_release')")).rows;

describe("a migration while an older instance sells", () => {
  it("fails none of its purchases, though a slow reader holds the tables that are changed", async () => {
    const url = await postgres.freshDatabase();
    const shop = await openTestShop(await postgres.open(url));
    await shop.context.catalog.upsert([testProduct("mug")]);
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    await reader.query("begin");
    await reader.query(`select count(*) from "orders", "checkout_sessions"`);
    let isOver = false;
    const migrated = openPostgres(url, projectWith(NEXT)).finally(() => (isOver = true));
    const outcomes: string[] = [];
    const sell = async () => {
      const id = await shop.readySession();
      outcomes.push((await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada })).kind);
    };
    for (let sale = 0; sale < 12; sale += 1) await sell();
    expect(isOver, "the change of tables waits for the reader").toBe(false);
    await reader.query("commit");
    while (!isOver) await sell();
    await (await migrated).close();
    await sell();
    expect(new Set(outcomes)).toEqual(new Set(["completed"]));
    expect(await hasIndex(reader)).toEqual([{ indisvalid: true }]);
    await reader.end();
    await shop.close();
  });

  it("is done by one of several new instances, and an index that broke off is built again", async () => {
    const url = await postgres.freshDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // What a crash in the middle of building it leaves behind.
    await client.query(`create index "of_next_release" on "session_events" ("session_id", "type")`);
    await client.query("update pg_index set indisvalid = false where indexrelid = to_regclass('of_next_release')");
    const root = projectWith(NEXT);
    const opened = await Promise.all([openPostgres(url, root), openPostgres(url, root), openPostgres(url, root)]);
    await Promise.all(opened.map((one) => one.close()));
    expect(await hasIndex(client)).toEqual([{ indisvalid: true }]);
    await client.end();
  });

  it("leaves nothing of a file that failed, keeps the files before it, and goes on from there", async () => {
    const url = await postgres.freshDatabase();
    const broken = {
      ...NEXT,
      "9005_broken": [`ALTER TABLE "orders" ADD COLUMN "half" text`, `SELECT no_such_thing()`],
    };
    await expect(openPostgres(url, projectWith(broken))).rejects.toThrow(/no_such_thing/);
    const columnsOf = async (name: string) => {
      const opened = await postgres.open(url);
      const found = await opened.database.execute(
        `select 1 from information_schema.columns where table_name = 'orders' and column_name = '${name}'`,
      );
      return (found as { rows?: readonly unknown[] }).rows?.length;
    };
    expect([await columnsOf("of_next_release"), await columnsOf("half")]).toEqual([1, 0]);
    const mended = { ...NEXT, "9005_broken": [`ALTER TABLE "orders" ADD COLUMN "half" text`] };
    await (await openPostgres(url, projectWith(mended))).close();
    expect(await columnsOf("half")).toBe(1);
  });

  it("runs on the embedded database as well", async () => {
    const opened = await openPglite(null, projectWith(NEXT));
    const found = await opened.database.execute("select of_next_release from orders");
    expect((found as { rows?: readonly unknown[] }).rows).toEqual([]);
    await opened.close();
  });
});
