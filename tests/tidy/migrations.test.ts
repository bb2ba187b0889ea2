import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rule } from "./tree.ts";

/** The first file that the rules hold for; those before it came with a release that stops every instance. */
const RULES_FROM = 20;
const FOLDER = join(process.cwd(), "lib/store/migrations");

/** What a migration does that a shop which is selling does not survive. docs/migrations.md */
function faultsIn(sql: string): string[] {
  const [first = ""] = sql.split("\n", 1);
  const isOutside = first.startsWith("-- outside a transaction");
  const isContract = /^-- contract: \S/.test(first);
  const statements = sql
    .split("--> statement-breakpoint")
    .map((text) => text.replaceAll(/^\s*--.*$/gm, "").trim())
    .filter((text) => text !== "");
  const created = new Set(
    statements.flatMap((text) => /^create table (?:if not exists )?"(\w+)"/i.exec(text)?.[1] ?? []),
  );
  const faults: string[] = [];
  const changed = new Set<string>();
  let limit = isOutside ? "0" : "500ms";
  for (const [index, text] of statements.entries()) {
    limit = /^set lock_timeout = '?(\w+)'?/i.exec(text)?.[1] ?? limit;
    const table = /^(?:alter table|update|delete from)\s+(?:only )?"(\w+)"/i.exec(text)?.[1];
    if (table !== undefined && !created.has(table)) {
      changed.add(table);
      if (limit !== "500ms") faults.push(`waits for a lock while everybody waits behind it: ${text}`);
      if (isOutside && /add column (?!if not exists)/i.test(text)) faults.push(`cannot be tried again: ${text}`);
      if (!isContract && /\brename\b|\bdrop (?:column|constraint)\b|set not null|set data type|\btype\b/i.test(text))
        faults.push(`changes what an older instance reads: ${text}`);
      if (/add column/i.test(text) && /not null/i.test(text) && !/default/i.test(text))
        faults.push(`a column without a default cannot be written by an older instance: ${text}`);
      if (/add constraint/i.test(text) && !/not valid/i.test(text)) faults.push(`reads the whole table: ${text}`);
      if (/^(?:update|delete)/i.test(text)) faults.push(`rewrites rows: ${text}`);
    }
    if (!isContract && /^drop table/i.test(text)) faults.push(`an older instance still reads it: ${text}`);
    const made = /^create (?:unique )?index (concurrently )?(?:if not exists )?"(\w+)" on "(\w+)"/i.exec(text);
    if (made === null || created.has(made[3] ?? "")) continue;
    const before = statements[index - 1] ?? "";
    if (made[1] === undefined || !isOutside) faults.push(`stops every writer: ${text}`);
    else if (!new RegExp(`^drop index concurrently if exists "${made[2]}"`, "i").test(before))
      faults.push(`does not replace one that broke off: ${text}`);
  }
  if (changed.size > 1) faults.push(`changes several tables at once: ${[...changed].join(", ")}`);
  return faults;
}

describe("a migration lets the older instances sell", () => {
  it.each([
    [`ALTER TABLE "orders" RENAME COLUMN "a" TO "b"`, "changes what an older instance reads"],
    [`ALTER TABLE "orders" DROP COLUMN "a"`, "changes what an older instance reads"],
    [`ALTER TABLE "orders" ADD COLUMN "a" text NOT NULL`, "cannot be written by an older instance"],
    [`ALTER TABLE "orders" ADD CONSTRAINT "c" CHECK ("a" > 0)`, "reads the whole table"],
    [`UPDATE "orders" SET "a" = 1`, "rewrites rows"],
    [`DROP TABLE "orders"`, "still reads it"],
    [`CREATE INDEX "i" ON "orders" ("a")`, "stops every writer"],
    [`-- outside a transaction\nCREATE INDEX CONCURRENTLY "i" ON "orders" ("a")`, "that broke off"],
    [`-- outside a transaction\nALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "a" text`, "everybody waits behind it"],
    [
      `-- outside a transaction\nSET lock_timeout = '500ms';--> statement-breakpoint\nALTER TABLE "orders" ADD COLUMN "a" text`,
      "cannot be tried again",
    ],
    [
      `ALTER TABLE "orders" ADD COLUMN "a" text;--> statement-breakpoint\nALTER TABLE "captures" ADD COLUMN "a" text`,
      "several tables",
    ],
  ])("%j is found", (sql, fault) => {
    expect(faultsIn(sql)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    `CREATE TABLE "t" ("id" text NOT NULL);--> statement-breakpoint\nCREATE INDEX "i" ON "t" ("id");`,
    `ALTER TABLE "orders" ADD COLUMN "a" integer DEFAULT 0 NOT NULL`,
    `-- contract: nothing has read this since 0.3.0\nALTER TABLE "orders" DROP COLUMN "a"`,
    `-- outside a transaction\nDROP INDEX CONCURRENTLY IF EXISTS "i";--> statement-breakpoint\nCREATE INDEX CONCURRENTLY "i" ON "orders" ("a")`,
    `-- outside a transaction\nSET lock_timeout = '500ms';--> statement-breakpoint\nALTER TABLE "orders" ADD COLUMN IF NOT EXISTS "a" text`,
  ])("%j is fine", (sql) => {
    expect(faultsIn(sql)).toEqual([]);
  });

  it("every file follows the rules", () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(".sql") && Number(name.slice(0, 4)) >= RULES_FROM);
    const wrong = files.flatMap((name) =>
      faultsIn(readFileSync(join(FOLDER, name), "utf8")).map((fault) => `${name}: ${fault}`),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a version starts while the one before it sells, and may have to go back to it.",
        "divide the change into files and versions; docs/migrations.md says how.",
      ),
    ).toEqual([]);
  });
});
