import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entitlementId, sellerId, planId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { ENTITLEMENT_STATUSES, type Entitlement, type OrphanedSubscription } from "#lib/orders/plans/entitlement.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { NOON } from "../../fixtures/builders.ts";
import { later, openStoreBench, random, UNSTORABLE_IDS, type StoreBench } from "./store-bench.ts";

const DAY_MS = 86_400_000;

function fresh(changes: Partial<Entitlement> = {}): Entitlement {
  return {
    id: entitlementId(`ent_${random()}`),
    sellerId: sellerId("fernweh"),
    planId: planId("maps"),
    name: "maps",
    holder: `user-${random()}`,
    price: money(4900, "KWD"),
    interval: "year",
    status: "pending",
    page: null,
    subscription: null,
    paidUntil: null,
    mismatch: null,
    openedAt: NOON,
    updatedAt: NOON,
    revision: 1,
    ...changes,
  };
}

const active = (changes: Partial<Entitlement> = {}) =>
  fresh({ status: "active", subscription: `sub_${random()}`, paidUntil: later(DAY_MS), ...changes });

/** Entitlements, their events, and subscriptions that nobody can take: on every database that the store runs on. */
export function entitlementStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());
  const insert = (one: Entitlement) => bench.store.transaction((transaction) => transaction.insertEntitlement(one));
  const save = (one: Entitlement, from: number) =>
    bench.store.transaction((transaction) => transaction.saveEntitlement(one, from));

  describe(`${name}: entitlements`, () => {
    it.each(ENTITLEMENT_STATUSES)("are read as they were stored: %s", async (status) => {
      const one = active({ status, page: "cs_1", mismatch: "a reason" });
      expect(await insert(one)).toBe(true);
      expect(await bench.store.entitlement(one.id)).toEqual(one);
    });

    it("have one live row for a holder and a plan, even when two are stored at once", async () => {
      const one = fresh();
      const rivals = [one, { ...one, id: fresh().id }, { ...one, id: fresh().id }];
      const stored = await Promise.all(rivals.map(insert));
      expect(stored.filter(Boolean)).toHaveLength(1);
      const live = await bench.store.liveEntitlement(one.sellerId, one.planId, one.holder);
      expect(live?.id).toBe(rivals[stored.indexOf(true)]?.id);
      expect(await insert({ ...fresh(), holder: one.holder, planId: planId("other") })).toBe(true);
    });

    it("make room for another one only when they have ended", async () => {
      const one = fresh();
      await insert(one);
      expect(await save({ ...one, status: "ended", revision: 2 }, 1)).toBe(true);
      expect(await bench.store.liveEntitlement(one.sellerId, one.planId, one.holder)).toBeNull();
      expect(await insert(fresh({ holder: one.holder }))).toBe(true);
    });

    it("are saved over the revision that was read, and nothing is written otherwise", async () => {
      const one = fresh();
      await insert(one);
      expect(await save({ ...one, page: "cs_first", revision: 2 }, 1)).toBe(true);
      expect(await save({ ...one, page: "cs_second", revision: 2 }, 1)).toBe(false);
      expect(await bench.store.entitlement(one.id)).toMatchObject({ page: "cs_first", revision: 2 });
    });

    it("of a holder are those that were paid, the newest first", async () => {
      const holder = `user-${random()}`;
      const before = active({ holder, status: "ended" });
      const now = active({ holder, openedAt: later(DAY_MS) });
      for (const one of [before, now, fresh({ holder, planId: planId("other") })]) await insert(one);
      expect((await bench.store.paidEntitlements(holder)).map(({ id }) => id)).toEqual([now.id, before.id]);
    });

    it("are due when they wait or should have been paid again, and not when somebody just asked", async () => {
      const waiting = fresh();
      const overdue = active({ paidUntil: later(-1) });
      const missing = active({ status: "past_due", paidUntil: later(-DAY_MS) });
      const paid = active();
      const over = active({ status: "ended", paidUntil: later(-1) });
      const all = [waiting, overdue, missing, paid, over];
      for (const one of all) await insert(one);
      const dueOf = async (before: Date) => {
        const due = await bench.store.dueEntitlements(NOON, before, 1000);
        return all.filter(({ id }) => due.includes(id)).map(({ id }) => id);
      };
      expect(await dueOf(later(1))).toEqual([waiting.id, overdue.id, missing.id]);
      expect(await dueOf(NOON)).toEqual([]);
      await bench.store.transaction((transaction) => transaction.markEntitlementChecked(waiting.id, later(DAY_MS)));
      expect(await dueOf(later(DAY_MS))).toEqual([overdue.id, missing.id]);
      expect(await bench.store.entitlement(waiting.id), "asking changes nothing").toEqual(waiting);
    });

    it("that need a person are listed", async () => {
      const one = active({ mismatch: "the amount differs" });
      await insert(one);
      expect(await bench.store.entitlementsInReview(1000)).toContainEqual(one);
    });

    it("count an event once", async () => {
      const one = fresh();
      const event = `evt_${random()}`;
      const count = (provider: string) =>
        bench.store.transaction((transaction) => transaction.insertEntitlementEvent(provider, event, one.id, NOON));
      expect([await count("stripe"), await count("stripe"), await count("other")]).toEqual([true, false, true]);
    });

    it("that nobody can have are not there", async () => {
      for (const id of UNSTORABLE_IDS) {
        expect(await bench.store.entitlement(entitlementId(id))).toBeNull();
        expect(await bench.store.paidEntitlements(id)).toEqual([]);
      }
    });
  });

  describe(`${name}: a subscription that no entitlement can take`, () => {
    it("is recorded once, and open until it is ended and given back", async () => {
      const orphaned: OrphanedSubscription = {
        reference: `sub_${random()}`,
        entitlementId: fresh().id,
        why: "two of them",
        state: "requested",
        recordedAt: NOON,
        settledAt: null,
      };
      const { store } = bench;
      const ours = async () =>
        (await store.openOrphanedSubscriptions(1000)).filter(({ reference }) => reference === orphaned.reference);
      expect(await store.transaction((transaction) => transaction.insertOrphanedSubscription(orphaned))).toBe(true);
      expect(await store.transaction((transaction) => transaction.insertOrphanedSubscription(orphaned))).toBe(false);
      for (const state of ["unknown", "refused"] as const) {
        await store.transaction((transaction) => transaction.saveOrphanedSubscription({ ...orphaned, state }));
        expect(await ours()).toEqual([{ ...orphaned, state }]);
      }
      await store.transaction((transaction) => transaction.saveOrphanedSubscription({ ...orphaned, state: "done" }));
      expect(await ours()).toEqual([]);
    });
  });
}
