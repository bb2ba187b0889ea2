import { lastDayOfAge } from "#lib/experiment/days.ts";
import { phaseOfSimulation, type Simulation } from "#lib/experiment/simulation.ts";
import { sellerId, sessionId, shopperId } from "#lib/ids.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { simulateShoppers } from "#lib/store/drizzle/experiment/simulation.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import type { Store } from "#lib/store/store.ts";
import { root } from "../../install.mjs";
import { linesPart } from "./lines-part.ts";
import { timed } from "./timed.ts";

const EXPERIMENT = "checkout-route";
const AGES = { windowDays: 14, revenueAgeDays: 28 };
const WRITES = 300;
const READS = 20;
/** Some statements of the fold take more changes than the server's job does, to be done with millions sooner. */
const CHANGES_AT_ONCE = 10_000;

export const experimentPart = linesPart({
  name: "experiment",
  title: "The experiment's tables: assignment, exposure, fold and report",
  sizesOf: ({ isQuick, isWhole }) =>
    isQuick ? [1000] : isWhole ? [10_000, 100_000, 1_000_000, 10_000_000] : [10_000, 100_000],
  run: benchExperiment,
});

/**
 * Fills a database with simulated shoppers up to each size and measures there: an assignment and an exposure as the server
 * writes them, the fold, and reading the figures of a report. All sizes are one phase, so the tables only grow. On a
 * Postgres of the bench's own.
 */
async function benchExperiment(url: string, sizes: readonly number[], report: (line: string) => void): Promise<void> {
  const opened = await openPostgres(url, root);
  const store = createStore(opened.database, () => () => Promise.resolve());
  report("SIMULATED shoppers; milliseconds, median and 95th percentile, on one connection at a time");
  report("  shoppers   assignment       exposure         fold, shoppers/s   read report      cells");
  try {
    let filled = 0;
    for (const size of sizes) {
      for await (const _stored of simulateShoppers(opened.database, { ...SHAPE, shoppers: size }, filled + 1));
      filled = size;
      const begun = performance.now();
      const folded = await fold(store);
      const perSecond = Math.round((folded * 1000) / (performance.now() - begun));
      // What the database does by itself within minutes.
      await opened.database.execute("vacuum analyze");
      const [assignment, exposure] = await writes(store, size);
      const figures = () => store.experimentFigures(EXPERIMENT, phaseOfSimulation(SHAPE.seed), OLD_UNTIL);
      const { text: read } = await timed(READS, figures);
      const { cells } = await figures();
      report(
        `${String(size).padStart(10)}   ${assignment.padEnd(16)} ${exposure.padEnd(16)} ${String(perSecond).padEnd(18)} ${read.padEnd(16)} ${cells.length}`,
      );
    }
  } finally {
    await opened.close();
  }
}

/** Half of them are old enough for the revenue. */
const OLD_UNTIL = lastDayOfAge(new Date(), 14);
const SHAPE: Omit<Simulation, "shoppers"> = {
  seed: 1,
  days: 28,
  end: new Date(),
  basePerMillion: 80_000,
  effectPerMillion: 100_000,
  weights: { external: 500, instant: 500 },
  sellers: Array.from({ length: 20 }, (_, index) => `seller-${index + 1}`),
  platforms: ["ios", "android", "web"],
  countries: ["US", "GB", "DE", "FR", "JP", "CA", "AU", "IT", "ES", "NL"],
  currencies: ["USD", "EUR", "GBP"],
};

async function fold(store: Store): Promise<number> {
  let folded = 0;
  for (let taken = CHANGES_AT_ONCE; taken >= CHANGES_AT_ONCE; folded += taken)
    taken = await store.transaction((transaction) => transaction.foldExperiment(EXPERIMENT, AGES, CHANGES_AT_ONCE));
  return folded;
}

async function writes(store: Store, size: number): Promise<[string, string]> {
  let n = 0;
  const { text: assignment } = await timed(WRITES, () => {
    n += 1;
    const name = `bench-${size}-${n}`;
    return store.transaction((transaction) =>
      transaction.insertAssignment({
        experiment: EXPERIMENT,
        phase: "bench",
        sessionId: sessionId(name),
        shopperId: shopperId(name),
        sellerId: sellerId("seller-1"),
        arm: "instant",
        platform: "ios",
        locale: "en-US",
        country: "US",
        currency: "USD",
        hasDetails: false,
        assignedAt: new Date(),
      }),
    );
  });
  n = 0;
  const { text: exposure } = await timed(WRITES, () => {
    n += 1;
    const name = sessionId(`bench-${size}-${n}`);
    return store.transaction((transaction) => transaction.saveFunnelEvent(name, "shown", new Date()));
  });
  return [assignment, exposure];
}
