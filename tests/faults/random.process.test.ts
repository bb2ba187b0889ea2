import { describe, expect, it } from "vitest";
import { inTurn, isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { randomPlan } from "./random-plan.ts";
import { openRandomLane } from "./random-lane.ts";
import { endShopsWithTheFile } from "./shop-process-client.ts";

/** Where to begin, as in TILLSWITCH_SEED=20261124, which runs that one seed; TILLSWITCH_RUNS says how many. */
const GIVEN = process.env["TILLSWITCH_SEED"];
const WHOLE_RUNS = 250;
const WHOLE_SEEDS = Array.from({ length: WHOLE_RUNS }, (_, index) => 20_261_124 + index) as [number, ...number[]];
/** The short proof runs one of the whole one's, another with each day's commits. */
const FIRST_SEED = Number(GIVEN ?? (isWhole ? WHOLE_SEEDS[0] : inTurn(WHOLE_SEEDS)));
const RUNS = Number(process.env["TILLSWITCH_RUNS"] ?? (GIVEN === undefined && isWhole ? WHOLE_RUNS : 1));
const LANES = isWhole ? 2 : 1;
const MAX_RUN_MS = 150_000;
const LONG_MS = isWhole ? 4 * 3_600_000 : 300_000;

const postgres = realPostgres();
endShopsWithTheFile();

const seeds = Array.from({ length: RUNS }, (_, index) => FIRST_SEED + index);

describe.each(["sandbox", "stripe"] as const)("random purchases with %s", (service) => {
  it(
    `in ${seeds.length} seeded runs of kills and faults end as one order or as no charge`,
    async () => {
      const waiting = [...seeds];
      const lanes = Array.from({ length: Math.min(LANES, seeds.length) }, async () => {
        const lane = await openRandomLane(postgres, service);
        try {
          for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
            const problems = await Promise.race([lane.run(seed), tooLong()]);
            if (problems.length > 0) waiting.length = 0;
            expect(problems, replayOf(seed)).toEqual([]);
          }
        } finally {
          await lane.close();
        }
      });
      await Promise.all(lanes);
    },
    LONG_MS,
  );
});

const replayOf = (seed: number) =>
  `TILLSWITCH_SEED=${seed} runs it again: ${JSON.stringify(randomPlan(seed), null, 1).replaceAll(/\s+/g, " ")}`;

function tooLong(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve([`the run was not over after ${MAX_RUN_MS / 1000} s`]), MAX_RUN_MS).unref();
  });
}
