import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { attemptIdOf, sellerId, shopperId, type SellerId } from "#lib/ids.ts";
import type { BreakerReason, BreakerState, BreakerTransition } from "#lib/routing/instant-breaker.ts";
import { interruptionsOf } from "#lib/routing/interruption.ts";
import type { RouteDecision } from "#lib/routing/decide-route.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredAttempt } from "#lib/store/store.ts";
import { NOON } from "../../fixtures/builders.ts";
import {
  aDecision,
  anAttempt,
  freshSession,
  insertSession,
  later,
  openStoreBench,
  random,
  stepFor,
  type StoreBench,
} from "./store-bench.ts";

const aSeller = (): SellerId => sellerId(`seller-${random()}`);
const aTransition = (seller: SellerId, n: number, state: BreakerState, seconds = n): BreakerTransition => ({
  sellerId: seller,
  n,
  state,
  reason: (state === "closed" ? "trials_paid" : "many_errors") satisfies BreakerReason,
  note: "6 failed",
  occurredAt: later(seconds * 1000),
});
const INSTANT: RouteDecision = { kind: "routed", route: "instant", reason: "variant_instant" };
const WINDOW = { since: NOON, most: 20 };

/** The kill switch, the breakers and what they look at: on every database that the store runs on. */
export function pauseStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const turn = (seller: SellerId | null, isOn: boolean, seconds: number, why = "a test") =>
    bench.store.transaction((transaction) =>
      transaction.insertKillSwitchEntry({ sellerId: seller, isOn, why, occurredAt: later(seconds * 1000) }),
    );
  const change = (step: BreakerTransition) =>
    bench.store.transaction((transaction) => transaction.insertBreakerTransition(step));
  const tallyOf = async (seller: SellerId, window = WINDOW) =>
    (await bench.store.instantPauseState(seller, null, window)).tally;
  /** A session of the seller whose attempts ended so, a second apart from `at` on. */
  const tried = async (
    seller: SellerId,
    outcomes: readonly StoredAttempt["outcome"][],
    changes: Partial<StoredAttempt> = {},
  ) => {
    const session = await insertSession(bench.store, { ...freshSession(), sellerId: seller });
    await decided(session, INSTANT);
    for (const [index, outcome] of outcomes.entries()) {
      const n = index + 1;
      const startedAt = changes.startedAt ?? later(n * 1000);
      const attempt = anAttempt(session, { ...changes, n, id: attemptIdOf(session.id, n), outcome, startedAt });
      await bench.store.transaction((transaction) => transaction.insertAttempt(attempt));
    }
    return session;
  };
  /** Where the session was sent, as it was decided a tenth of a second later than before. */
  let decisions = 0;
  const decided = (session: CheckoutSession, decision: RouteDecision, shopper = "shopper-1") => {
    decisions += 1;
    const changes = { shopperId: shopperId(shopper), decidedAt: later(decisions * 100) };
    return bench.store.transaction((transaction) => transaction.insertDecision(aDecision(session, decision, changes)));
  };
  const unresolved = (session: CheckoutSession, note: string | null) =>
    bench.store.transaction((transaction) =>
      transaction.appendSessionEvent(
        stepFor(session, { type: "payment_unresolved", attemptId: attemptIdOf(session.id, 1), note }),
      ),
    );
  const interruptions = async (from: Date) => interruptionsOf(await bench.store.pauseHistory(from), from);
  const paid = { kind: "captured" } as const;
  const declined = { kind: "declined", reason: "card_declined" } as const;

  describe(`${name}: the kill switch`, () => {
    it("is on when it is on for the seller or for all, and the latest entry of each applies", async () => {
      const [seller, other] = [aSeller(), aSeller()];
      const both = () => Promise.all([seller, other].map((one) => bench.store.switchedOff(one)));
      expect(await both()).toEqual([false, false]);
      await turn(seller, true, 1);
      expect(await both()).toEqual([true, false]);
      await turn(null, true, 2);
      await turn(seller, false, 3);
      expect(await both()).toEqual([true, true]);
      await turn(null, false, 4);
      expect(await both()).toEqual([false, false]);
      for (const one of [seller, other])
        expect((await bench.store.instantPauseState(one, null, WINDOW)).switchedOff).toBe(false);
      await turn(other, true, 5);
      expect((await bench.store.instantPauseState(other, null, WINDOW)).switchedOff).toBe(true);
      const switches = await bench.store.killSwitches();
      expect(switches[0]).toEqual({ sellerId: null, isOn: false, why: "a test", occurredAt: later(4000) });
      expect(switches.find((one) => one.sellerId === other)).toMatchObject({ isOn: true, occurredAt: later(5000) });
    });
  });

  describe(`${name}: what a breaker looks at`, () => {
    it("is each instant session of the seller once, by its latest attempt that has an outcome", async () => {
      const seller = aSeller();
      await tried(seller, [declined, declined, paid]);
      await tried(seller, [declined, { kind: "voided" }]);
      await tried(seller, [{ kind: "rejected", why: "wrong key" }]);
      await tried(seller, [{ kind: "token_invalid", why: "expired" }]);
      await tried(seller, [{ kind: "open" }]);
      await tried(seller, [paid], { route: "external", tokenHash: null });
      await tried(aSeller(), [declined]);
      expect(await tallyOf(seller)).toEqual({ captured: 1, declined: 1, errors: 2, unknown: 0 });
    });

    it("leaves out sessions that were sent elsewhere at last, or that nobody decided about", async () => {
      const seller = aSeller();
      await decided(await tried(seller, [declined]), { kind: "routed", route: "external", reason: "not_in_beta" });
      await decided(await tried(seller, [paid]), { kind: "blocked", reason: "already_paid" });
      const undecided = await insertSession(bench.store, { ...freshSession(), sellerId: seller });
      const attempt = anAttempt(undecided, { outcome: declined, startedAt: later(1000) });
      await bench.store.transaction((transaction) => transaction.insertAttempt(attempt));
      expect(await tallyOf(seller)).toEqual({ captured: 1, declined: 0, errors: 0, unknown: 0 });
    });

    it("leaves out tokens that the provider does not know, and no other bad token", async () => {
      const seller = aSeller();
      await tried(seller, [{ kind: "token_invalid", why: "not_recognised" }]);
      await tried(seller, [{ kind: "token_invalid", why: "spent" }]);
      expect(await tallyOf(seller)).toEqual({ captured: 0, declined: 0, errors: 1, unknown: 0 });
    });

    it("half open is the sessions of shoppers with a trial", async () => {
      const seller = aSeller();
      await change(aTransition(seller, 2, "half_open", 0.5));
      await bench.store.transaction((transaction) => transaction.takeTrial(seller, 2, shopperId("on-trial"), 3, NOON));
      await tried(seller, [declined]);
      await decided(await tried(seller, [paid]), INSTANT, "on-trial");
      expect(await tallyOf(seller)).toEqual({ captured: 1, declined: 0, errors: 0, unknown: 0 });
    });

    it("counts an attempt without an answer as that, also when the money was found later, and a pending one not", async () => {
      const seller = aSeller();
      await tried(seller, [paid], { unansweredAt: later(5000) });
      const pending = await tried(seller, [paid]);
      await unresolved(pending, null);
      expect(await tallyOf(seller)).toEqual({ captured: 1, declined: 0, errors: 0, unknown: 1 });
    });

    it("does not depend on what the history of a session says in words", async () => {
      const seller = aSeller();
      await unresolved(await tried(seller, [paid]), "no_answer");
      expect(await tallyOf(seller)).toEqual({ captured: 1, declined: 0, errors: 0, unknown: 0 });
    });

    it("is the latest sessions only, not older than the window, and after the breaker's last change", async () => {
      const seller = aSeller();
      for (let index = 1; index <= 6; index += 1)
        await tried(seller, [index <= 3 ? declined : paid], { startedAt: later(index * 60_000) });
      expect(await tallyOf(seller)).toMatchObject({ captured: 3, declined: 3 });
      expect(await tallyOf(seller, { since: NOON, most: 4 })).toMatchObject({ captured: 3, declined: 1 });
      expect(await tallyOf(seller, { since: later(2 * 60_000), most: 20 })).toMatchObject({ captured: 3, declined: 1 });
      await change(aTransition(seller, 1, "closed", 5 * 60));
      expect(await tallyOf(seller)).toMatchObject({ captured: 1, declined: 0 });
    });
  });

  describe(`${name}: a breaker`, () => {
    it("is changed by one of many who see the same, and is read back as it was changed", async () => {
      const seller = aSeller();
      const step = aTransition(seller, 1, "open");
      const won = await Promise.all(Array.from({ length: 8 }, () => change(step)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await bench.store.instantPauseState(seller, null, WINDOW)).breaker).toEqual(step);
      await change(aTransition(seller, 2, "half_open"));
      expect((await bench.store.breakers()).filter((one) => one.sellerId === seller)).toEqual([
        aTransition(seller, 2, "half_open"),
      ]);
    });

    it("lets so many shoppers through as it has trials, each once, whoever asks at the same time", async () => {
      const seller = aSeller();
      const take = (shopper: string, n = 2) =>
        bench.store.transaction((transaction) => transaction.takeTrial(seller, n, shopperId(shopper), 3, NOON));
      await change(aTransition(seller, 2, "half_open"));
      expect(await Promise.all(["a", "a", "a"].map((shopper) => take(shopper)))).toEqual([true, true, true]);
      const many = await Promise.all(["b", "c", "d", "e", "f"].map((shopper) => take(shopper)));
      expect(many.filter(Boolean)).toHaveLength(2);
      expect(await take("a")).toBe(true);
      const trials = async (shopper: string) =>
        (await bench.store.instantPauseState(seller, shopperId(shopper), WINDOW)).trials;
      expect(await trials("a")).toEqual({ taken: 3, hasOne: true });
      expect(await trials("nobody")).toEqual({ taken: 3, hasOne: false });
      await change(aTransition(seller, 3, "half_open"));
      expect(await trials("a")).toEqual({ taken: 0, hasOne: false });
    });
  });

  it(`${name}: interruptions are the times in which a switch or a breaker kept shoppers from instant`, async () => {
    const [seller, other] = [aSeller(), aSeller()];
    await turn(seller, true, 10, "bank down");
    await turn(seller, true, 20, "still down");
    await turn(seller, false, 30, "bank up");
    await change(aTransition(seller, 1, "open", 40));
    await change(aTransition(seller, 2, "half_open", 50));
    await change(aTransition(seller, 3, "closed", 60));
    await change(aTransition(other, 1, "open", 70));
    const ours = async (from: Date) =>
      (await interruptions(from)).filter(({ why }) => why.includes(seller) || why.includes(other));
    const closed = [
      { from: later(10_000), until: later(30_000), why: `kill switch, ${seller}: bank down` },
      { from: later(40_000), until: later(60_000), why: `breaker, ${seller}: many_errors` },
      { from: later(70_000), until: null, why: `breaker, ${other}: many_errors` },
    ];
    expect(await ours(NOON)).toEqual(closed);
    expect(await ours(later(30_000))).toEqual(closed.slice(1));
  });

  it(`${name}: what the flag kept from instant is derived from the purchases that met it, and a single tester's is not`, async () => {
    const hours = (count: number, minutes = 0) => new Date(Date.UTC(2031, 0, 1, count, minutes));
    const meet = async (decidedAt: Date, shopper: string, isByFlag = true) => {
      const flags = { killed: isByFlag, beta: true, variant: "instant", phase: "p" } as const;
      const killed = { kind: "routed", route: "external", reason: "instant_killed" } as const;
      const changes = { shopperId: shopperId(shopper), flags, decidedAt };
      const decision = aDecision(await insertSession(bench.store), killed, changes);
      await bench.store.transaction((transaction) => transaction.insertDecision(decision));
    };
    for (const [index, shopper] of ["a", "b", "c"].entries()) {
      await meet(hours(0, index * 10), shopper);
      await meet(hours(2, index * 10), shopper);
      await meet(hours(10, index * 10), shopper);
      await meet(hours(20, index * 10), "a tester");
      await meet(hours(30, index * 10), shopper, false);
    }
    const read = await interruptions(hours(0));
    expect(read.filter(({ why }) => why.startsWith("flag")).map(({ from, until }) => [from, until])).toEqual([
      [hours(0), hours(2, 20)],
      [hours(10), hours(10, 20)],
    ]);
  });
}
