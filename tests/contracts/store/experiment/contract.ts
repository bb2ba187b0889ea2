import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import type { CountedFigures, Assignment } from "#lib/experiment/exposure.ts";
import { shopperId, type SessionId } from "#lib/ids.ts";
import type { FunnelEvent } from "#lib/experiment/funnel-event.ts";
import { saveMove } from "#lib/purchase/save-move.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { recomputedFigures } from "../drizzle-recomputed-figures.ts";
import { AGES, EXPERIMENT, openHistory, operations } from "./history.ts";
import { freshSession, insertSession, later, nextOf, openStoreBench, random, stepFor } from "../store-bench.ts";
import type { StoreBench } from "../store-bench.ts";

/** Everybody is as old as that. */
const LAST_DAY = "9999-12-31";

const sorted = (cells: CountedFigures["cells"]) =>
  cells.toSorted((a, b) =>
    JSON.stringify([a.dimension, a.value, a.day, a.arm]) < JSON.stringify([b.dimension, b.value, b.day, b.arm])
      ? -1
      : 1,
  );

/** The experiment: who is in it, and figures that stay exact whatever happens between two folds. */
export function experimentStoreContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  describe(`${name}: the figures of the experiment`, () => {
    it("are those of a full recomputation and of a model, to the last digit, at any interleaving of folds", async () => {
      await fc.assert(
        fc.asyncProperty(operations, fc.nat({ max: 1 }), fc.nat(), async (history, last, young) => {
          const opened = openHistory(bench.store);
          for (const operation of history) await opened.act(operation);
          const ages = AGES[last] ?? AGES[0];
          await opened.foldAll(ages);
          const days = (await bench.store.experimentFigures(EXPERIMENT, opened.phase, LAST_DAY)).cells.map(
            ({ day }) => day,
          );
          const oldUntil = days[young % Math.max(1, days.length * 2)] ?? LAST_DAY;
          const counted = await bench.store.experimentFigures(EXPERIMENT, opened.phase, oldUntil);
          const phase = { experiment: EXPERIMENT, phase: opened.phase } as const;
          const recomputed = await recomputedFigures(bench.opened.database, phase, oldUntil, ages);
          expect(counted).toEqual(recomputed);
          const model = await opened.model(ages, oldUntil);
          expect(sorted(counted.cells)).toEqual(sorted(model.cells as CountedFigures["cells"]));
          expect(counted.reassigned).toBe(model.reassigned);
          for (const { currency, nonZero, values } of counted.tails) {
            const all = model.revenues.get(currency) ?? [];
            expect(nonZero).toBe(all.length);
            const listed = values.flatMap((one) => Array.from({ length: one.shoppers }, () => one.amountMinor));
            expect(listed).toEqual(all.slice(0, listed.length));
          }
          expect(new Set(counted.tails.map((tail) => tail.currency))).toEqual(new Set(model.revenues.keys()));
        }),
        { numRuns: 30 },
      );
    });
  });
  experimentRowContract(name, () => bench);
}

