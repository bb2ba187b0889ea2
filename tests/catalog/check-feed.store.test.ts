import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFeed, type CheckLine, type CheckOptions } from "#lib/catalog/check-feed.ts";
import { importFeed } from "#lib/catalog/import-feed.ts";
import type { Catalog } from "#lib/catalog/product.ts";
import { productId } from "#lib/ids.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { feedOf, testFolder } from "./feed-file.ts";

const folder = testFolder();
const postgres = realPostgres();

describe.each([
  ["PGlite", () => openTestPglite()],
  ["Postgres", () => postgres.open()],
])("a check of a feed on %s", (_, open: () => Promise<OpenDatabase>) => {
  let opened: OpenDatabase;
  let catalog: Catalog;
  beforeAll(async () => {
    opened = await open();
    catalog = createCatalog(opened.database);
  });
  afterAll(() => opened.close());

  const write = (rows: Parameters<typeof feedOf>[0]) => folder.write("feed.csv", feedOf(rows));
  const put = (rows: Parameters<typeof feedOf>[0]) =>
    importFeed(catalog, write(rows), { originRewrite: null, onLine: () => undefined });
  async function checked(rows: Parameters<typeof feedOf>[0], options: Partial<CheckOptions> = {}) {
    const lines: CheckLine[] = [];
    const report = await checkFeed(catalog, write(rows), {
      originRewrite: null,
      maxPriceChangePerMillion: 300_000,
      now: new Date("2026-11-29T12:00:00Z"),
      onLine: (line) => void lines.push(line),
      ...options,
    });
    return { report, lines, marks: lines.flatMap((line) => (line.type === "mark" ? [line] : [])) };
  }

  it("counts what is new, changed, unchanged, withdrawn and rejected, and changes nothing", async () => {
    const seller = { seller_name: "Counting" };
    await put(["c-same", "c-changed", "c-gone"].map((item_id) => ({ ...seller, item_id })));
    const file = [
      { ...seller, item_id: "c-same" },
      { ...seller, item_id: "c-changed", title: "Another title" },
      { ...seller, item_id: "c-new" },
      { ...seller, item_id: "c-bad", price: "cheap" },
    ];
    const sums = { added: 1, changed: 1, unchanged: 1, rejected: 1, marked: 0 };
    expect((await checked(file)).report).toEqual({ ...sums, withdrawn: 0, failure: null });
    const replaced = await checked(file, { replace: true });
    expect(replaced.report).toEqual({ ...sums, withdrawn: 1, failure: null });
    expect(replaced.lines.at(-1)).toEqual({ type: "checked", ...sums, withdrawn: 1 });
    const after = await catalog.products(["c-same", "c-changed", "c-gone", "c-new"].map(productId));
    expect(after.map(({ id, title, availability }) => [id, title, availability]).toSorted()).toEqual([
      ["c-changed", "Enamel mug", "in_stock"],
      ["c-gone", "Enamel mug", "in_stock"],
      ["c-same", "Enamel mug", "in_stock"],
    ]);
  });

  it("says of a row that is older than what stands there that it changes nothing", async () => {
    await put([{ item_id: "v", price: "20.00 USD", row_version: "7" }]);
    expect((await checked([{ item_id: "v", price: "10.00 USD", row_version: "6" }])).report.unchanged).toBe(1);
    expect((await checked([{ item_id: "v", price: "10.00 USD", row_version: "8" }])).report.changed).toBe(1);
  });

  it.each([
    ["13.01 USD", "price_changed"],
    ["6.99 USD", "price_changed"],
    ["13.00 EUR", "price_changed"],
    ["13.00 USD", null],
    ["7.00 USD", null],
  ])("a price that goes from 10.00 USD to %s is marked when that is more than the share: %s", async (price, kind) => {
    await put([{ item_id: "p", price: "10.00 USD" }]);
    const { marks } = await checked([{ item_id: "p", price }]);
    expect(marks.map(({ mark, line, id }) => [mark.kind, line, id])).toEqual(kind === null ? [] : [[kind, 2, "p"]]);
  });

  it.each([
    ["in_stock_without_stock", { availability: "in_stock", inventory_quantity: "0" }],
    ["sale_not_below_price", { price: "10.00 USD", sale_price: "12.00 USD" }],
    ["pre_order_without_date", { availability: "pre_order" }],
    ["delivery_in_other_currency", { price: "10.00 USD", shipping: "US:::5.00 USD, DE:::4.00 EUR" }],
  ])("marks %s with its line and id, and takes the row all the same", async (kind, fields) => {
    const { marks, report } = await checked([{ item_id: "fine" }, { item_id: `odd-${kind}`, ...fields }]);
    expect(marks).toEqual([{ type: "mark", line: 3, id: `odd-${kind}`, mark: { kind } }]);
    expect(report).toMatchObject({ added: 2, rejected: 0, marked: 1 });
  });

  it("rejects another seller's product as the import does", async () => {
    await put([{ item_id: "theirs", seller_name: "Theirs" }]);
    const file = [{ item_id: "theirs", seller_name: "Evil Seller" }];
    expect((await checked(file)).report).toMatchObject({ changed: 0, rejected: 1 });
    expect((await checked(file, { takeOver: true })).report).toMatchObject({ changed: 1, rejected: 0 });
  });

  it("counts an id that occurs twice once, by its later row", async () => {
    const { report } = await checked([{ item_id: "twice" }, { item_id: "twice", title: "Later" }]);
    expect(report).toMatchObject({ added: 1, rejected: 1 });
  });
});
