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
 * Text line by line. Memory is bounded by `maxCharacters`, however long a line is. Throws what the stream throws, such as
 * the end of a gzip file that was cut off.
 */
export async function* feedLines(source: AsyncIterable<string>, maxCharacters: number): AsyncGenerator<FeedLine> {
  let number = 0;
  let rest = "";
  let isTooLong = false;
  const line = (text: string, end: string): FeedLine => {
    number += 1;
    const made = { number, text: isTooLong ? "" : text, end, isTooLong: isTooLong || text.length > maxCharacters };
    isTooLong = false;
    return made;
  };
  /** A carriage return at the very end of what was read may be the first half of a pair. */
  let half = "";
  for await (const piece of source) {
    const chunk = half + piece;
    const ends = /\r\n|\n|\r(?=[^])/g;
    let position = 0;
    for (let found = ends.exec(chunk); found !== null; found = ends.exec(chunk)) {
      yield line(rest + chunk.slice(position, found.index), found[0]);
      rest = "";
      position = ends.lastIndex;
    }
    half = chunk.endsWith("\r") ? "\r" : "";
    rest += chunk.slice(position, chunk.length - half.length);
    if (rest.length > maxCharacters) {
      isTooLong = true;
      rest = "";
    }
  }
  if (rest !== "" || half !== "" || isTooLong) yield line(rest, half);
}
