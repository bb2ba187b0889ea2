import { describe, expect, it } from "vitest";
import { PURCHASE_STEPS } from "#lib/purchase/steps.ts";
import { realPostgres } from "../real-postgres.ts";
import { CRASHES, FIRST_CASES, MORE_CASES } from "./crash-cases.ts";
import { surviveCrashes } from "./crash-proof.ts";
import { openFaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile } from "./shop-process-client.ts";

const isWhole = process.env["TILLSWITCH_PROOF"] === "whole";
const LONG_MS = 300_000;
const postgres = realPostgres();
endShopsWithTheFile();

describe("a server that ends in the middle of a purchase at the sandbox bank", () => {
  it("is tried at every step of a purchase", () => {
    expect(Object.keys(CRASHES).toSorted()).toEqual([...PURCHASE_STEPS].toSorted());
  });

  it.each(FIRST_CASES)(
    "at $step ($scenario) leaves nothing behind that its successor does not settle",
    async ({ step, scenario }) => {
      const bench = await openFaultBench(postgres, null);
      await surviveCrashes(bench, { scenario, steps: [step] });
      await bench.close();
    },
    LONG_MS,
  );

  it.skipIf(!isWhole).each(MORE_CASES)(
    "at $step ($scenario) does so too; only in the whole proof",
    async ({ step, scenario }) => {
      const bench = await openFaultBench(postgres, null);
      await surviveCrashes(bench, { scenario, steps: [step] });
      await bench.close();
    },
    LONG_MS,
  );

  it.skipIf(!isWhole).each(FIRST_CASES.flatMap(({ next, ...one }) => (next === null ? [] : [{ ...one, next }])))(
    "at $step, and whose successor ends at $next ($scenario), leaves nothing behind; only in the whole proof",
    async ({ step, scenario, next }) => {
      const bench = await openFaultBench(postgres, null);
      await surviveCrashes(bench, { scenario, steps: [step, next] });
      await bench.close();
    },
    LONG_MS,
  );
});
