import { desc, eq, sql } from "drizzle-orm";
import { bigint, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { given, writtenOnce } from "#lib/store/drizzle/connection/written-once.ts";
import type { Database } from "#lib/store/drizzle/database.ts";
import { describeOnBothDatabases } from "./drizzle-on-both.ts";

const shops = pgTable("shops", {
  id: text("id").primaryKey(),
  about: jsonb("about"),
  size: bigint("size", { mode: "number" }),
});
const visits = pgTable("visits", {
  note: text("note"),
  shop: text("shop").notNull(),
  at: timestamp("at", { withTimezone: true, mode: "date", precision: 3 }).notNull(),
});

const CREATE = `
  create table shops (id text primary key, about jsonb, size bigint);
  create table visits (note text, shop text not null, at timestamptz(3) not null);
  insert into shops values ('full', '{"a": [1, null]}', 9007199254740991), ('empty', null, null), ('alone', '[]', 0);
  insert into visits values ('first', 'full', '2026-11-30T12:00:00.123Z'), (null, 'full', '2026-12-01'), (null, 'empty', '2026-12-02')`;

const one = (database: Database) =>
  database
    .select()
    .from(shops)
    .where(eq(shops.id, given(shops.id, "id")));
const some = (database: Database) =>
  database
    .select({ id: shops.id, count: sql<number>`(select count(*)::int from visits)`, size: shops.size })
    .from(shops)
    .where(eq(shops.id, given(shops.id, "id")));
const joined = (database: Database) =>
  database
    .select({ n: sql<number>`1`, shop: shops, visit: visits, mixed: { shop: visits.shop, id: shops.id } })
    .from(shops)
    .leftJoin(visits, eq(visits.shop, shops.id))
    .where(eq(shops.id, given(shops.id, "id")));
const last = (database: Database) => {
  const latest = database.select().from(visits).where(eq(visits.shop, shops.id)).orderBy(desc(visits.at)).limit(1);
  return database
    .select()
    .from(shops)
    .leftJoinLateral(latest.as("latest"), sql`true`)
    .where(eq(shops.id, given(shops.id, "id")));
};
const needed = (database: Database) =>
  database
    .select()
    .from(shops)
    .innerJoin(visits, eq(visits.shop, shops.id))
    .where(eq(shops.id, given(shops.id, "id")));

const STATEMENTS = [
  { name: "of one table", build: one, once: writtenOnce(one) },
  { name: "of some columns and an expression", build: some, once: writtenOnce(some) },
  { name: "with a table that may be absent, and columns of two", build: joined, once: writtenOnce(joined) },
  { name: "with the last of another table", build: last, once: writtenOnce(last) },
  { name: "with a table that must be there", build: needed, once: writtenOnce(needed) },
];

const { openPostgres } = describeOnBothDatabases("rows of a statement that is written once", CREATE, ({ on }) => {
  it.each(STATEMENTS)("are read as drizzle reads them: $name", async ({ build, once }) => {
    const counts: number[] = [];
    for (const id of ["full", "empty", "alone", "none"]) {
      const byDrizzle: unknown = await build(on()).prepare(`drizzle_${id}_${build.name}`).execute({ id });
      const read: unknown = await once(on(), { id });
      expect(read).toEqual(byDrizzle);
      counts.push((read as unknown[]).length);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[3]).toBe(0);
  });
});

describe("the columns of a statement that is written once", () => {
  const bySize = writtenOnce(one);

  it("are described once for each connection, in a transaction and outside of one", async () => {
    const database = await openPostgres();
    const [first] = await bySize(database, { id: "full" });
    const described = vi.spyOn(pg.Connection.prototype, "describe" as never);
    for (let n = 0; n < 3; n += 1) {
      expect(await bySize(database, { id: "full" })).toEqual([first]);
      await database.transaction(async (open) =>
        expect(await bySize(open, { id: "alone" })).toMatchObject([{ size: 0 }]),
      );
    }
    expect(described).not.toHaveBeenCalled();
    // Several at once are on connections of their own, which have not heard of them.
    const all = await Promise.all([1, 2, 3, 4].map(() => bySize(database, { id: "full" })));
    expect(all).toEqual([1, 2, 3, 4].map(() => [first]));
    expect(described).toHaveBeenCalledTimes(3);
  });

  it("are not read as they were when the table has changed: the statement fails once, and is prepared again", async () => {
    const database = await openPostgres();
    expect(await bySize(database, { id: "alone" })).toMatchObject([{ size: 0 }]);
    await database.execute(sql`alter table shops alter column size type text using size || ' m'`);
    await expect(bySize(database, { id: "alone" })).rejects.toMatchObject({
      cause: { message: "cached plan must not change result type" },
    });
    expect(await bySize(database, { id: "alone" })).toMatchObject([{ size: Number.NaN }]);
  });

  it("are read after a statement that the database refused", async () => {
    const database = await openPostgres();
    const divided = writtenOnce((db) =>
      db
        .select({ part: sql<number>`1 / ${sql.placeholder("by")}::int` })
        .from(shops)
        .where(eq(shops.id, "full")),
    );
    await database.transaction((open) => divided(open, { by: 1 }));
    await expect(database.transaction((open) => divided(open, { by: 0 }))).rejects.toMatchObject({
      cause: { message: "division by zero" },
    });
    expect(await database.transaction((open) => divided(open, { by: 1 }))).toEqual([{ part: 1 }]);
  });
});
