import { createReadStream } from "node:fs";
import { PassThrough, type Readable } from "node:stream";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { delimitedRows } from "./csv-parse-rows.ts";
import type { FeedFields } from "./feed-row.ts";

export type FeedRecord =
  | { readonly kind: "record"; readonly line: number; readonly fields: FeedFields }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

const MOST_RECORD_BYTES = 1_000_000;

/**
 * Reads a feed file as a stream of records: CSV, TSV or JSON Lines, each also gzipped. Gzip is known by its first bytes,
 * the format by its first line. Throws when the file cannot be read or lacks a required column.
 */
export async function* readFeed(file: string): AsyncGenerator<FeedRecord> {
  const { stream, start } = await opened(file);
  const firstLine =
    start
      .replace(/^\uFEFF/, "")
      .trimStart()
      .split("\n", 1)[0] ?? "";
  if (firstLine === "") throw new Error("the feed is empty");
  if (firstLine.startsWith("{")) yield* jsonLines(stream);
  else yield* delimitedRows(stream, firstLine.includes("\t") ? "\t" : ",", MOST_RECORD_BYTES);
}

/** The decompressed stream, and its first characters without taking them off it. */
async function opened(file: string): Promise<{ stream: Readable; start: string }> {
  const raw = createReadStream(/* turbopackIgnore: true */ file, { highWaterMark: 256 * 1024 });
  const { stream: bytes, head } = await peeked(raw);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { stream: bytes, start: head.toString("utf8") };
  const plain = createGunzip();
  bytes.on("error", (error) => plain.destroy(error));
  bytes.pipe(plain);
  const unpacked = await peeked(plain);
  return { stream: unpacked.stream, start: unpacked.head.toString("utf8") };
}

function peeked(source: Readable): Promise<{ stream: Readable; head: Buffer }> {
  return new Promise((resolve, reject) => {
    const onEnd = () => resolve({ stream: PassThrough.from([]), head: Buffer.alloc(0) });
    source.once("error", reject);
    source.once("end", onEnd);
    source.once("data", (chunk: Buffer) => {
      source.pause();
      source.off("error", reject);
      source.off("end", onEnd);
      source.unshift(chunk);
      resolve({ stream: source, head: chunk.subarray(0, 64 * 1024) });
    });
  });
}

async function* jsonLines(stream: Readable): AsyncGenerator<FeedRecord> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const trimmed = (line === 1 ? text.replace(/^\uFEFF/, "") : text).trim();
    if (trimmed === "") continue;
    yield recordOf(trimmed, line);
  }
}

function recordOf(text: string, line: number): FeedRecord {
  if (text.length > MOST_RECORD_BYTES)
    return { kind: "broken", line, reason: `the line is longer than ${MOST_RECORD_BYTES} characters` };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { kind: "broken", line, reason: "the line is not a JSON object" };
    return {
      kind: "record",
      line,
      fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [name.trim().toLowerCase(), field])),
    };
  } catch {
    return { kind: "broken", line, reason: "the line is not JSON" };
  }
}
