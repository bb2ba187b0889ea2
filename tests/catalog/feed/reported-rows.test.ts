import { expect, it } from "vitest";
import { readRow } from "#lib/catalog/feed/row.ts";
import { rowsReportedTo } from "#lib/runtime/feeds/report-rows.ts";
import { MUG } from "../feed-file.ts";

const DONE = {
  type: "done",
  accepted: 2,
  rejected: 0,
  withdrawn: 0,
  stockSet: 0,
  stockLeft: 0,
  pricesLeft: 0,
} as const;

it("an import at start logs once how many products ask for delivery in another currency, and which is the first", () => {
  const logged: unknown[][] = [];
  const { onRow, onLine } = rowsReportedTo({ warn: (...line: unknown[]) => void logged.push(line) });
  for (const [item_id, shipping] of [
    ["fine", "US:::5.00 USD"],
    ["odd", "US:::5.00 USD, DE:::4.00 EUR"],
    ["odd-too", "DE:::4.00 EUR"],
  ]) {
    const row = readRow({ ...MUG, item_id, shipping }, null);
    if (row.kind !== "product") return expect.unreachable();
    onRow({ line: 2, product: row.product, isSaleIgnored: false });
  }
  expect(logged).toEqual([]);
  onLine(DONE);
  expect(logged).toEqual([[{ products: 2, first: "odd" }, expect.stringContaining("another currency")]]);
});
