import { Column, getTableName, is, SQL, Subquery } from "drizzle-orm";
import { invariant } from "../../../invariant.ts";

/** A column of an answer as drizzle describes it: its place in a row, and what reads it. */
type Field = { readonly path: readonly string[]; readonly field: unknown };
type Decoder = { mapFromDriverValue(value: unknown): unknown };
const hasDecoder = (one: object): one is { readonly decoder: Decoder } => "decoder" in one;
type Row = Record<string, unknown>;
type Read = { readonly group: string | null; readonly name: string; readonly decoder: Decoder };

/** What a driver's prepared statement has of drizzle's description. */
type Described = {
  readonly fields?: readonly Field[];
  /** By table: whether a row without it is no row. Absent without a join. */
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>;
};
export const isDescribed = (prepared: object): prepared is Described => "fields" in prepared;

/**
 * Reads a statement's rows as drizzle's `mapResultRow` does, by what is found out of the columns once instead of for each value
 * of each row. Undefined for a statement that answers no columns that drizzle knows.
 * https://github.com/drizzle-team/drizzle-orm/blob/main/drizzle-orm/src/utils.ts
 */
export function rowReader({ fields, joinsNotNullableMap }: Described): ((rows: unknown[][]) => Row[]) | undefined {
  if (fields === undefined) return undefined;
  const reads = fields.map(readOf);
  const absent = joinsNotNullableMap === undefined ? [] : absentTables(fields, joinsNotNullableMap);
  return (rows) =>
    rows.map((row) => {
      const result = rowOf(reads, row);
      for (const { group, column } of absent) if (row[column] === null) result[group] = null;
      return result;
    });
}

function rowOf(reads: readonly Read[], row: readonly unknown[]): Row {
  const result: Row = {};
  let group: Row = result;
  let name: string | null = null;
  for (const [index, read] of reads.entries()) {
    if (read.group !== name) {
      name = read.group;
      group = name === null ? result : ((result[name] ??= {}) as Row);
    }
    const raw = row[index];
    group[read.name] = raw === null ? null : read.decoder.mapFromDriverValue(raw);
  }
  return result;
}

function readOf({ path, field }: Field): Read {
  const [first, second] = path;
  invariant(first !== undefined && path.length <= 2, "a column is of a row, or of one table of it");
  const decoder = decoderOf(field);
  return second === undefined ? { group: null, name: first, decoder } : { group: first, name: second, decoder };
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field;
  const written = is(field, Subquery) ? field._.sql : is(field, SQL.Aliased) ? field.sql : field;
  invariant(is(written, SQL) && hasDecoder(written), "a column or an expression is selected");
  return written.decoder;
}

/** Tables that a join may not find, each by its first column, which is null then. */
function absentTables(
  fields: readonly Field[],
  isNeeded: Readonly<Record<string, boolean>>,
): readonly { readonly group: string; readonly column: number }[] {
  const found = new Map<string, { readonly column: number; readonly tables: Set<string> }>();
  for (const [column, { path, field }] of fields.entries()) {
    const [group = ""] = path;
    if (path.length !== 2 || !is(field, Column)) continue;
    const known = found.get(group) ?? { column, tables: new Set() };
    known.tables.add(getTableName(field.table));
    found.set(group, known);
  }
  return [...found].flatMap(([group, { column, tables }]) => {
    const [table = "", ...more] = tables;
    return more.length > 0 || isNeeded[table] === true ? [] : [{ group, column }];
  });
}
