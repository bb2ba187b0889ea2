import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFeed, type ImportOptions } from "#lib/catalog/import-feed.ts";
import type { Catalog } from "#lib/catalog/product.ts";
import { orderId, productId, sessionId } from "#lib/ids.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { feedOf, testFolder } from "./feed-file.ts";

type Row = Readonly<Record<string, string>>;

/** What a feed does to counts that sales have changed since: on every database the same. `open` twice is two instances. */
export function feedStockContract(name: string, open: () => Promise<readonly OpenDatabase[]>): void {
  const folder = testFolder();
  let opened: readonly OpenDatabase[];
  let catalogs: readonly Catalog[];
  beforeAll(async () => {
    opened = await open();
    catalogs = opened.map((one) => createCatalog(one.database));
  });
  afterAll(() => Promise.all([...new Set(opened)].map((one) => one.close())));

  const importRows = async (rows: readonly Row[], options: Partial<ImportOptions> = {}, instance = 0) => {
    const catalog = catalogs[instance] ?? catalogs[0];
    if (catalog === undefined) throw new Error("no instance");
    return importFeed(catalog, folder.write("feed", feedOf(rows)), {
      originRewrite: null,
      onLine: () => undefined,
      ...options,
    });
  };
  const one = async (id: string) => (await catalogs[0]?.products([productId(id)]))?.[0];
  const onHand = async (id: string) => (await one(id))?.stockOnHand;
  let sold = 0;
  /** As a paid order does it. */
  const sell = async (id: string, quantity = 1) => {
    const [database] = opened;
    if (database === undefined) throw new Error("no instance");
    const store = createStore(database.database, () => async () => undefined);
    await store.transaction((transaction) =>
      transaction.consumeStock({ sessionId: sessionId(`cs_${id}`), orderId: orderId(`ord_${(sold += 1)}`) }, [
        { productId: productId(id), quantity },
      ]),
    );
  };

  describe(`${name}: a feed's count`, () => {
    it("of an unchanged file puts nothing back that was sold, on whichever instance it is imported again", async () => {
      const file = [{ item_id: "vase", inventory_quantity: "2" }];
      expect(await importRows(file)).toMatchObject({ stockSet: 1, stockLeft: 0 });
      await sell("vase");
      expect(await importRows(file)).toMatchObject({ accepted: 1, stockSet: 0, stockLeft: 1 });
      await sell("vase");
      await Promise.all([importRows(file, {}, 0), importRows(file, {}, 1), importRows(file, {}, 1)]);
      expect(await onHand("vase")).toBe(0);
    });

    it("imported by two instances at once into an empty catalogue sets it once, and sales in between stay", async () => {
      const rows = Array.from({ length: 250 }, (_, n) => ({ item_id: `both-${n}`, inventory_quantity: "1" }));
      const first = importRows(rows, {}, 0);
      const second = importRows(rows, {}, 1);
      await Promise.race([first, second]);
      await sell("both-0");
      await Promise.all([first, second]);
      expect(await onHand("both-0")).toBe(0);
    });

    it("that the feed changed is set, and the number it had before counts as a change again", async () => {
      for (const [said, sold, left] of [
        ["5", 2, 3],
        ["9", 1, 8],
        ["5", 0, 5],
      ] as const) {
        expect(await importRows([{ item_id: "bowl", inventory_quantity: said }])).toMatchObject({ stockSet: 1 });
        if (sold > 0) await sell("bowl", sold);
        expect(await onHand("bowl")).toBe(left);
      }
    });

    it("is left alone by a file without the column and by an empty cell, and the product stays counted", async () => {
      await importRows([{ item_id: "pen", inventory_quantity: "4" }]);
      await sell("pen");
      const price = await importRows([{ item_id: "pen", price: "11.00 USD" }]);
      expect(price).toMatchObject({ stockSet: 0, stockLeft: 0 });
      await importRows([
        { item_id: "pen", inventory_quantity: "" },
        { item_id: "ink", inventory_quantity: "1" },
      ]);
      expect(await one("pen")).toMatchObject({ stockOnHand: 3, price: { amountMinor: 1800 } });
      await importRows([{ item_id: "pen", inventory_quantity: "4" }]);
      expect(await onHand("pen")).toBe(3);
    });

    it("ends when the feed says not_counted, and begins again with a number", async () => {
      await importRows([{ item_id: "song", inventory_quantity: "4" }]);
      await importRows([{ item_id: "song", inventory_quantity: "not_counted" }]);
      expect(await onHand("song")).toBeNull();
      await importRows([{ item_id: "song", inventory_quantity: "4" }]);
      expect(await onHand("song")).toBe(4);
    });

    it("is the later one's by its version, whatever it says and in whatever order the files come", async () => {
      const row = (count: string, version: string) => [
        { item_id: "lamp", inventory_quantity: count, row_version: version, price: `${count}.00 USD` },
      ];
      await importRows(row("7", "2026-11-28T10:00:00Z"));
      await sell("lamp", 3);
      expect(await importRows(row("9", "2026-11-28T09:59:59.999Z"))).toMatchObject({ stockSet: 0, pricesLeft: 1 });
      expect(await one("lamp")).toMatchObject({ stockOnHand: 4, price: { amountMinor: 700 } });
      expect(await importRows(row("7", "2026-11-28T12:00:00+01:00"))).toMatchObject({ stockSet: 1, pricesLeft: 0 });
      expect(await onHand("lamp")).toBe(7);
    });

    it("and a price without a version undo none that has one, and a version for the whole file does", async () => {
      await importRows([{ item_id: "rug", inventory_quantity: "7", row_version: "3" }]);
      const plain = [{ item_id: "rug", inventory_quantity: "50", price: "1.00 USD", title: "Rug" }];
      expect(await importRows(plain)).toMatchObject({ stockSet: 0, stockLeft: 1, pricesLeft: 1 });
      expect(await one("rug")).toMatchObject({ stockOnHand: 7, price: { amountMinor: 1800 }, title: "Rug" });
      await importRows(plain, { rowVersion: 4 });
      expect(await one("rug")).toMatchObject({ stockOnHand: 50, price: { amountMinor: 100 } });
    });

    it("of a product that was counted before this was kept is only remembered the first time", async () => {
      await importRows([{ item_id: "old", inventory_quantity: "9" }]);
      await opened[0]?.database.execute(`update products set feed_stock = null, stock_on_hand = 2 where id = 'old'`);
      await importRows([{ item_id: "old", inventory_quantity: "9" }]);
      expect(await onHand("old")).toBe(2);
      await importRows([{ item_id: "old", inventory_quantity: "10" }]);
      expect(await onHand("old")).toBe(10);
    });

    it("of a product that was taken off sale and is named again is on sale again", async () => {
      const row = { item_id: "back", seller_name: "Back", inventory_quantity: "1", row_version: "5" };
      await importRows([row]);
      await catalogs[0]?.withdraw([productId("back")]);
      await importRows([row]);
      expect(await one("back")).toMatchObject({ availability: "in_stock", stockOnHand: 1 });
    });
  });
}
