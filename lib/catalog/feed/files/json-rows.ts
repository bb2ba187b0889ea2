import type { FeedLine, FeedRecord } from "../lines.ts";
import { fieldName } from "../names.ts";

/** JSON Lines: one object on each line. A line that is none is reported and the next one is read. */
export async function* jsonLines(lines: AsyncGenerator<FeedLine>, maxCharacters: number): AsyncGenerator<FeedRecord> {
  for await (const { number, text, isTooLong } of lines) {
    if (isTooLong) yield { kind: "broken", line: number, reason: `it is longer than ${maxCharacters} characters` };
    else if (text.trim() !== "") yield recordOf(text, number);
  }
}

/** Names under which exports wrap their list. */
const LISTS = "products|items|entries|data|offers|feed|rows";

/** Where the list starts in a document's first characters; null: the document is none, but JSON Lines. */
export function listStart(head: string): number | null {
  const start = head.search(/\S/);
  if (head[start] === "[") return start;
  const found = new RegExp(
    `^\\s*\\{(?:\\s*"[^"\\\\]*"\\s*:\\s*(?:"(?:[^"\\\\]|\\\\.)*"|[\\w.+-]+|\\{[^{}\\[\\]]*\\})\\s*,)*\\s*"(?:${LISTS})"\\s*:\\s*\\[`,
  ).exec(head);
  return found === null ? null : found[0].length - 1;
}

/**
 * The objects of a JSON list that starts at `start`, one by one; a record's line is the one where its object starts. What comes
 * after the list is not read. An object that is not JSON is reported and the next one is read.
 */
export async function* jsonList(
  text: AsyncIterable<string>,
  start: number,
  maxCharacters: number,
): AsyncGenerator<FeedRecord> {
  const scanner = new ListScanner(start, maxCharacters);
  for await (const chunk of text) {
    yield* scanner.take(chunk);
    if (scanner.isOver) return;
  }
  throw new Error("the feed's JSON list is cut off; its closing bracket is missing");
}

class ListScanner {
  isOver = false;
  #toSkip: number;
  readonly #maxCharacters: number;
  #line = 1;
  /** Of the value in hand: its text so far, its first line, and how many brackets are open in it. */
  #text = "";
  #firstLine = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isTooLong = false;
  #isOpen = false;

  constructor(start: number, maxCharacters: number) {
    this.#toSkip = start + 1;
    this.#maxCharacters = maxCharacters;
  }

  *take(chunk: string): Generator<FeedRecord> {
    let from = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const character = chunk[index] ?? "";
      if (character === "\n") this.#line += 1;
      if (this.#toSkip > 0) {
        this.#toSkip -= 1;
        continue;
      }
      if (!this.#isOpen) {
        if (/\s/.test(character)) continue;
        if (character === "]") {
          this.isOver = true;
          return;
        }
        if (character === ",") continue;
        this.#isOpen = true;
        this.#firstLine = this.#line;
        from = index;
      }
      if (this.#endsBefore(character)) {
        this.#keep(chunk.slice(from, index));
        yield this.#record();
        if (character !== "]") continue;
        this.isOver = true;
        return;
      }
      this.#count(character);
      if (this.#depth <= 0 && !this.#isInString && (character === "}" || character === "]")) {
        this.#keep(chunk.slice(from, index + 1));
        yield this.#record();
      }
    }
    if (this.#isOpen) this.#keep(chunk.slice(from));
  }

  /** A value that is no object ends where the next one begins. */
  #endsBefore(character: string): boolean {
    return this.#depth === 0 && !this.#isInString && (character === "," || character === "]");
  }

  #count(character: string): void {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (character === "\\") this.#isEscaped = true;
      else if (character === '"') this.#isInString = false;
    } else if (character === '"') this.#isInString = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") this.#depth -= 1;
  }

  #keep(piece: string): void {
    if (this.#text.length + piece.length > this.#maxCharacters) {
      this.#isTooLong = true;
      this.#text = "";
    } else if (!this.#isTooLong) this.#text += piece;
  }

  #record(): FeedRecord {
    const record: FeedRecord = this.#isTooLong
      ? { kind: "broken", line: this.#firstLine, reason: `it is longer than ${this.#maxCharacters} characters` }
      : recordOf(this.#text, this.#firstLine);
    this.#text = "";
    this.#isOpen = false;
    this.#isTooLong = false;
    this.#depth = 0;
    return record;
  }
}

function recordOf(text: string, line: number): FeedRecord {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { kind: "broken", line, reason: "it is not a JSON object" };
    return {
      kind: "record",
      line,
      fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [fieldName(name), field])),
    };
  } catch {
    return { kind: "broken", line, reason: "it is not JSON" };
  }
}
