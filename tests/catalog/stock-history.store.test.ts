import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importFeed } from "#lib/catalog/import-feed.ts";
import { changeProduct } from "#lib/purchase/products/change-product.ts";
import { orderId, productId, sessionId, type OrderId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { feedOf, testFolder } from "./feed-file.ts";

const folder = testFolder();
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const count = fc.integer({ min: 0, max: 4 });
const version = fc.option(fc.integer({ min: 0, max: 30 }));
const moves = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("feed" as const), count: fc.option(count), version }),
    fc.record({ kind: fc.constant("call" as const), count, version: fc.integer({ min: 0, max: 30 }) }),
    fc.record({ kind: fc.constant("sale" as const), units: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant("back" as const), order: fc.nat(20), units: fc.integer({ min: 1, max: 3 }) }),
  ),
  { minLength: 5, maxLength: 25 },
);

let numbered = 0;
it("a count is what was last set, less what was sold since, plus what was given back, whatever happens in which order", async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const id = `history-${(numbered += 1)}`;
      const product = productId(id);
      const { store, catalog } = shop.context;
      const feed = (said: number | null, rowVersion: number | null) =>
        importFeed(
          catalog,
          folder.write(
            "feed",
            feedOf([
              {
                item_id: id,
                inventory_quantity: said === null ? "" : String(said),
                row_version: rowVersion === null ? "" : String(rowVersion),
              },
            ]),
          ),
          { originRewrite: null, onLine: () => undefined },
        );
      await feed(3, null);
      // The model: what was set and when, and every unit that moved since; the feed's last word; the version that stands.
      let [set, moved, said, stands] = [3, 0, 3, null as number | null];
      const orders: { id: OrderId; taken: number; back: number }[] = [];
      for (const move of all) {
        if (move.kind === "feed") {
          const isSet =
            move.count !== null &&
            (move.version === null ? stands === null && move.count !== said : stands === null || move.version > stands);
          const report = await feed(move.count, move.version);
          expect([report.stockSet, report.stockLeft]).toEqual(
            move.count === null ? [0, 0] : [isSet ? 1 : 0, isSet ? 0 : 1],
          );
          if (isSet && move.count !== null) [set, moved, stands] = [move.count, 0, move.version];
          said = move.count ?? said;
        } else if (move.kind === "call") {
          const change = { version: move.version, stockOnHand: move.count };
          const { kind } = await changeProduct(shop.context, {
            productId: product,
            sellers: null,
            keyName: "k",
            change,
          });
          const expected =
            stands === null || move.version > stands ? "changed" : move.version === stands ? "unchanged" : "outdated";
          expect(kind).toBe(expected);
          if (expected === "changed") [set, moved, stands] = [move.count, 0, move.version];
        } else if (move.kind === "sale") {
          const order = { id: orderId(`ord_${id}_${orders.length}`), taken: move.units, back: 0 };
          const sale = { sessionId: sessionId(`cs_${order.id}`), orderId: order.id };
          const missing = Math.max(0, move.units - Math.max(0, set + moved));
          expect(
            await store.transaction((transaction) =>
              transaction.consumeStock(sale, [{ productId: product, quantity: move.units }]),
            ),
          ).toEqual(missing === 0 ? [] : [{ productId: id, missing }]);
          moved -= move.units;
          orders.push(order);
        } else {
          const order = orders[move.order % Math.max(1, orders.length)];
          if (order === undefined) continue;
          const back = await store.transaction((transaction) =>
            transaction.putBackStock(order.id, [{ productId: product, quantity: move.units, most: order.taken }]),
          );
          expect(back).toBe(Math.min(move.units, order.taken - order.back));
          order.back += back;
          moved += back;
        }
        expect((await catalog.products([product]))[0]?.stockOnHand).toBe(set + moved);
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
