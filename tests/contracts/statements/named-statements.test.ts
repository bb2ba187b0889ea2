import { describe, expect, it } from "vitest";
import { ONE_PLAN, statementName } from "#lib/store/drizzle/connection/named-statements.ts";

describe("the names of statements", () => {
  it.each([
    'insert into "session_events" ("id", "session_id") values (default, $1)',
    'select "id" from "checkout_sessions" where "checkout_sessions"."id" = $1 limit $2',
    'with "written" as (insert into "checkout_sessions" ("id") values ($1) returning "id") insert into "session_events" ("session_id") select "id" from "written" returning "id"',
    'update "payment_attempts" set "reference" = $1 where "payment_attempts"."id" = $2',
  ])("what has one plan whatever its values are has one name, the same each time: %s", (text) => {
    expect(statementName(text)).toMatch(/^t\d+$/);
    expect(statementName(text)).toBe(statementName(text));
    expect(statementName(`${text} `)).not.toBe(statementName(text));
  });

  it("what says of itself that it has one plan has a name, whatever its form is", () => {
    const text = `with changed as (update "a" set "b" = $1) select 1 where exists (select 1 from "c" where "d" < $2)`;
    expect(statementName(text)).toBeNull();
    expect(statementName(`${ONE_PLAN} ${text}`)).toMatch(/^t\d+$/);
  });

  it.each([
    "begin",
    "set jit = off",
    'select "id" from "products" where "words" @@ $1',
    'select "id" from "checkout_sessions" where "checkout_sessions"."expires_at" <= $1',
    'select "id" from "orders" where "orders"."id" in ($1, $2)',
    "with found as (select 1) select $1",
  ])("what is planned for its values, or has none, has no name: %s", (text) => {
    expect(statementName(text)).toBeNull();
  });

  it("texts without end take no names without end", () => {
    const names = Array.from({ length: 1000 }, (_, index) =>
      statementName(`select "a" from "t${index}" where "a" = $1`),
    );
    expect(names.filter((name) => name !== null).length).toBeLessThanOrEqual(300);
    expect(names.at(-1)).toBeNull();
  });
});
