import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, shopperId, type SessionId } from "#lib/ids.ts";
import type { RouteDecision } from "#lib/routing/decide-route.ts";
import { NO_WIDGET } from "#lib/routing/host.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import type { StoredDecision } from "#lib/store/routing/decision-store.ts";
import { NOON } from "../../fixtures/builders.ts";
import {
  anEvent,
  freshSession,
  freshSessionId,
  insertSession,
  later,
  nextOf,
  openStoreBench,
  random,
  stepFor,
  type StoreBench,
} from "./store-bench.ts";

/** What came in, what was decided and what is still open. */
export function storyStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  describe(`${name}: what came in and what was decided`, () => {
    it("an event of the payment service is claimed once, also by many at once", async () => {
      const id = `evt_${random()}`;
      const claim = (provider: string) =>
        bench.store.transaction((transaction) => transaction.insertEvent(anEvent(id, provider)));
      const claimed = await Promise.all(Array.from({ length: 10 }, () => claim("sandbox")));
      expect(claimed.filter(Boolean)).toHaveLength(1);
      expect(await claim("stripe")).toBe(true);
      expect(await bench.store.event("sandbox", id)).toEqual(anEvent(id));
    });

    it("an event that names nothing stays listed until it is applied", async () => {
      const parked = anEvent(`evt_${random()}`, `bank_${random()}`, "parked");
      const { provider, event } = parked;
      await bench.store.transaction((transaction) => transaction.insertEvent(parked));
      expect(await bench.store.parkedEvents(1000)).toContainEqual(parked);
      await bench.store.transaction((transaction) => transaction.markEventApplied(provider, event.id));
      expect(await bench.store.event(provider, event.id)).toEqual({ ...parked, state: "applied" });
      expect((await bench.store.parkedEvents(1000)).map((one) => one.provider)).not.toContain(provider);
    });

    it.each<RouteDecision>([
      { kind: "routed", route: "instant", reason: "variant_instant" },
      { kind: "routed", route: "external", reason: "host_cannot_pay" },
      { kind: "blocked", reason: "already_paid" },
    ])("a decision is read back as it was stored: $kind $reason", async (decision) => {
      const session = await insertSession(bench.store);
      const stored: StoredDecision = {
        id: `dec_${random()}`,
        sessionId: session.id,
        sellerId: session.sellerId,
        shopperId: decision.kind === "blocked" ? null : shopperId("shopper-1"),
        capabilities: { ...NO_WIDGET, widget: true },
        flags: { killed: false, beta: true, variant: "external", phase: "p" },
        decision,
        revision: 3,
        shown: decision.kind === "blocked" ? null : "a.b.c.d.e.f",
        decidedAt: later(3),
      };
      await bench.store.transaction(async (transaction) => {
        await transaction.insertDecision({ ...stored, id: `dec_${random()}`, decidedAt: later(4) });
        await transaction.insertDecision(stored);
      });
      expect((await bench.store.decisions(session.id))[0]).toEqual(stored);
    });

    it("the last address that leads back to the chat counts, each session its own", async () => {
      const [one, other] = [freshSessionId(), freshSessionId()];
      const keep = (id: SessionId, url: string) =>
        bench.store.transaction((transaction) => transaction.saveReturnUrl(id, url, NOON));
      await keep(one, "https://chatgpt.com/c/1");
      await keep(one, "https://chatgpt.com/c/2");
      expect([await bench.store.returnUrl(one), await bench.store.returnUrl(other)]).toEqual([
        "https://chatgpt.com/c/2",
        null,
      ]);
    });

    it("the events of a session are returned in the order in which they happened", async () => {
      const session = await insertSession(bench.store);
      const events = [
        stepFor(session),
        stepFor(nextOf(session), {
          type: "payment_started",
          attemptId: attemptIdOf(session.id, 1),
          note: "instant",
          occurredAt: later(1),
        }),
        stepFor(nextOf(session), { type: "capture_orphaned", note: "late", occurredAt: later(-5) }),
      ];
      for (const event of events.slice(1))
        await bench.store.transaction((transaction) => transaction.appendSessionEvent(event));
      expect(await bench.store.steps(session.id)).toEqual(events);
    });

    it("open payments are those in doubt for long enough, oldest first", async () => {
      const now = (ms: number) => new Date(Date.UTC(2001, 0, 1) + ms);
      const stored: SessionId[] = [];
      for (const [age, status] of (
        ["unresolved", "paying", "awaiting_buyer", "ready", "completed", "canceled", "expired", "not_ready"] as const
      ).entries())
        stored.push((await insertSession(bench.store, freshSession({ status }), now(3 - age))).id);
      const [unresolved, paying, awaiting] = stored;
      expect(await bench.store.openPayments(now(4), 10)).toEqual([awaiting, paying, unresolved]);
      expect(await bench.store.openPayments(now(3), 10)).toEqual([awaiting, paying]);
      expect(await bench.store.openPayments(now(4), 1)).toEqual([awaiting]);
      expect(await bench.store.awaitedPages(now(4), 10)).toEqual([awaiting]);
      expect(await bench.store.awaitedPages(now(1), 10)).toEqual([]);
      const due = (before: Date) => ({ before, recentSince: now(0), seldomBefore: now(0) });
      expect(await bench.store.unansweredPayments(due(now(4)), 10)).toEqual([paying, unresolved]);
      expect(await bench.store.unansweredPayments(due(now(3)), 10)).toEqual([paying]);
      const seldom = { before: now(4), recentSince: now(4), seldomBefore: now(3) };
      expect(await bench.store.unansweredPayments(seldom, 10)).toEqual([paying]);
    });
  });
}
