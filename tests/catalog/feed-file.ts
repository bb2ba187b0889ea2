import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { FeedRecord } from "#lib/catalog/feed/lines.ts";
import { readFeed } from "#lib/catalog/feed/feed.ts";

/** A row with the nine required fields and nothing else. */
export const MUG = {
  item_id: "mug",
  title: "Enamel mug",
  description: "Goes on the fire.",
  url: "https://shop.example/mug",
  brand: "Fernweh",
  seller_name: "Fernweh",
  image_url: "https://shop.example/mug.jpg",
  availability: "in_stock",
  price: "18.00 USD",
} as const;

/** A folder for one test file; it is gone afterwards. */
export function testFolder(): { readonly path: string; write(name: string, content: string | Buffer): string } {
  const path = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "feed-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

export async function recordsIn(file: string): Promise<FeedRecord[]> {
  const records: FeedRecord[] = [];
  for await (const record of readFeed(file)) records.push(record);
  return records;
}

/** Rows of text cells as CSV: every cell that needs quotes has them. */
export function csv(rows: readonly (readonly string[])[], newline = "\n"): string {
  return rows.map((row) => row.map(quoted).join(",")).join(newline) + newline;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A CSV feed of rows that differ from MUG. */
export function feedOf(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set([...Object.keys(MUG), ...rows.flatMap((row) => Object.keys(row))])];
  return csv([
    columns,
    ...rows.map((row) => columns.map((column) => ({ ...MUG, ...row })[column as keyof typeof MUG] ?? "")),
  ]);
}
