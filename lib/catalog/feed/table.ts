import { dialectOf, type Dialect } from "./dialects/dialect.ts";
import type { FeedDefaults } from "./fields.ts";
import type { FeedRecord } from "./lines.ts";
import { fieldName, isRead } from "./names.ts";

/** A row of a table, as text; a spreadsheet's are the same. */
export type TableRow =
  | { readonly kind: "cells"; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

/** The header lacks a column without which no row could be accepted, or names one twice. */
export class WrongColumns extends Error {
  constructor(message: string) {
    super(message);
    this.name = "WrongColumns";
  }
}

/**
 * Records of a table whose first row has the names of the columns, in the names of the dialect that these belong to. Cells
 * missing at the end of a row are empty, as long as the dialect can do without them. Throws `WrongColumns` when the header
 * cannot serve.
 */
export async function* tableRecords(
  rows: AsyncGenerator<TableRow>,
  defaults: FeedDefaults,
): AsyncGenerator<FeedRecord> {
  const header = await headerOf(rows);
  if (header === null) return;
  if (header.kind === "broken") throw new WrongColumns(`the header cannot be read: ${header.reason}`);
  const columns = columnsIn(header.cells);
  const dialect = dialectOf(columns);
  const problem = dialect.problem(columns, defaults);
  if (problem !== null) throw new WrongColumns(problem);
  yield* dialect.records(recordsOf(rows, columns, dialect), defaults);
}

/** Excel writes the sign that parts the cells on a line of its own, such as `sep=;`. */
async function headerOf(rows: AsyncGenerator<TableRow>): Promise<TableRow | null> {
  const first = await rows.next();
  if (first.done === true) return null;
  const isSign = first.value.kind === "cells" && /^sep=/i.test(first.value.cells[0] ?? "");
  if (!isSign) return first.value;
  const second = await rows.next();
  return second.done === true ? null : second.value;
}

function columnsIn(cells: readonly string[]): string[] {
  const columns = cells.map(fieldName);
  const twice = columns.find((name, index) => isRead(name) && !isList(name) && columns.indexOf(name) !== index);
  if (twice !== undefined) throw new WrongColumns(`the feed has the column ${twice.slice(0, 60)} twice`);
  return columns;
}

/** Columns of which Google's feeds may have several. */
const isList = (name: string): boolean => /^(additional_image_links?|shipping)$/.test(name);

async function* recordsOf(
  rows: AsyncGenerator<TableRow>,
  columns: readonly string[],
  dialect: Dialect,
): AsyncGenerator<FeedRecord> {
  const needed = Math.max(...columns.map((column, index) => (dialect.needs(column, columns) ? index + 1 : 0)));
  for await (const row of rows) {
    if (row.kind === "broken") {
      yield row;
      continue;
    }
    const cells = row.cells.length > columns.length ? withoutEmptyEnd(row.cells, columns.length) : row.cells;
    if (cells.length > columns.length || cells.length < needed)
      yield {
        kind: "broken",
        line: row.line,
        reason: `it has ${row.cells.length} cells, but the header has ${columns.length}`,
      };
    else yield { kind: "record", line: row.line, fields: fieldsOf(columns, cells) };
  }
}

function withoutEmptyEnd(cells: readonly string[], length: number): readonly string[] {
  return cells.slice(length).every((cell) => cell.trim() === "") ? cells.slice(0, length) : cells;
}

function fieldsOf(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    const earlier = fields[column];
    if (earlier === undefined || !isList(column)) fields[column] = cell;
    else if (cell.trim() !== "") fields[column] = [...(Array.isArray(earlier) ? earlier : [earlier]), cell];
  }
  return fields;
}
