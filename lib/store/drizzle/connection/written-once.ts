import { getTableColumns, is, Param, Placeholder, SQL, sql, type Column } from "drizzle-orm";
import { PgDialect, type PgTable } from "drizzle-orm/pg-core";
import { invariant } from "../../../invariant.ts";
import type { Database } from "../database.ts";
import { isDescribed, rowReader } from "./row-reader.ts";

type Values = Readonly<Record<string, unknown>>;
type Prepared<Rows> = { execute(): Promise<Rows> };
type Builder<Rows> = { prepare(name: string): Prepared<Rows> };
type Raw = { readonly rows: Record<string, unknown>[] };

type Written<Rows> = { readonly prepared: Prepared<Rows>; readonly fill: readonly ((values: Values) => unknown)[] };

/** drizzle's session of either driver sends by a client, and its prepared statement keeps that and the parameters. */
const sends = (one: object): one is { readonly client: unknown } => "client" in one;
const hasParams = (one: object): one is { readonly params: readonly unknown[] } => "params" in one;

let names = 0;

/**
 * A statement of one plan that is written when it is sent first, and never again: most of what drizzle does for a statement is
 * to put its text together. `build` names every value by `sql.placeholder`, or by `given` for one of a column. It is sent by
 * whatever database or transaction it is called with, under a name of its own.
 */
export function writtenOnce(build: (database: Database) => SQL): (database: Database, values: Values) => Promise<Raw>;
export function writtenOnce<Rows>(
  build: (database: Database) => Builder<Rows>,
): (database: Database, values: Values) => Promise<Rows>;
export function writtenOnce<Rows>(build: (database: Database) => Builder<Rows> | SQL) {
  const name = `w${names++}`;
  const byDriver = new Map<unknown, Written<Rows | Raw>>();
  return (database: Database, values: Values): Promise<Rows | Raw> => {
    const { session } = database._;
    const written = byDriver.get(session.constructor) ?? writtenFor(database, build(database), name);
    byDriver.set(session.constructor, written);
    const params = written.fill.map((valueIn) => valueIn(values));
    invariant(sends(session), "drizzle's session has a client");
    const own = Object.create(Object.getPrototypeOf(written.prepared)) as Prepared<Rows | Raw>;
    return Object.assign(own, written.prepared, { client: session.client, params }).execute();
  };
}

function writtenFor<Rows>(database: Database, built: Builder<Rows> | SQL, name: string): Written<Rows | Raw> {
  const prepared: Prepared<Rows | Raw> = is(built, SQL)
    ? database._.session.prepareQuery<{ execute: Raw; all: never; values: never }>(
        new PgDialect().sqlToQuery(built),
        undefined,
        name,
        false,
      )
    : built.prepare(name);
  invariant(sends(prepared) && hasParams(prepared), "drizzle's prepared statement has a client and parameters");
  const customResultMapper = isDescribed(prepared) ? rowReader(prepared) : undefined;
  return { prepared: Object.assign(prepared, { customResultMapper }), fill: prepared.params.map(filling) };
}

/** The value of a parameter, as the driver takes it: a column's own as the column writes it, and null as null. */
function filling(param: unknown): (values: Values) => unknown {
  const isColumns = is(param, Param);
  const { value: placeholder } = isColumns ? param : { value: param };
  if (!is(placeholder, Placeholder)) return () => (isColumns ? param.encoder.mapToDriverValue(placeholder) : param);
  const { name } = placeholder as Placeholder<string>;
  return (values) => {
    const value = values[name];
    invariant(value !== undefined, `a statement has its value ${name}`);
    return isColumns && value !== null ? param.encoder.mapToDriverValue(value) : value;
  };
}

/**
 * The values of an array that the statement is given under this name. It is a select of its own, behind which the planner
 * does not look: it takes a short array for cheaper than the unknown one of a plan that could be kept, and would plan each time.
 * https://www.postgresql.org/docs/18/sql-prepare.html
 */
export const givenArray = (name: string, type: "text" | "int"): SQL => {
  const array = sql.raw(`${type}[]`);
  return sql`(select ${sql.placeholder(name)}::${array})::${array}`;
};

/** A column's value, which the statement is given under this name. */
export const given = (column: Column, name: string): SQL => sql`${sql.param(sql.placeholder(name), column)}`;

/** The columns of a table by their own names in the schema, as `values` and `set` take them. */
export function allGiven<Table extends PgTable, Without extends keyof Table["_"]["columns"] = never>(
  table: Table,
  ...without: readonly Without[]
): { readonly [Name in Exclude<keyof Table["_"]["columns"], Without>]: SQL } {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([name]) => !(without as readonly unknown[]).includes(name),
  );
  return Object.fromEntries(columns.map(([name, column]) => [name, given(column, name)])) as ReturnType<
    typeof allGiven<Table, Without>
  >;
}
