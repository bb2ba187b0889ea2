import type { Readable } from "node:stream";

/** The stream's characters; a byte order mark is taken off. Bytes that are wrong in the encoding become U+FFFD. */
export async function* decoded(source: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/**
 * How a feed that starts with these bytes is encoded: by its byte order mark, else by what its XML declaration says, else UTF-8.
 * Nothing is guessed from the letters. Throws for UTF-16 without a mark and for encodings that are not known.
 */
export function encodingOf(head: Buffer): string {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf-16le";
  if (mark === "feff") return "utf-16be";
  if (head.subarray(0, 64).includes(0))
    throw new Error("the feed is not text, or is UTF-16 without a byte order mark; save it as UTF-8");
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(
    head.toString("latin1").replace(/^ï»¿/, ""),
  )?.[1];
  if (declared === undefined) return "utf-8";
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    throw new Error(`the feed says that it is in the encoding ${declared}, which is not known here; save it as UTF-8`);
  }
}
