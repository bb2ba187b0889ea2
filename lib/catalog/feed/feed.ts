import { statSync } from "node:fs";
import { gunzipped, isGzip, opened, peeked, type Opened } from "./files/bytes.ts";
import { delimitedRows, delimiterOf } from "./files/delimited-rows.ts";
import { NO_DEFAULTS, type FeedDefaults } from "./fields.ts";
import { jsonLines, jsonList, listStart } from "./files/json-rows.ts";
import { feedLines, type FeedRecord } from "./lines.ts";
import { spreadsheetRows } from "./files/spreadsheet.ts";
import { tableRecords } from "./table.ts";
import { decoded, encodingOf } from "./files/text.ts";
import { xmlRows } from "./files/xml-rows.ts";
import { Archive } from "./files/zip.ts";

const MAX_ROW_CHARACTERS = 1_000_000;
const FEED_NAME = /\.(csv|tsv|tab|txt|json|jsonl|ndjson|xml|rss|atom)(\.gz)?$/i;

/**
 * Reads a feed file as a stream of records whose names are those of the specification (docs/catalog-feed.md, "Files"): CSV, TSV,
 * JSON Lines, JSON lists, Google's XML and xlsx, each also gzipped or in a zip archive, recognised by what they contain. Writes
 * nothing. `defaults` are what the feed may then leave out. Throws when the file cannot be read or lacks what every row needs.
 */
export async function* readFeed(file: string, defaults: FeedDefaults = NO_DEFAULTS): AsyncGenerator<FeedRecord> {
  const raw = await opened(file);
  if (isZip(raw.head)) {
    raw.stream.destroy();
    return yield* archiveRecords(file, defaults);
  }
  yield* streamRecords(raw, statSync(/* turbopackIgnore: true */ file).size, defaults);
}

const isZip = (head: Buffer): boolean => head.subarray(0, 4).toString("latin1") === "PK\u0003\u0004";

async function* archiveRecords(file: string, defaults: FeedDefaults): AsyncGenerator<FeedRecord> {
  const archive = await Archive.open(file);
  try {
    if (archive.names.includes("xl/workbook.xml")) {
      yield* tableRecords(spreadsheetRows(archive, MAX_ROW_CHARACTERS), defaults);
      return;
    }
    if (archive.names.includes("content.xml"))
      throw new Error("the feed is an OpenDocument spreadsheet; save it as xlsx or CSV");
    const name = archive.names.find((one) => FEED_NAME.test(one) && !/(^|\/)(__MACOSX\/|\.)/.test(one));
    const stream = name === undefined ? null : await archive.read(name);
    if (stream === null)
      throw new Error("the zip archive contains no feed; put one .csv, .tsv, .txt, .json, .jsonl or .xml file into it");
    yield* streamRecords(await peeked(stream), statSync(/* turbopackIgnore: true */ file).size, defaults);
  } finally {
    archive.close();
  }
}

async function* streamRecords(given: Opened, packedBytes: number, defaults: FeedDefaults): AsyncGenerator<FeedRecord> {
  const { stream, head } = isGzip(given.head) ? await gunzipped(given.stream, packedBytes) : given;
  try {
    refuseForeign(head);
    const encoding = encodingOf(head);
    const start = new TextDecoder(encoding).decode(head, { stream: true });
    if (start.trim() === "") throw new Error("the feed is empty");
    yield* textRecords(decoded(stream, encoding), start, defaults);
  } finally {
    stream.destroy();
    given.stream.destroy();
  }
}

async function* textRecords(
  text: AsyncGenerator<string>,
  start: string,
  defaults: FeedDefaults,
): AsyncGenerator<FeedRecord> {
  const first = start.trimStart();
  if (first.startsWith("<")) return yield* xmlRows(text, MAX_ROW_CHARACTERS);
  const list = listStart(start);
  if (list !== null) return yield* jsonList(text, list, MAX_ROW_CHARACTERS);
  const lines = feedLines(text, MAX_ROW_CHARACTERS);
  if (first.startsWith("{")) return yield* jsonLines(lines, MAX_ROW_CHARACTERS);
  const [header = "", second = ""] = first.split(/\r\n|[\r\n]/, 2);
  const delimiter = delimiterOf(/^sep=/i.test(header) ? second : header);
  yield* tableRecords(delimitedRows(lines, delimiter, MAX_ROW_CHARACTERS), defaults);
}

/** Formats that are not read and that people send, known by their first bytes. */
function refuseForeign(head: Buffer): void {
  const first = head.subarray(0, 4);
  if (first.toString("hex") === "d0cf11e0")
    throw new Error("the feed is an old Excel workbook (.xls); save it as xlsx or CSV");
  if (first.toString("latin1") === "%PDF") throw new Error("the feed is a PDF file; send CSV, TSV, JSON, XML or xlsx");
  if (isZip(head)) throw new Error("the feed is a zip archive inside another archive; send it as it is");
}
