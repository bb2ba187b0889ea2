import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId, sessionId, type SellerId } from "#lib/ids.ts";
import type { RouteDecision, RouteReason } from "#lib/routing/decide-route.ts";
import { ROUTE_REASONS, routeOfReason, type ReasonQuery } from "#lib/routing/reason-counts.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { aDecision, freshSession, openStoreBench, random, type StoreBench } from "../store-bench.ts";

const START = new Date("2026-11-02T22:30:00Z");
const HOUR_MS = 3_600_000;
const at = (hours: number): Date => new Date(START.getTime() + hours * HOUR_MS);
const decisionFor = (reason: RouteReason): RouteDecision => {
  const route = routeOfReason(reason);
  return (route === null ? { kind: "blocked", reason } : { kind: "routed", route, reason }) as RouteDecision;
};

/** Why purchases took their route: on every database that the store runs on. */
export function reasonCountContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const aSeller = (): SellerId => sellerId(`seller-${random()}`);
  const decide = (seller: SellerId, purchase: string, reason: RouteReason, hours: number) =>
    bench.store.transaction((transaction) =>
      transaction.insertDecision(
        aDecision({ ...freshSession(), id: sessionId(purchase), sellerId: seller }, decisionFor(reason), {
          decidedAt: at(hours),
        }),
      ),
    );
  const counts = async (seller: SellerId, query: Partial<ReasonQuery> = {}, limit = 100) => {
    const found = await bench.store.reasonCounts({ sellerId: seller, from: START, until: at(48), ...query }, limit);
    const lines = found.counts.map(({ step, reason, purchases }) => `${step.toISOString()} ${reason} ${purchases}`);
    return { ...found, counts: lines };
  };

  describe(`${name}: why purchases took their route`, () => {
    it("counts a purchase once, by the last decision that named a route, and what was blocked apart", async () => {
      const seller = aSeller();
      const [one, other] = [`co_${random()}`, `co_${random()}`];
      await decide(seller, one, "host_cannot_pay", 0);
      await decide(seller, one, "variant_instant", 1);
      await decide(seller, one, "already_paid", 2);
      await decide(seller, one, "already_paid", 3);
      await decide(seller, other, "variant_instant", 1);
      expect(await counts(seller)).toEqual({
        stepHours: 1,
        counts: ["2026-11-02T23:00:00.000Z variant_instant 2", "2026-11-03T01:00:00.000Z already_paid 1"],
        decisions: 5,
        countedFrom: null,
      });
    });

    it("knows every reason, and no other seller's", async () => {
      const seller = aSeller();
      for (const reason of ROUTE_REASONS) await decide(seller, `co_${random()}`, reason, 0);
      await decide(aSeller(), `co_${random()}`, "not_in_beta", 0);
      expect((await counts(seller)).counts).toEqual(
        ROUTE_REASONS.map((reason) => `2026-11-02T22:00:00.000Z ${reason} 1`),
      );
      const all = await bench.store.reasonCounts({ sellerId: null, from: START, until: at(1) }, 1000);
      expect(all.decisions).toBeGreaterThan(ROUTE_REASONS.length);
    });

    it("is counted by days in UTC where the period is longer than two of them, its end left out", async () => {
      const seller = aSeller();
      for (const hours of [0, 1, 2, 25, 60]) await decide(seller, `co_${random()}`, "not_in_beta", hours);
      expect(await counts(seller, { until: at(60) })).toMatchObject({
        stepHours: 24,
        counts: ["2026-11-02T00:00:00.000Z not_in_beta 2", "2026-11-03T00:00:00.000Z not_in_beta 2"],
      });
    });

    it("counts the latest decisions alone where there are more than the limit, and names the earliest of them", async () => {
      const seller = aSeller();
      for (const hours of [0, 1, 2, 3]) await decide(seller, `co_${random()}`, "not_in_beta", hours);
      expect(await counts(seller, {}, 3)).toMatchObject({ decisions: 3, countedFrom: at(1), counts: { length: 3 } });
      expect(await counts(seller, {}, 4)).toMatchObject({ decisions: 4, countedFrom: null });
    });

    it("of nobody is nothing", async () => {
      const nothing = { stepHours: 1, counts: [], decisions: 0, countedFrom: null };
      expect(await counts(aSeller())).toEqual(nothing);
      expect(await counts(sellerId("a\0b"))).toEqual(nothing);
    });
  });
}
