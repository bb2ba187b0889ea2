import { createReadStream } from "node:fs";
import { PassThrough, pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { delimitedRows } from "./delimited-rows.ts";
import { feedLines, type FeedLine, type FeedRecord } from "./lines.ts";

const MAX_ROW_CHARACTERS = 1_000_000;

/**
 * Reads a feed file as a stream of records: CSV, TSV or JSON Lines, each also gzipped. Gzip is known by its first bytes,
 * the format by its first line. Throws when the file cannot be read or lacks a required column.
 */
export async function* readFeed(file: string): AsyncGenerator<FeedRecord> {
  const { stream, head } = await opened(file);
  try {
    refuseForeign(head);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  const start = head
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (start === "") throw new Error("the feed is empty");
  if (start.startsWith("["))
    throw new Error("the feed is a JSON array; write one object per line (JSON Lines) without the brackets and commas");
  const lines = feedLines(stream, MAX_ROW_CHARACTERS);
  if (start.startsWith("{")) yield* jsonRows(lines);
  else yield* delimitedRows(lines, (start.split(/[\r\n]/, 1)[0] ?? "").includes("\t") ? "\t" : ",", MAX_ROW_CHARACTERS);
}

/** Formats that people send by mistake, known by their first bytes. */
function refuseForeign(head: Buffer): void {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") throw new Error("the feed is UTF-16; save it as UTF-8");
  if (mark === "504b")
    throw new Error("the feed is a zip archive or a spreadsheet; send CSV, TSV or JSON Lines, gzipped if you like");
}

/** The decompressed stream, and its first characters without taking them off it. */
async function opened(file: string): Promise<{ stream: Readable; head: Buffer }> {
  const raw = createReadStream(/* turbopackIgnore: true */ file, { highWaterMark: 256 * 1024 });
  const { stream: bytes, head } = await peeked(raw);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { stream: bytes, head };
  const plain = createGunzip();
  pipeline(bytes, plain, () => undefined);
  return peeked(plain);
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

async function* jsonRows(lines: AsyncGenerator<FeedLine>): AsyncGenerator<FeedRecord> {
  for await (const { number, text, isTooLong } of lines) {
    if (isTooLong) yield { kind: "broken", line: number, reason: `it is longer than ${MAX_ROW_CHARACTERS} characters` };
    else if (text.trim() !== "") yield recordOf(text, number);
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
      fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [name.trim().toLowerCase(), field])),
    };
  } catch {
    return { kind: "broken", line, reason: "it is not JSON" };
  }
}
