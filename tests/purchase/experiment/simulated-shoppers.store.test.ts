import { afterAll, describe, expect, it } from "vitest";
import type { Arm, ArmFigures } from "#lib/experiment/figures.ts";
import { sellerId, sessionId, shopperId } from "#lib/ids.ts";
import { experimentPhases, foldExperiment } from "#lib/purchase/experiment/count-experiment.ts";
import {
  readSimulationRequest,
  SIMULATE_VERB,
  simulateExperiment,
  simulationVerb,
  type SimulationLine,
} from "#lib/operator/simulation.ts";
import { simulateShoppers } from "#lib/store/drizzle/experiment/simulation.ts";
import { recomputedFigures } from "../../contracts/store/drizzle-recomputed-figures.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { testPlan } from "../../fixtures/test-rules.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { openTwoInstances } from "../two-instances.ts";

/** Everybody is as old as that. */
const LAST_DAY = "9999-12-31";
const PHASE = { experiment: "checkout-route", phase: "simulated-7" } as const;

const opened = await openTestPglite();
const shop = await openTestShop(opened);
const postgres = realPostgres();
afterAll(() => shop.close());

const SIMULATION = {
  seed: 7,
  shoppers: 3000,
  days: 28,
  effectPerMillion: 1_000_000,
  basePerMillion: 100_000,
  sellers: ["fernweh", "kumo"],
  platforms: ["ios", "web"],
  countries: ["US", "DE"],
  currencies: ["USD" as const, "EUR" as const],
};

async function simulate(request: Parameters<typeof simulateExperiment>[1], isSandbox = true) {
  const lines: SimulationLine[] = [];
  const parts = { database: opened.database, verbs: shop.verbs, isSandbox, now: shop.context.now };
  await simulateExperiment(parts, request, async (line) => void lines.push(line as SimulationLine));
  return lines;
}
async function counted(phase: string, arm: Arm): Promise<Record<keyof ArmFigures, number>> {
  const { cells } = await shop.verbs.experimentFigures(phase);
  const mine = cells.filter((cell) => cell.dimension === "all" && cell.arm === arm);
  const entries = Object.keys(mine[0]?.figures ?? {}).map((name) => [
    name,
    mine.reduce((total, cell) => total + Number(cell.figures[name as "paid"]), 0),
  ]);
  return Object.fromEntries(entries) as Record<keyof ArmFigures, number>;
}

describe("simulated shoppers", () => {
  it("are a phase that says so, counted exactly like others, with about the effect that was asked for", async () => {
    await simulate({ do: "fill", ...SIMULATION });
    const [phase] = await experimentPhases(shop.context);
    expect(phase).toMatchObject({ phase: "simulated-7", isSimulated: true, assigned: 3000 });
    const { store } = shop.context;
    const figures = await store.experimentFigures("checkout-route", "simulated-7", LAST_DAY);
    expect(figures).toEqual(await recomputedFigures(opened.database, PHASE, LAST_DAY, testPlan));
    expect(figures.tails.map((tail) => tail.currency).toSorted()).toEqual(["EUR", "USD"]);
    const [external, instant] = [await counted("simulated-7", "external"), await counted("simulated-7", "instant")];
    // Twice the conversion, seen through 1,500 shoppers an arm: between a half more and two and a half times as many.
    expect(instant.paid / instant.shown / (external.paid / external.shown)).toBeGreaterThan(1.5);
    expect(instant.paid / instant.shown / (external.paid / external.shown)).toBeLessThan(2.5);
  });

  it("are the same ones again for the same seed, and replace those before", async () => {
    const before = await shop.verbs.experimentFigures("simulated-7");
    const lines = await simulate({ do: "fill", ...SIMULATION });
    expect(lines[0]).toMatchObject({ type: "removed", sessions: expect.any(Number) });
    const paid = (cells: typeof before.cells) => cells.reduce((total, cell) => total + cell.figures.paid, 0);
    expect(paid((await shop.verbs.experimentFigures("simulated-7")).cells)).toBe(paid(before.cells));
  });

  it("go away without a trace, and real shoppers stay", async () => {
    await shop.context.store.transaction((transaction) =>
      transaction.insertAssignment({
        experiment: "checkout-route",
        phase: "a-real-phase",
        sessionId: sessionId("cs_real"),
        shopperId: shopperId("real"),
        sellerId: sellerId("fernweh"),
        arm: "instant",
        platform: null,
        locale: null,
        country: null,
        currency: "USD",
        hasDetails: false,
        assignedAt: shop.context.now(),
      }),
    );
    await simulate({ do: "fill", ...SIMULATION, seed: 8, shoppers: 50 });
    expect(await simulate({ do: "remove", seed: null })).toEqual([{ type: "removed", sessions: expect.any(Number) }]);
    expect((await experimentPhases(shop.context)).map((one) => one.phase)).toEqual(["a-real-phase"]);
    expect(await shop.verbs.experimentFigures("simulated-7")).toEqual({ cells: [], tails: [], reassigned: 0 });
    expect((await counted("a-real-phase", "instant")).assigned).toBe(1);
  });

  it("are made by a running server one simulation at a time", async () => {
    const parts = { database: opened.database, verbs: shop.verbs, isSandbox: true, now: shop.context.now };
    const verb = simulationVerb(parts)[SIMULATE_VERB];
    const fill = { do: "fill", ...SIMULATION, seed: 9, shoppers: 20 };
    expect(verb?.begin({ ...fill, shoppers: "many" })).toBe("not_understood");
    for (const body of [fill, { do: "remove", seed: 9 }]) {
      const work = verb?.begin(body);
      expect(verb?.begin(body)).toBe("busy");
      if (typeof work === "function") await work(() => Promise.resolve(), new AbortController().signal);
    }
    expect((await experimentPhases(shop.context)).map((one) => one.phase)).not.toContain("simulated-9");
  });

  it("are refused where the money is not simulated too, and so is a request that makes no sense, by its name", async () => {
    expect(await simulate({ do: "fill", ...SIMULATION }, false)).toEqual([
      { type: "refused", why: expect.any(String) },
    ]);
    expect((await experimentPhases(shop.context)).map((one) => one.phase)).toEqual(["a-real-phase"]);
    for (const [wrong, named] of [
      [{ shoppers: 0 }, "--shoppers"],
      [{ currencies: ["XXX"] }, "--currencies"],
      [{ sellers: ["'); drop table orders; --"] }, "--sellers"],
    ] as const)
      expect(readSimulationRequest({ do: "fill", ...SIMULATION, ...wrong })).toMatchObject({
        kind: "invalid",
        problems: [expect.stringContaining(named)],
      });
  });
});

describe("two instances", () => {
  it("that fold at once count every shopper once", async () => {
    const url = await postgres.freshDatabase();
    const pools = [await postgres.open(url), await postgres.open(url)] as const;
    const two = await openTwoInstances(pools);
    const simulation = { ...SIMULATION, end: two.contexts[0].now(), weights: testPlan.weights };
    for await (const _part of simulateShoppers(pools[0].database, simulation));
    const folded = await Promise.all([...two.contexts, ...two.contexts].map((context) => foldExperiment(context)));
    expect(folded.reduce((total, one) => total + one)).toBe(3000);
    const { store } = two.contexts[1];
    const figures = await store.experimentFigures("checkout-route", "simulated-7", LAST_DAY);
    expect(figures.cells.length).toBeGreaterThan(100);
    expect(figures).toEqual(await recomputedFigures(pools[1].database, PHASE, LAST_DAY, testPlan));
    await two.close();
  });
});
