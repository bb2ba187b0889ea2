import { eq, sql } from "drizzle-orm";
import { jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { allGiven, given, writtenOnce } from "#lib/store/drizzle/connection/written-once.ts";
import type { Database } from "#lib/store/drizzle/database.ts";
import { describeOnBothDatabases } from "./drizzle-on-both.ts";

const notes = pgTable("notes", {
  id: text("id").primaryKey(),
  about: jsonb("about"),
  at: timestamp("at", { withTimezone: true, mode: "date" }),
});
const built = vi.fn<(database: Database) => void>();
const insert = writtenOnce((database) => database.insert(notes).values(allGiven(notes)));
const find = writtenOnce((database) => {
  built(database);
  return database
    .select()
    .from(notes)
    .where(eq(notes.id, given(notes.id, "id")));
});
const count = writtenOnce(
  () => sql`select count(*)::int as count from ${notes} where id = any(${sql.placeholder("ids")}::text[]) and ${true}`,
);

const CREATE = "create table notes (id text primary key, about jsonb, at timestamptz)";

describeOnBothDatabases("a statement that is written once", CREATE, ({ name, on }) => {
  it("writes values as their columns do, null as null, and reads them back", async () => {
    const at = new Date("2026-11-30T12:00:00.000Z");
    const rows = [
      { id: "full", about: { text: `a "quoted" one`, list: [1] }, at },
      { id: "empty", about: null, at: null },
    ];
    for (const row of rows) await insert(on(), row);
    for (const row of rows) expect(await find(on(), { id: row.id })).toEqual([row]);
    const isNull = sql`select about is null as is_null from notes where id = 'empty'`;
    expect(await on().execute(isNull)).toMatchObject({ rows: [{ is_null: true }] });
    expect((await count(on(), { ids: "{full,empty,none}" })).rows).toEqual([{ count: 2 }]);
  });

  it("belongs to the transaction that it is called with, and calls at once do not mix their values", async () => {
    await on()
      .transaction(async (transaction) => {
        await insert(transaction, { id: "undone", about: null, at: null });
        expect(await find(transaction, { id: "undone" })).toHaveLength(1);
        throw new Error("undone");
      })
      .catch((error: unknown) => expect(error).toMatchObject({ message: "undone" }));
    expect(await find(on(), { id: "undone" })).toEqual([]);
    const ids = Array.from({ length: 20 }, (_, n) => `n${n}`);
    await Promise.all(ids.map((id) => insert(on(), { id, about: id, at: null })));
    const found = await Promise.all(ids.map((id) => find(on(), { id })));
    expect(found.map(([row]) => row?.about)).toEqual(ids);
  });

  it("is put together once, however often and in however many transactions it is sent, and has one name", async () => {
    await find(on(), { id: "first" });
    const query = vi.spyOn(pg.Client.prototype, "query");
    built.mockClear();
    for (let n = 0; n < 3; n += 1) await on().transaction((transaction) => find(transaction, { id: `t${n}` }));
    expect(built).not.toHaveBeenCalled();
    const sent = query.mock.calls.map(([one]) => one as string | { readonly text: string; readonly name?: string });
    const names = sent.flatMap((one) => (typeof one !== "string" && one.text.includes("notes") ? [one.name] : []));
    if (name === "Postgres") expect([names.length, new Set(names).size]).toEqual([3, 1]);
    expect(names).not.toContain(undefined);
  });

  it("is not sent without one of its values", () => {
    expect(() => find(on(), {})).toThrow("a statement has its value id");
  });
});
