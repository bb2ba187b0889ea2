import { describe, expect, it } from "vitest";
import { FAILPOINTS } from "#lib/purchase/failpoints.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { CRASHES, FIRST_CASES, groupsOf, nameOf, WHOLE_CUTS, type Cut } from "./crash-cases.ts";
import { surviveCrashes } from "./crash-proof.ts";
import { KINDS, sampleOf } from "./crash-sample.ts";
import { openFaultBench } from "./fault-bench.ts";
import { endShopsWithTheFile } from "./shop-process-client.ts";

const LONG_MS = 300_000;
const GROUPS = 6;
const postgres = realPostgres();
endShopsWithTheFile();

const groups: readonly (readonly Cut[])[] = isWhole
  ? WHOLE_CUTS.map((cut) => [cut])
  : sampleOf(KINDS, groupsOf(FIRST_CASES, GROUPS));

describe("a server that ends in the middle of a purchase at the sandbox bank", () => {
  it("is tried at every step of a purchase", () => {
    expect(Object.keys(CRASHES).toSorted()).toEqual([...FAILPOINTS].toSorted());
    expect(KINDS.flat().toSorted()).toEqual([...FAILPOINTS].toSorted());
  });

  it.each(groups.map((cuts) => ({ cuts, steps: nameOf(cuts) })))(
    "at $steps leaves nothing behind that its successor does not settle",
    async ({ cuts }) => {
      const bench = await openFaultBench(postgres, null);
      await surviveCrashes(bench, cuts);
      await bench.close();
    },
    LONG_MS,
  );
});
