import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredSellerKey } from "#lib/store/sellers/key-store.ts";
import { later, openStoreBench, type StoreBench } from "../store-bench.ts";

/** Sellers' keys: what they allow, how long they are valid, and on which day they were used last. */
export function sellerKeyStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  let count = 0;
  const aKey = (changes: Partial<StoredSellerKey> = {}): StoredSellerKey => ({
    id: `key_${(count += 1)}`,
    sellerId: sellerId("kumo"),
    actions: ["read", "manage_sellers"],
    why: "their warehouse",
    createdAt: later(count),
    createdBy: null,
    lastUsedOn: null,
    revokedAt: null,
    digest: "0".repeat(64),
    ...changes,
  });
  const insert = (...keys: readonly StoredSellerKey[]) =>
    bench.store.transaction(async (transaction) => {
      for (const key of keys) await transaction.insertSellerKey(key);
    });
  const ids = async (of: string, limit = 10) => (await bench.store.sellerKeys(sellerId(of), limit)).map(({ id }) => id);

  describe(`${name}: sellers' keys`, () => {
    it("are read as they were made, and no name that cannot be stored is one", async () => {
      const key = aKey({ createdBy: "kumo-erp" });
      await insert(key);
      expect(await bench.store.sellerKey(key.id)).toEqual(key);
      expect([await bench.store.sellerKey("none"), await bench.store.sellerKey("a\0b")]).toEqual([null, null]);
      expect(await bench.store.sellerKeys(sellerId("a\0b"), 9)).toEqual([]);
      const [listed] = await bench.store.sellerKeys(key.sellerId, 9);
      expect(listed).not.toHaveProperty("digest");
    });

    it("are revoked once, and listed behind those that are valid", async () => {
      const of = sellerId("lists");
      const [first, second, third] = [aKey({ sellerId: of }), aKey({ sellerId: of }), aKey({ sellerId: of })];
      await insert(first, second, third);
      const revoke = () => bench.store.transaction((one) => one.revokeSellerKey(third.id, later(60)));
      expect([await revoke(), await revoke()]).toEqual([true, false]);
      expect((await bench.store.sellerKey(third.id))?.revokedAt).toEqual(later(60));
      expect([await ids("lists"), await ids("lists", 1)]).toEqual([[second.id, first.id, third.id], [second.id]]);
    });

    it("are found by the key that they go back to, also by way of revoked ones, and of one seller alone", async () => {
      const [of, other] = [sellerId("lineage"), sellerId("another")];
      const made = (from: StoredSellerKey | null, changes: Partial<StoredSellerKey> = {}) =>
        aKey({ sellerId: of, createdBy: from?.id ?? null, ...changes });
      const first = made(null);
      const [own, between] = [made(first), made(first, { revokedAt: later(50) })];
      const middle = made(between, { revokedAt: later(50) });
      const last = made(middle);
      await insert(first, own, between, middle, last, made(null), made(first, { sellerId: other }));
      const from = async (id: string) => (await bench.store.sellerKeysFrom(id, of)).map((key) => key.id);
      expect(await from(first.id)).toEqual([last.id, own.id]);
      expect([await from(between.id), await from(own.id), await from("none")]).toEqual([[last.id], [], []]);
    });

    it("have the last day of their use, and are idle when that is long ago and they are not new", async () => {
      const createdAt = new Date("2026-01-31T23:59:59.999Z");
      const [never, old, used, fresh, revoked] = [
        aKey({ id: "key_a", createdAt }),
        aKey({ id: "key_b", createdAt }),
        aKey({ id: "key_c", createdAt }),
        aKey({ id: "key_d", createdAt: new Date("2026-02-01T00:00:00Z") }),
        aKey({ id: "key_e", createdAt, revokedAt: createdAt }),
      ];
      await insert(never, old, used, fresh, revoked);
      const use = (id: string, day: string) => bench.store.transaction((one) => one.markSellerKeyUsed(id, day));
      await use(old.id, "2026-01-31");
      await use(used.id, "2026-02-01");
      await use(used.id, "2026-01-30");
      expect((await bench.store.sellerKey(used.id))?.lastUsedOn).toBe("2026-02-01");
      const idle = (limit: number) => bench.store.idleSellerKeys("2026-02-01", limit);
      expect((await idle(9)).map(({ id }) => id)).toEqual([never.id, old.id]);
      expect((await idle(1)).map(({ id }) => id)).toEqual([never.id]);
    });
  });
}
