import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { FeedRecord } from "./feed.ts";
import { REQUIRED_FIELDS, spellingsOf } from "./feed-row.ts";

type Rows = AsyncGenerator<FeedRecord>;

/**
 * Reads CSV or TSV row by row with constant memory. A broken row is one `broken` record with its physical line, and reading
 * goes on. Throws `MissingColumns` when a required column is not there at all.
 */
export async function* delimitedRows(source: Readable, delimiter: "," | "\t", mostBytes: number): Rows {
  const skipped: FeedRecord[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: false,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: mostBytes,
    quote: '"',
    relax_quotes: false,
    columns: (header: string[]) => {
      const columns = header.map((name) => name.trim().toLowerCase());
      const missing = REQUIRED_FIELDS.filter(
        (field) => !spellingsOf(field).some((spelling) => columns.includes(spelling)),
      );
      if (missing.length > 0) throw new MissingColumns(missing);
      return columns;
    },
  });
  parser.on("skip", (error) => {
    skipped.push({ kind: "broken", line: error?.lines ?? 0, reason: error?.message ?? "the row cannot be read" });
  });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const row of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    yield* skipped.splice(0);
    yield { kind: "record", line: row.info.lines, fields: row.record };
  }
  yield* skipped.splice(0);
}

/** The feed lacks columns without which no row could be accepted. */
export class MissingColumns extends Error {
  constructor(columns: readonly string[]) {
    super(`the feed has no column ${columns.join(", ")}`);
    this.name = "MissingColumns";
  }
}
