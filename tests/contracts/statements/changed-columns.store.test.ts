import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import { realPostgres } from "../../fixtures/real-postgres.ts";

const postgres = realPostgres();
const things = pgTable("things", { id: integer("id"), name: text("name") });

it("one read fails after a column's type has changed, as in a rolling deploy, and the next one finds the row", async () => {
  const { database, query } = await postgres.open();
  await query("create table things (id integer, name text)", []);
  await query("insert into things values (1, 'mug')", []);
  const read = () =>
    database.transaction((transaction) =>
      transaction
        .select()
        .from(things)
        .where(sql`${things.id} = 1`)
        .prepare("things_by_id")
        .execute(),
    );
  expect([await read(), await read()]).toEqual([[{ id: 1, name: "mug" }], [{ id: 1, name: "mug" }]]);
  await query("alter table things alter column name type varchar(100)", []);
  await expect(read()).rejects.toThrow();
  expect(await read()).toEqual([{ id: 1, name: "mug" }]);
});
