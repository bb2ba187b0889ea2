import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderId, sellerId, productId, type ProductId, type SessionId } from "#lib/ids.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { aHold, freshSessionId, openStoreBench, random, type StoreBench } from "./store-bench.ts";

const seller = sellerId("fernweh");

/** Counted stock and limited codes: never more than there is, and never a wait that does not end. */
export function countStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const shelf = async (stockOnHand: number | null, id = `p_${random()}`): Promise<ProductId> => {
    await bench.catalog.upsert([aProduct({ id: productId(id), stockOnHand })]);
    return productId(id);
  };
  const onHand = async (id: ProductId) => (await bench.catalog.products([id]))[0]?.stockOnHand;
  const reserve = (id: SessionId, needs: readonly [ProductId, number][]) =>
    bench.store.transaction(async (transaction) =>
      transaction.reserveStock(
        aHold(id),
        await transaction.lockProducts(needs.map(([product]) => product)),
        needs.map(([product, quantity]) => ({ productId: product, quantity })),
        800_000,
      ),
    );
  const release = (id: SessionId) => bench.store.transaction((transaction) => transaction.releaseStock(id));
  const consume = (id: SessionId, needs: readonly [ProductId, number][]) =>
    bench.store.transaction((transaction) =>
      transaction.consumeStock(
        { sessionId: id, orderId: orderId(`ord_${random()}`) },
        needs.map(([product, quantity]) => ({ productId: product, quantity })),
      ),
    );

  describe(`${name}: stock`, () => {
    it("is held for one session and missing for the next, which reads what is left", async () => {
      const mug = await shelf(3);
      expect(await reserve(freshSessionId(), [[mug, 2]])).toEqual({ kind: "reserved" });
      expect(await reserve(freshSessionId(), [[mug, 2]])).toEqual({ kind: "out_of_stock", productId: mug, left: 1 });
      expect(await onHand(mug)).toBe(3);
    });

    it("that is not counted always holds", async () => {
      const mug = await shelf(null);
      expect(await reserve(freshSessionId(), [[mug, 1_000_000]])).toEqual({ kind: "reserved" });
      await consume(freshSessionId(), [[mug, 1_000_000]]);
      expect(await onHand(mug)).toBeNull();
    });

    it("of two products is held whole or not at all", async () => {
      const [mug, none] = [await shelf(1), await shelf(0)];
      expect(
        await reserve(freshSessionId(), [
          [mug, 1],
          [none, 1],
        ]),
      ).toEqual({ kind: "out_of_stock", productId: none, left: 0 });
      expect(await reserve(freshSessionId(), [[mug, 1]])).toEqual({ kind: "reserved" });
    });

    it("asked for twice in one basket is counted together", async () => {
      const mug = await shelf(3);
      const id = freshSessionId();
      expect(
        await reserve(id, [
          [mug, 2],
          [mug, 2],
        ]),
      ).toMatchObject({ kind: "out_of_stock", left: 3 });
      expect(
        await reserve(id, [
          [mug, 2],
          [mug, 1],
        ]),
      ).toEqual({ kind: "reserved" });
      await consume(id, [
        [mug, 2],
        [mug, 1],
      ]);
      expect(await onHand(mug)).toBe(0);
    });

    it("that a session holds already does not block the session itself, and the new hold replaces the old", async () => {
      const [mug, cup] = [await shelf(2), await shelf(1)];
      const id = freshSessionId();
      await reserve(id, [[mug, 2]]);
      expect(
        await reserve(id, [
          [mug, 1],
          [cup, 1],
        ]),
      ).toEqual({ kind: "reserved" });
      expect(await reserve(freshSessionId(), [[mug, 1]])).toEqual({ kind: "reserved" });
      expect(await reserve(freshSessionId(), [[cup, 1]])).toMatchObject({ kind: "out_of_stock", left: 0 });
    });

    it("is free again when the hold is released", async () => {
      const mug = await shelf(1);
      const [first, second] = [freshSessionId(), freshSessionId()];
      await reserve(first, [[mug, 1]]);
      await release(first);
      expect(await reserve(second, [[mug, 1]])).toEqual({ kind: "reserved" });
    });

    it("that was bought is gone for good, below nothing when money came late", async () => {
      const mug = await shelf(1);
      const id = freshSessionId();
      await reserve(id, [[mug, 1]]);
      await consume(id, [[mug, 1]]);
      expect(await onHand(mug)).toBe(0);
      expect(await reserve(freshSessionId(), [[mug, 1]])).toEqual({ kind: "out_of_stock", productId: mug, left: 0 });
      await consume(freshSessionId(), [[mug, 1]]);
      expect(await onHand(mug)).toBe(-1);
      expect(await reserve(freshSessionId(), [[mug, 1]])).toMatchObject({ left: 0 });
    });

    it("goes to as many as there are units, however many ask at once", async () => {
      const mug = await shelf(5);
      const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(freshSessionId(), [[mug, 1]])));
      expect(answers.filter((answer) => answer.kind === "reserved")).toHaveLength(5);
    });

    it("of the same products in any order never makes two baskets wait for each other for ever", async () => {
      // Names whose order differs between an alphabet and plain bytes.
      const shared = await Promise.all(["a", "B", "ä", "Z", "_"].map((letter) => shelf(null, `${letter}_${random()}`)));
      const needs = shared.map((product): [ProductId, number] => [product, 1]);
      const turned = [...needs].reverse();
      await Promise.all(
        Array.from({ length: 60 }, (_, index) => {
          const wanted = index % 2 === 0 ? needs : turned;
          if (index % 3 === 2) return bench.catalog.upsert(wanted.map(([id]) => aProduct({ id, stockOnHand: 1000 })));
          return index % 3 === 0 ? reserve(freshSessionId(), wanted) : consume(freshSessionId(), wanted);
        }),
      );
    });
  });

  const take = (id: SessionId, codes: readonly [string, number | null][]) =>
    bench.store.transaction((transaction) =>
      transaction.takeDiscounts(
        aHold(id),
        seller,
        codes.map(([code, limit]) => ({ code, limit })),
      ),
    );
  const usedUp = (code: string, limit: number, except: SessionId | null = null) =>
    bench.store.usedUpCodes([{ code, limit }], except, NOON);

  describe(`${name}: limited discount codes`, () => {
    it("are used as often as their limit says, however many ask at once", async () => {
      const code = `CODE${random()}`;
      const taken = await Promise.all(Array.from({ length: 20 }, () => take(freshSessionId(), [[code, 3]])));
      expect(taken.filter(Boolean)).toHaveLength(3);
      expect([await usedUp(code, 3), await usedUp(code, 4)]).toEqual([new Set([code]), new Set()]);
    });

    it("count a session once, however often it takes them, and its own hold is not in its way", async () => {
      const code = `CODE${random()}`;
      const id = freshSessionId();
      expect([await take(id, [[code, 1]]), await take(id, [[code, 1]])]).toEqual([true, true]);
      expect([await usedUp(code, 1), await usedUp(code, 1, id)]).toEqual([new Set([code]), new Set()]);
      expect(await take(freshSessionId(), [[code, 1]])).toBe(false);
    });

    it("are free again when they are released", async () => {
      const code = `CODE${random()}`;
      const id = freshSessionId();
      await take(id, [[code, 1]]);
      await bench.store.transaction((transaction) => transaction.releaseDiscounts(id));
      expect(await take(freshSessionId(), [[code, 1]])).toBe(true);
    });

    it("are counted all or none", async () => {
      const [free, full, open] = [`FREE${random()}`, `FULL${random()}`, `OPEN${random()}`];
      await take(freshSessionId(), [[full, 1]]);
      expect(
        await take(freshSessionId(), [
          [free, 1],
          [full, 1],
          [open, null],
        ]),
      ).toBe(false);
      expect(await usedUp(free, 1)).toEqual(new Set());
      expect(
        await take(freshSessionId(), [
          [free, 1],
          [open, null],
        ]),
      ).toBe(true);
      expect(await take(freshSessionId(), [])).toBe(true);
    });

    it("taken in any order never make two checkouts wait for each other for ever", async () => {
      const codes = Array.from({ length: 4 }, (): [string, number] => [`CODE${random()}`, 1000]);
      const taken = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          take(freshSessionId(), index % 2 === 0 ? codes : [...codes].reverse()),
        ),
      );
      expect(taken.every(Boolean)).toBe(true);
    });

    it("are asked for in one go, each against its own limit", async () => {
      const [one, two] = [`ONE${random()}`, `TWO${random()}`];
      for (let uses = 0; uses < 2; uses += 1)
        await take(freshSessionId(), [
          [one, 9],
          [two, 9],
        ]);
      const asked = [
        { code: one, limit: 2 },
        { code: two, limit: 3 },
      ];
      expect(await bench.store.usedUpCodes(asked, null, NOON)).toEqual(new Set([one]));
      expect(await bench.store.usedUpCodes([], null, NOON)).toEqual(new Set());
    });
  });
}
