import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredSellerReceiver } from "#lib/store/sellers/receiver-store.ts";
import { later, openStoreBench, type StoreBench } from "../store-bench.ts";

/** Sellers' receivers of order events: where they are, in which state, and how their secrets are encrypted. */
export function sellerReceiverStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  let count = 0;
  const aReceiver = (changes: Partial<StoredSellerReceiver> = {}): StoredSellerReceiver => ({
    id: `rcv_${String((count += 1)).padStart(3, "0")}`,
    sellerId: sellerId("kumo"),
    url: "https://erp.example.com/events",
    events: ["order_create", "order_update"],
    why: "their ERP",
    createdAt: later(count),
    createdBy: null,
    state: "active",
    disabledAt: null,
    disabledWhy: null,
    secret: "new.abc",
    earlierSecret: null,
    earlierSecretUntil: null,
    lastDeliveredAt: null,
    lastFailedAt: null,
    lastFailure: null,
    failingSince: null,
    missedSince: null,
    ...changes,
  });
  const insert = (...receivers: readonly StoredSellerReceiver[]) =>
    bench.store.transaction(async (transaction) => {
      for (const receiver of receivers) await transaction.insertSellerReceiver(receiver);
    });

  describe(`${name}: sellers' receivers`, () => {
    it("are read as they were added, and listed by age without their secrets", async () => {
      const of = sellerId("lists");
      const [older, newer] = [aReceiver({ sellerId: of, createdBy: "key_1" }), aReceiver({ sellerId: of })];
      await insert(newer, older);
      expect(await bench.store.sellerReceiver(older.id)).toEqual(older);
      expect([await bench.store.sellerReceiver("none"), await bench.store.sellerReceiver("a\0b")]).toEqual([
        null,
        null,
      ]);
      const listed = await bench.store.sellerReceivers(of);
      expect(listed.map(({ id }) => id)).toEqual([older.id, newer.id]);
      expect(JSON.stringify(listed)).not.toContain("new.abc");
      expect(await bench.store.sellerReceivers(sellerId("a\0b"))).toEqual([]);
    });

    it("change and go once; of none it is said that there is none", async () => {
      const one = aReceiver({ sellerId: sellerId("goes") });
      await insert(one);
      const change = { state: "failed", disabledAt: later(9), disabledWhy: "too_slow" } as const;
      const say = await bench.store.transaction(async (transaction) => [
        await transaction.changeSellerReceiver(one.id, change),
        await transaction.changeSellerReceiver("none", change),
      ]);
      expect(say).toEqual([true, false]);
      expect(await bench.store.sellerReceiver(one.id)).toEqual({ ...one, ...change });
      expect((await bench.store.failedReceivers(9, null)).map(({ id }) => id)).toEqual([one.id]);
      expect(await bench.store.failedReceivers(9, one)).toEqual([]);
      const remove = () => bench.store.transaction((transaction) => transaction.removeSellerReceiver(one.id));
      expect([await remove(), await remove()]).toEqual([true, false]);
    });

    it("encrypted with another key than the newest are found, the earlier secret too, and forgotten after its time", async () => {
      const of = sellerId("encryption");
      const old = aReceiver({ sellerId: of, secret: "old.abc" });
      const half = aReceiver({ sellerId: of, earlierSecret: "old.def", earlierSecretUntil: later(100) });
      await insert(old, half, aReceiver({ sellerId: of }));
      const found = async (after = "") =>
        (await bench.store.receiversWithOtherKey("new.", 9, after)).map(({ id }) => id);
      expect([await found(), await found(old.id)]).toEqual([[old.id, half.id], [half.id]]);
      const forget = (seconds: number) =>
        bench.store.transaction((transaction) => transaction.forgetEarlierSecrets(later(seconds)));
      expect([await forget(99), await forget(100), await forget(101)]).toEqual([0, 1, 0]);
      expect(await bench.store.sellerReceiver(half.id)).toMatchObject({
        earlierSecret: null,
        earlierSecretUntil: null,
      });
      expect(await found()).toEqual([old.id]);
    });
  });
}
