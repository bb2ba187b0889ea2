import type { Readable } from "node:stream";
import type { FeedFields } from "./fields.ts";

/** One physical line of a text file. */
export type FeedLine = {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  /** The characters that ended it: a newline, a carriage return, both, or none at the end of the file. */
  readonly end: string;
  /** The line was longer than the limit; its text is gone. */
  readonly isTooLong: boolean;
};

/** One row of a feed, with the line on which it starts. */
export type FeedRecord =
  | { readonly kind: "record"; readonly line: number; readonly fields: FeedFields }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

/**
 * Reads UTF-8 line by line. Memory is bounded by `maxCharacters`, however long a line is; a byte order mark is taken off.
 * Throws what the stream throws, such as the end of a gzip file that was cut off.
 */
export async function* feedLines(source: Readable, maxCharacters: number): AsyncGenerator<FeedLine> {
  const decoder = new TextDecoder("utf-8");
  let number = 0;
  let rest = "";
  let isTooLong = false;
  const line = (text: string, end: string): FeedLine => {
    number += 1;
    const made = { number, text: isTooLong ? "" : text, end, isTooLong: isTooLong || text.length > maxCharacters };
    isTooLong = false;
    return made;
  };
  for await (const chunk of source as AsyncIterable<Buffer>) {
    rest += decoder.decode(chunk, { stream: true });
    let position = 0;
    const ends = /\r\n|\n|\r/g;
    for (let found = ends.exec(rest); found !== null; found = ends.exec(rest)) {
      // A carriage return at the very end may be the first half of a pair.
      if (found[0] === "\r" && ends.lastIndex === rest.length) break;
      yield line(rest.slice(position, found.index), found[0]);
      position = ends.lastIndex;
    }
    rest = rest.slice(position);
    if (rest.length > maxCharacters && !rest.endsWith("\r")) {
      isTooLong = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (rest.endsWith("\r")) yield line(rest.slice(0, -1), "\r");
  else if (rest !== "" || isTooLong) yield line(rest, "");
}
