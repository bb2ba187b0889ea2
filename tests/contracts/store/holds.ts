import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Availability } from "#lib/catalog/product.ts";
import { productId, sellerId, type ProductId, type SessionId } from "#lib/ids.ts";
import type { Hold } from "#lib/store/stock-store.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { aHold, freshSessionId, later, openStoreBench, random, type StoreBench } from "./store-bench.ts";

const HOLD_MS = 60_000;
const MOST = 800_000;
const PAGE: Partial<Omit<Hold, "sessionId">> = { until: later(HOLD_MS) };

/** Unpaid pages hold for a short time and not everything; payments that are being made hold until they are decided. */
export function holdStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const shelf = async (stockOnHand: number | null, availability: Availability = "in_stock"): Promise<ProductId> => {
    const id = productId(`p_${random()}`);
    await bench.catalog.upsert([aProduct({ id, stockOnHand, availability })]);
    return id;
  };
  const reserve = (product: ProductId, quantity: number, hold: Partial<Hold> = {}, id = freshSessionId()) =>
    bench.store.transaction(async (transaction) => {
      const products = await transaction.lockProducts([product]);
      return transaction.reserveStock(aHold(id, hold), products, [{ productId: product, quantity }], MOST);
    });
  const release = (id: SessionId) => bench.store.transaction((transaction) => transaction.releaseStock(id));
  const holdUntil = (id: SessionId, until: Date | null) =>
    bench.store.transaction((transaction) => transaction.holdUntil(id, until));

  describe(`${name}: what unpaid pages hold`, () => {
    it("is said to be held by others, not sold out, and gives way when its time is over, for which it is named", async () => {
      const mug = await shelf(1);
      const id = freshSessionId();
      expect((await reserve(mug, 1, PAGE, id)).kind).toBe("reserved");
      expect(await reserve(mug, 1, { now: later(HOLD_MS - 1) })).toEqual({ kind: "held_by_others", productId: mug });
      const asked = { now: later(HOLD_MS) };
      expect(await reserve(mug, 1, asked)).toEqual({ kind: "gives_way", productId: mug, sessions: [id] });
      await release(id);
      expect((await reserve(mug, 1, asked)).kind).toBe("reserved");
    });

    it("gives way in the order in which the pages' times ended, as many of them as are in the way", async () => {
      const mug = await shelf(10);
      const pages = [3, 1, 2].map((minute) => ({ id: freshSessionId(), until: later(minute * HOLD_MS) }));
      for (const { id, until } of pages) expect((await reserve(mug, 2, { until }, id)).kind).toBe("reserved");
      const now = later(HOLD_MS * 3);
      expect((await reserve(mug, 4, { now }, freshSessionId())).kind).toBe("reserved");
      const [third, first, second] = pages.map(({ id }) => id);
      expect(await reserve(mug, 3, { now })).toMatchObject({ kind: "gives_way", sessions: [first, second] });
      expect(await reserve(mug, 6, { now })).toMatchObject({ kind: "gives_way", sessions: [first, second, third] });
      expect(await reserve(mug, 7, { now })).toMatchObject({ kind: "out_of_stock", left: 6 });
    });

    it("is bounded together, and what is left can be paid with a token", async () => {
      const mug = await shelf(10);
      for (let page = 0; page < 4; page += 1) expect((await reserve(mug, 2, PAGE)).kind).toBe("reserved");
      expect((await reserve(mug, 1, PAGE)).kind).toBe("held_by_others");
      expect((await reserve(mug, 2)).kind).toBe("reserved");
      expect((await reserve(mug, 1)).kind).toBe("held_by_others");
    });

    it("may be all there is for one page alone, which still holds no more than pages may", async () => {
      const mug = await shelf(10);
      const id = freshSessionId();
      expect((await reserve(mug, 10, PAGE, id)).kind).toBe("reserved");
      expect((await reserve(mug, 1, PAGE)).kind).toBe("held_by_others");
      expect(await reserve(mug, 2)).toEqual({ kind: "gives_way", productId: mug, sessions: [id] });
      expect((await reserve(mug, 3)).kind).toBe("held_by_others");
      await release(id);
      expect((await reserve(mug, 2)).kind).toBe("reserved");
    });

    it("stays held for a payment that is being made, however long that takes, and can be sold out", async () => {
      const mug = await shelf(1);
      const id = freshSessionId();
      await reserve(mug, 1, PAGE, id);
      await holdUntil(id, null);
      expect(await reserve(mug, 1, { now: later(HOLD_MS * 1000) })).toEqual({
        kind: "out_of_stock",
        productId: mug,
        left: 0,
      });
      await holdUntil(id, later(0));
      expect(await reserve(mug, 1, { now: later(1) })).toMatchObject({ kind: "gives_way", sessions: [id] });
    });

    it("counts for its shopper while it lasts, and only where stock is counted", async () => {
      const [mug, endless] = [await shelf(5), await shelf(null)];
      const holder = `shopper_${random()}`;
      const [first, second] = [freshSessionId(), freshSessionId()];
      await reserve(mug, 1, { ...PAGE, holder }, first);
      await reserve(mug, 1, { ...PAGE, holder }, second);
      await reserve(endless, 1, { ...PAGE, holder });
      await reserve(mug, 1, { holder });
      const pages = (except: SessionId, now = NOON) =>
        bench.store.transaction((transaction) => transaction.pagesHeldBy(holder, except, now));
      expect([await pages(freshSessionId()), await pages(first), await pages(first, later(HOLD_MS))]).toEqual([
        2, 1, 0,
      ]);
    });

    it("a back-order is bounded by no count", async () => {
      expect((await reserve(await shelf(0, "backorder"), 3)).kind).toBe("reserved");
      expect((await reserve(await shelf(0, "pre_order"), 3)).kind).toBe("out_of_stock");
    });

    it("counts a limited code for as long as the page holds it, and for good once it is paid", async () => {
      const code = `CODE${random()}`;
      const id = freshSessionId();
      await bench.store.transaction((transaction) =>
        transaction.takeDiscounts(aHold(id, PAGE), sellerId("fernweh"), [{ code, limit: 1 }]),
      );
      const usedUp = async (now: Date) => (await bench.store.usedUpCodes([{ code, limit: 1 }], null, now)).has(code);
      expect([await usedUp(later(HOLD_MS - 1)), await usedUp(later(HOLD_MS))]).toEqual([true, false]);
      await holdUntil(id, null);
      expect(await usedUp(later(HOLD_MS * 1000))).toBe(true);
    });
  });
}
