import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { rowsOf, type Database } from "../database.ts";
import type { MovedTable } from "./tables.ts";

/** What a table adds up to. `digest` is the same for the same rows in any order; `sums` are in minor units. */
export type TableFigures = {
  readonly rows: number;
  readonly sums: Readonly<Record<string, string>>;
  readonly digest: string;
};

const ROWS_AT_ONCE = 500;
const DIGEST_BYTES = 15;

/**
 * The rows of a table as JSON, some at a time, and what they add up to at the end. Inside a transaction, whose time zone is
 * UTC: a moment is then written alike in every database.
 */
export async function* readTable(
  transaction: Database,
  { table, columns, amounts }: MovedTable,
): AsyncGenerator<readonly string[], TableFigures> {
  const sums = new Map(amounts.map((column) => [column, 0n]));
  let rows = 0;
  let digest = 0n;
  await transaction.execute(
    sql`declare rows_to_read no scroll cursor for select to_jsonb(t)::text as row from (select ${columns} from ${table}) t`,
  );
  for (;;) {
    const fetched = await rowsOf(transaction, sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from rows_to_read`);
    const batch = fetched.rows.map((one) => String(one["row"]));
    if (batch.length === 0) break;
    rows += batch.length;
    for (const row of batch) {
      digest += BigInt(`0x${createHash("sha256").update(row).digest("hex").slice(0, DIGEST_BYTES)}`);
      const values = amounts.length === 0 ? {} : (JSON.parse(row) as Readonly<Record<string, number | null>>);
      for (const column of amounts) sums.set(column, (sums.get(column) ?? 0n) + BigInt(values[column] ?? 0));
    }
    yield batch;
  }
  await transaction.execute(sql`close rows_to_read`);
  const written = [...sums].map(([column, sum]) => [column, String(sum)]);
  return { rows, sums: Object.fromEntries(written), digest: digest.toString(16) };
}

/** What a table adds up to, without its rows. */
export async function figuresOf(transaction: Database, table: MovedTable): Promise<TableFigures> {
  const reader = readTable(transaction, table);
  for (;;) {
    const next = await reader.next();
    if (next.done === true) return next.value;
  }
}

export const areSame = (one: TableFigures, other: TableFigures): boolean =>
  one.digest === other.digest && one.rows === other.rows;
