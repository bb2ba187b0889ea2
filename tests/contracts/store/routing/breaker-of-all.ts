import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, sellerId, shopperId, type SellerId } from "#lib/ids.ts";
import type { BreakerState } from "#lib/routing/instant-breaker.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredAttempt } from "#lib/store/store.ts";
import { NOON } from "../../../fixtures/builders.ts";
import {
  aDecision,
  anAttempt,
  freshSession,
  insertSession,
  later,
  openStoreBench,
  random,
  type StoreBench,
} from "../store-bench.ts";

/** Other tests of the same database leave sessions of other sellers. */
const FROM_MINUTE = 500 * 24 * 60;
const at = (minute: number): Date => later((FROM_MINUTE + minute) * 60_000);
const aSeller = (): SellerId => sellerId(`seller-${random()}`);

/** What the breaker of all sellers looks at: on every database that the store runs on. */
export function breakerOfAllContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  /** An instant session with one attempt, by a shopper of its own unless one is named. */
  const tried = async (
    minute: number,
    outcome: StoredAttempt["outcome"],
    { seller = aSeller(), shopper = `shopper-${random()}` } = {},
  ) => {
    const session = await insertSession(bench.store, { ...freshSession(), sellerId: seller });
    const id = attemptIdOf(session.id, 1);
    const attempt = anAttempt(session, { n: 1, id, outcome, startedAt: at(minute) });
    const routed = { kind: "routed", route: "instant", reason: "variant_instant" } as const;
    const decision = aDecision(session, routed, { shopperId: shopperId(shopper) });
    await bench.store.transaction(async (transaction) => {
      await transaction.insertDecision(decision);
      await transaction.insertAttempt(attempt);
    });
  };
  const state = (since = at(0)) => bench.store.instantPauseState(null, null, { since, most: 20 });
  const change = (n: number, to: BreakerState, minute: number) =>
    bench.store.transaction((transaction) =>
      transaction.insertBreakerTransition({
        sellerId: null,
        n,
        state: to,
        reason: to === "closed" ? "trials_paid" : "cool_down_over",
        note: "",
        occurredAt: at(minute),
      }),
    );
  const rejected = { kind: "rejected", why: "wrong key" } as const;
  const spent = { kind: "token_invalid", why: "spent" } as const;
  const declined = { kind: "declined", reason: "card_declined" } as const;
  const paid = { kind: "captured" } as const;

  describe(`${name}: what the breaker of all sellers looks at`, () => {
    it("is the latest session of each seller, and of those the latest of each shopper", async () => {
      const [seller, shopper] = [aSeller(), `shopper-${random()}`];
      for (const minute of [1, 2, 3]) await tried(minute, rejected, { seller });
      await tried(4, paid, { seller });
      for (const minute of [5, 6, 7]) await tried(minute, spent, { shopper });
      await tried(8, declined);
      expect((await state()).tally).toEqual({ captured: 1, declined: 1, errors: 1, unknown: 0 });
    });

    it("half open is each session of a shopper with a trial, at whichever seller; and each seller's state says so", async () => {
      const { since, most } = { since: at(60), most: 20 };
      const isPaused = async () => (await bench.store.instantPauseState(aSeller(), null, { since, most })).allPaused;
      expect(await isPaused()).toBe(false);
      await change(1, "half_open", 60);
      expect(await isPaused()).toBe(true);
      const trial = (shopper: string) =>
        bench.store.transaction((transaction) => transaction.takeTrial(null, 1, shopperId(shopper), 2, NOON));
      expect([await trial("first"), await trial("second"), await trial("third")]).toEqual([true, true, false]);
      const seller = aSeller();
      for (const [index, shopper] of ["first", "second", "third"].entries())
        await tried(61 + index, shopper === "third" ? declined : paid, { seller, shopper });
      expect(await state(since)).toMatchObject({
        breaker: { sellerId: null, n: 1, state: "half_open" },
        tally: { captured: 2, declined: 0, errors: 0, unknown: 0 },
        trials: { taken: 2 },
      });
      await change(2, "closed", 70);
      expect(await isPaused()).toBe(false);
      expect((await bench.store.breakers())[0]).toMatchObject({ sellerId: null, n: 2, state: "closed" });
    });
  });
}
