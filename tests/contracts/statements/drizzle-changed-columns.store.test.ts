import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import pg from "pg";
import { expect, it } from "vitest";
import { realPostgres } from "../../fixtures/real-postgres.ts";

const postgres = realPostgres();
const things = pgTable("things", { id: integer("id"), name: text("name") });

it("one read fails after a column's type has changed, as in a rolling deploy, and the next one finds the row", async () => {
  const url = await postgres.freshDatabase();
  const { database } = await postgres.open(url);
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query("create table things (id integer, name text); insert into things values (1, 'mug')");
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
  await other.query("alter table things alter column name type varchar(100)");
  await other.end();
  await expect(read()).rejects.toThrow();
  expect(await read()).toEqual([{ id: 1, name: "mug" }]);
});
