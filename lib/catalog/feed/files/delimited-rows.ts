import type { FeedLine } from "../lines.ts";
import type { TableRow } from "../table.ts";

export type Delimiter = "," | "\t" | ";" | "|";

/**
 * Reads CSV (RFC 4180), also with semicolons or pipes, or TSV, row by row with constant memory. A broken row is one `broken` row
 * with the line on which it starts, and reading goes on with the next line: a quote that is never closed costs one row, not
 * the rest of the file. Why no library reads this: docs/decisions/0010.
 */
export async function* delimitedRows(
  lines: AsyncGenerator<FeedLine>,
  delimiter: Delimiter,
  maxCharacters: number,
): AsyncGenerator<TableRow> {
  const reader = new RecordReader(lines, delimiter, maxCharacters);
  for (let row = await reader.next(); row !== null; row = await reader.next()) yield row;
}

/** What parts the cells of a header: a tab if it has one, else the sign that is there most often outside of quotes. */
export function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  if (bare.includes("\t")) return "\t";
  const counts = ([",", ";", "|"] as const).map((sign) => [sign, bare.split(sign).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

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
  async next(): Promise<TableRow | null> {
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
  async #across(first: FeedLine): Promise<TableRow> {
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

  #broken(first: FeedLine, taken: readonly FeedLine[], reason: string): TableRow {
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
    // In TSV a space belongs to the cell, and so does the quote behind it.
    const start = delimiter === "\t" ? index : afterSpaces(text, index);
    if (text[start] === '"') {
      const close = closingQuote(text, start + 1);
      if (close === -1) return { kind: "open" };
      const end = delimiter === "\t" ? close + 1 : afterSpaces(text, close + 1);
      if (end < text.length && text[end] !== delimiter && delimiter === "\t" && !/[\r\n]/.test(text)) {
        // Quotes around a word at the start of a cell, which is not quoted itself; over several lines it may be either.
        const next = text.indexOf(delimiter, index);
        cells.push(text.slice(index, next === -1 ? text.length : next));
        index = next === -1 ? text.length + 1 : next + 1;
        continue;
      }
      if (end < text.length && text[end] !== delimiter)
        return { kind: "broken", reason: `unexpected text after the closing quote of cell ${cells.length + 1}` };
      cells.push(text.slice(start + 1, close).replaceAll('""', '"'));
      index = end + 1;
    } else {
      const found = text.indexOf(delimiter, index);
      const end = found === -1 ? text.length : found;
      const cell = text.slice(index, end);
      if (delimiter !== "\t" && cell.includes('"'))
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

function afterSpaces(text: string, from: number): number {
  let index = from;
  while (text[index] === " " || text[index] === "\u00A0") index += 1;
  return index;
}

function closingQuote(text: string, from: number): number {
  let index = text.indexOf('"', from);
  while (index !== -1 && text[index + 1] === '"') index = text.indexOf('"', index + 2);
  return index;
}
