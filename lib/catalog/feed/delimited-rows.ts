import type { FeedRecord, FeedLine } from "./lines.ts";
import { REQUIRED_FIELDS, spellingsOf } from "./fields.ts";

type Delimiter = "," | "\t";

/**
 * Reads CSV (RFC 4180) or TSV row by row with constant memory. A broken row is one `broken` record with the line on which
 * it starts, and reading goes on with the next line: a quote that is never closed costs one row, not the rest of the
 * file. Throws `WrongColumns` when the header cannot serve. Why no library reads this: docs/decisions/0010.
 */
export async function* delimitedRows(
  lines: AsyncGenerator<FeedLine>,
  delimiter: Delimiter,
  maxCharacters: number,
): AsyncGenerator<FeedRecord> {
  const reader = new RecordReader(lines, delimiter, maxCharacters);
  const header = await reader.next();
  if (header === null) return;
  if (header.kind === "broken") throw new WrongColumns(`the header cannot be read: ${header.reason}`);
  const columns = columnsIn(header.cells);
  for (let record = await reader.next(); record !== null; record = await reader.next()) {
    if (record.kind === "broken") yield record;
    else if (record.cells.length !== columns.length)
      yield {
        kind: "broken",
        line: record.line,
        reason: `it has ${record.cells.length} cells, but the header has ${columns.length}`,
      };
    else {
      const { cells } = record;
      yield {
        kind: "record",
        line: record.line,
        fields: Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
      };
    }
  }
}

/** The header lacks a column without which no row could be accepted, or names one twice. */
export class WrongColumns extends Error {
  constructor(message: string) {
    super(message);
    this.name = "WrongColumns";
  }
}

function columnsIn(cells: readonly string[]): string[] {
  const columns = cells.map((name) => name.trim().toLowerCase());
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice !== undefined) throw new WrongColumns(`the feed has the column ${twice.slice(0, 60)} twice`);
  const missing = REQUIRED_FIELDS.filter((field) => !spellingsOf(field).some((spelling) => columns.includes(spelling)));
  if (missing.length === 0) return columns;
  const hint =
    columns.length === 1 && columns[0]?.includes(";") === true
      ? "; its cells are parted by semicolons, not commas"
      : "";
  throw new WrongColumns(`the feed has no column ${missing.join(", ")}${hint}`);
}

type Read =
  | { readonly kind: "cells"; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

class RecordReader {
  readonly #lines: AsyncGenerator<FeedLine>;
  readonly #delimiter: Delimiter;
  readonly #maxCharacters: number;
  /** Lines that a broken row had taken and gave back, the next one last. */
  readonly #givenBack: FeedLine[] = [];

  constructor(lines: AsyncGenerator<FeedLine>, delimiter: Delimiter, maxCharacters: number) {
    this.#lines = lines;
    this.#delimiter = delimiter;
    this.#maxCharacters = maxCharacters;
  }

  async #line(): Promise<FeedLine | null> {
    const given = this.#givenBack.pop();
    if (given !== undefined) return given;
    const { value, done } = await this.#lines.next();
    return done === true ? null : value;
  }

  /** The next row that is not empty, or null at the end. */
  async next(): Promise<Read | null> {
    let first = await this.#line();
    while (first !== null && !first.isTooLong && first.text.trim() === "") first = await this.#line();
    if (first === null) return null;
    const line = first.number;
    if (first.isTooLong) return { kind: "broken", line, reason: `it is longer than ${this.#maxCharacters} characters` };
    const split = cellsIn(first.text, this.#delimiter);
    if (split.kind === "broken") return { ...split, line };
    if (split.kind === "cells") return { ...split, line };
    return this.#across(first);
  }

  /** A row whose quoted cell goes on over the end of the line. */
  async #across(first: FeedLine): Promise<Read> {
    const taken: FeedLine[] = [];
    const texts = [first.text, first.end];
    let characters = first.text.length;
    let isOpen = true;
    while (isOpen) {
      const more = await this.#line();
      if (more !== null) taken.push(more);
      characters += more === null ? 0 : more.text.length + more.end.length;
      if (more === null || more.isTooLong || characters > this.#maxCharacters)
        return this.#broken(first, taken, "a quote is opened and never closed");
      texts.push(more.text, more.end);
      isOpen = (more.text.split('"').length - 1) % 2 === 0;
    }
    texts.pop();
    const split = cellsIn(texts.join(""), this.#delimiter);
    if (split.kind === "cells") return { ...split, line: first.number };
    return this.#broken(first, taken, split.kind === "broken" ? split.reason : "a quote is opened and never closed");
  }

  #broken(first: FeedLine, taken: readonly FeedLine[], reason: string): Read {
    for (const line of taken.toReversed()) this.#givenBack.push(line);
    return { kind: "broken", line: first.number, reason };
  }
}

type Split =
  | { readonly kind: "cells"; readonly cells: readonly string[] }
  | { readonly kind: "open" }
  | { readonly kind: "broken"; readonly reason: string };

function cellsIn(text: string, delimiter: Delimiter): Split {
  if (!text.includes('"')) return { kind: "cells", cells: text.split(delimiter) };
  const cells: string[] = [];
  let index = 0;
  while (index <= text.length) {
    if (text[index] === '"') {
      const close = closingQuote(text, index + 1);
      if (close === -1) return { kind: "open" };
      const next = text[close + 1];
      if (next !== undefined && next !== delimiter)
        return { kind: "broken", reason: `unexpected text after the closing quote of cell ${cells.length + 1}` };
      cells.push(text.slice(index + 1, close).replaceAll('""', '"'));
      index = close + 2;
    } else {
      const found = text.indexOf(delimiter, index);
      const end = found === -1 ? text.length : found;
      const cell = text.slice(index, end);
      if (delimiter === "," && cell.includes('"'))
        return {
          kind: "broken",
          reason: `unexpected quote inside cell ${cells.length + 1}; quote the whole cell and double it`,
        };
      cells.push(cell);
      index = end + 1;
    }
  }
  return { kind: "cells", cells };
}

function closingQuote(text: string, from: number): number {
  let index = text.indexOf('"', from);
  while (index !== -1 && text[index + 1] === '"') index = text.indexOf('"', index + 2);
  return index;
}
