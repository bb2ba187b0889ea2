import type { Archive } from "./zip.ts";
import { dateCell, dateStyles } from "./spreadsheet-dates.ts";
import { decoded } from "./text.ts";
import type { TableRow } from "../table.ts";
import { XmlStream, type XmlHandlers } from "./xml-stream.ts";

const MAX_COLUMNS = 1000;
/** Of the texts that cells share, which are all kept while the sheet is read. */
const MAX_SHARED_CHARACTERS = 100_000_000;

/**
 * The rows of a spreadsheet's first visible sheet (Office Open XML, ECMA-376 part 1, §18), as they are read from the archive. Numbers
 * are those that the sheet shows, to 15 digits; cells in a date format are ISO dates. A row's line is its number in the sheet.
 */
export async function* spreadsheetRows(archive: Archive, maxCharacters: number): AsyncGenerator<TableRow> {
  const { path, startsIn1904 } = await firstSheet(archive);
  const texts = await sharedTexts(archive);
  const dates = await dateStyles(archive, parts);
  const rows: TableRow[] = [];
  const sheet = new SheetReader(rows, { texts, dates, startsIn1904, maxCharacters });
  const stream = await archive.read(path);
  if (stream === null) throw new Error("the spreadsheet is damaged: its first sheet is missing");
  const xml = new XmlStream(sheet);
  for await (const chunk of decoded(stream, "utf-8")) {
    xml.write(chunk);
    yield* rows.splice(0);
  }
  xml.end();
  yield* rows.splice(0);
}

/** Reads a whole small part of the archive; does nothing when there is none. */
async function parts(archive: Archive, name: string, handlers: Partial<XmlHandlers>): Promise<void> {
  const stream = await archive.read(name);
  if (stream === null) return;
  const xml = new XmlStream({ open: () => undefined, text: () => undefined, close: () => undefined, ...handlers });
  for await (const chunk of decoded(stream, "utf-8")) xml.write(chunk);
  xml.end();
}

async function firstSheet(archive: Archive): Promise<{ readonly path: string; readonly startsIn1904: boolean }> {
  let id: string | null = null;
  let startsIn1904 = false;
  await parts(archive, "xl/workbook.xml", {
    open(name, attributes) {
      if (name === "sheet" && (attributes["state"] ?? "visible") === "visible") id ??= attributes["id"] ?? null;
      if (name === "workbookPr") startsIn1904 = /^(1|true)$/.test(attributes["date1904"] ?? "");
    },
  });
  let path = "xl/worksheets/sheet1.xml";
  await parts(archive, "xl/_rels/workbook.xml.rels", {
    open(name, attributes) {
      const target = attributes["Target"] ?? "";
      if (name === "Relationship" && attributes["Id"] === id)
        path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    },
  });
  return { path, startsIn1904 };
}

async function sharedTexts(archive: Archive): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = "";
  let characters = 0;
  /** Readings of Japanese signs stand beside the text and are not part of it. */
  let isPart = false;
  let isReading = false;
  await parts(archive, "xl/sharedStrings.xml", {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") isReading = true;
      isPart = name === "t" && !isReading;
    },
    text(piece) {
      if (isPart) text += piece;
    },
    close(name) {
      isPart = false;
      if (name === "rPh") isReading = false;
      if (name !== "si") return;
      characters += text.length;
      if (characters > MAX_SHARED_CHARACTERS)
        throw new Error("the spreadsheet has more than 100 million characters; save it as CSV");
      texts.push(text);
    },
  });
  return texts;
}

type SheetContext = {
  readonly texts: readonly string[];
  /** Of every cell style whether it shows a date. */
  readonly dates: readonly boolean[];
  readonly startsIn1904: boolean;
  readonly maxCharacters: number;
};

class SheetReader implements XmlHandlers {
  readonly #rows: TableRow[];
  readonly #context: SheetContext;
  #line = 0;
  #cells: string[] = [];
  #characters = 0;
  #column = 0;
  #type = "n";
  #isDate = false;
  #value = "";
  #isValue = false;

  constructor(rows: TableRow[], context: SheetContext) {
    this.#rows = rows;
    this.#context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "row") {
      const number = Number(attributes["r"] ?? "");
      this.#line = number > 0 ? number : this.#line + 1;
      this.#cells = [];
      this.#characters = 0;
      this.#column = -1;
    } else if (name === "c") {
      this.#column = columnOf(attributes["r"] ?? "") ?? this.#column + 1;
      this.#type = attributes["t"] ?? "n";
      this.#isDate = this.#context.dates[Number(attributes["s"] ?? 0)] ?? false;
      this.#value = "";
    }
    this.#isValue = name === "v" || name === "t";
  }

  text(piece: string): void {
    if (!this.#isValue || this.#characters > this.#context.maxCharacters) return;
    this.#value += piece;
    this.#characters += piece.length;
  }

  close(name: string): void {
    this.#isValue = false;
    if (name === "c" && this.#column < MAX_COLUMNS) {
      while (this.#cells.length < this.#column) this.#cells.push("");
      this.#cells[this.#column] = this.#cellText();
    } else if (name === "row" && this.#cells.some((cell) => cell.trim() !== "")) this.#rows.push(this.#row());
  }

  #row(): TableRow {
    const { maxCharacters } = this.#context;
    return this.#characters > maxCharacters
      ? { kind: "broken", line: this.#line, reason: `it is longer than ${maxCharacters} characters` }
      : { kind: "cells", line: this.#line, cells: this.#cells };
  }

  #cellText(): string {
    if (this.#type === "s") {
      const text = this.#context.texts[Number(this.#value)] ?? "";
      this.#characters += text.length;
      return text;
    }
    if (this.#type === "b") return this.#value === "1" ? "TRUE" : "FALSE";
    if (this.#type !== "n" || this.#value === "") return this.#value;
    const number = Number(this.#value);
    // An id of more digits than a number keeps is passed on as it stands, to be read whole or refused.
    if (!Number.isFinite(number) || Math.abs(number) >= 1e15) return this.#value;
    return this.#isDate ? dateCell(number, this.#context.startsIn1904) : DIGITS.format(number);
  }
}

/** A sheet shows 15 digits; what is behind them comes from the binary form of a number such as 19.99. */
const DIGITS = new Intl.NumberFormat("en-US", { useGrouping: false, maximumSignificantDigits: 15 });

function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