function experimentRowContract(name: string, bench: () => StoreBench): void {
  describe(`${name}: a session in the experiment`, () => {
    const assignment = (session: CheckoutSession, changes: Partial<Assignment> = {}): Assignment => ({
      experiment: EXPERIMENT,
      phase: "phase-row",
      sessionId: session.id,
      shopperId: shopperId(`shopper-${session.id}`),
      sellerId: session.sellerId,
      arm: "instant",
      platform: "ios",
      locale: "de-DE",
      country: "US",
      currency: "USD",
      hasDetails: false,
      assignedAt: later(0),
      ...changes,
    });
    const inserted = async (changes: Partial<Assignment> = {}) => {
      const session = await insertSession(bench().store, freshSession({ status: "ready" }));
      await bench().store.transaction((transaction) => transaction.insertAssignment(assignment(session, changes)));
      return session;
    };
    const record = (id: SessionId, event: FunnelEvent, now: Date) =>
      bench().store.transaction((transaction) => transaction.saveFunnelEvent(id, event, now));

    it("keeps its first assignment, and notes that it was assigned the other arm", async () => {
      const session = await inserted();
      const again = assignment(session, { arm: "external", phase: "another", assignedAt: later(5) });
      await bench().store.transaction((transaction) => transaction.insertAssignment(again));
      const { hasDetails: _details, ...first } = assignment(session);
      expect(await bench().store.experimentSession(session.id)).toMatchObject({ ...first, reassignedAt: later(5) });
    });

    it("was shown a button and clicked it, when all that arrived is that something opened", async () => {
      const session = await inserted();
      await record(session.id, "sheet_opened", later(3));
      await record(session.id, "shown", later(9));
      expect(await bench().store.experimentSession(session.id)).toMatchObject({
        shownAt: later(3),
        clickedAt: later(3),
        sheetOpenedAt: later(3),
        pageOpenedAt: null,
      });
    });

    it("writes nothing more for a step that is known, nor for a session that is not in the experiment", async () => {
      const fold = () =>
        bench().store.transaction((transaction) => transaction.foldExperiment(EXPERIMENT, AGES[0], 100_000));
      const session = await inserted();
      await record(session.id, "shown", later(1));
      const outside = await insertSession(bench().store);
      await fold();
      await record(session.id, "shown", later(2));
      await record(outside.id, "clicked", later(2));
      const moved = nextOf(outside);
      await bench().store.transaction((transaction) =>
        saveMove(transaction, outside, moved, stepFor(moved, { type: "canceled" })),
      );
      expect(await fold()).toBe(0);
      expect(await bench().store.experimentSession(outside.id)).toBeNull();
    });

    it("is changed by the event of a session when it is noted, and not by saving the session alone", async () => {
      const session = await inserted();
      const before = await bench().store.experimentSession(session.id);
      const canceled = nextOf(session);
      const event = stepFor(canceled, { type: "canceled", occurredAt: later(4) });
      await bench().store.transaction((transaction) => transaction.saveSession(canceled, session.revision, event));
      expect(await bench().store.experimentSession(session.id)).toEqual(before);
      await bench().store.transaction((transaction) => transaction.noteSessionEvent(canceled, event));
      expect(await bench().store.experimentSession(session.id)).toEqual({
        ...before,
        canceledAt: later(4),
        outcome: "canceled",
      });
    });

    it("is not changed by a move that another writer was ahead of", async () => {
      const session = await inserted();
      const before = await bench().store.experimentSession(session.id);
      const moved = nextOf(session);
      const late = { ...session, revision: session.revision + 1 };
      const saved = await bench().store.transaction((transaction) =>
        saveMove(transaction, late, moved, stepFor(moved, { type: "canceled" })),
      );
      expect(saved).toBe(false);
      expect(await bench().store.experimentSession(session.id)).toEqual(before);
    });

    it("is not changed by a transaction that is undone, nor is its shopper counted for it", async () => {
      const session = await inserted({ phase: `phase-${random()}` });
      const undone = bench().store.transaction(async (transaction) => {
        await transaction.saveFunnelEvent(session.id, "shown", later(1));
        await transaction.foldExperiment(EXPERIMENT, AGES[0], 5000);
        throw new Error("undone");
      });
      await expect(undone).rejects.toThrow("undone");
      const stored = await bench().store.experimentSession(session.id);
      expect(stored?.shownAt).toBeNull();
      await bench().store.transaction((transaction) => transaction.foldExperiment(EXPERIMENT, AGES[0], 100_000));
      const [all] = (await bench().store.experimentFigures(EXPERIMENT, stored?.phase ?? "", LAST_DAY)).cells;
      expect(all?.figures).toMatchObject({ assigned: 1, shown: 0 });
    });
  });
}
