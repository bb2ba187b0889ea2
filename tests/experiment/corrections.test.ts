import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceToExceed } from "#lib/experiment/statistics/bayes-rate.ts";
import { benjaminiHochberg, holm } from "#lib/experiment/statistics/corrections.ts";
import type { Proportion } from "#lib/experiment/statistics/proportions.ts";
import { checkSplit, sampleRatio } from "#lib/experiment/statistics/sample-ratio.ts";
import { detectableEffect, planTest, sizeForRates } from "#lib/experiment/statistics/sample-size.ts";
import { sequentialInterval } from "#lib/experiment/statistics/sequential.ts";
import { simpsonReversal } from "#lib/experiment/statistics/simpson.ts";
import { normalTwoSidedP } from "#lib/experiment/statistics/stdlib-distributions.ts";
import { counts, given } from "./given.ts";
import { powerForRates } from "./power-for-rates.ts";

const ALPHA = 0.05;

describe("looking every day", () => {
  it("the interval that is valid at every look is wider than the fixed one and narrowest near the planned size", () => {
    const ratio = (shoppers: number) =>
      given(sequentialInterval({ effect: 0, standardError: 1, shoppers }, 10_000, ALPHA)).halfWidth / 1.959963984540054;
    for (const shoppers of [10, 500, 5000, 10_000, 20_000, 1_000_000]) expect(ratio(shoppers)).toBeGreaterThan(1.5);
    expect(ratio(10_000)).toBeLessThan(Math.min(ratio(2_500), ratio(40_000)));
  });

  it("its p is below α exactly where it leaves zero out", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), fc.integer({ min: 10, max: 1_000_000 }), (effect, n) => {
        const one = given(sequentialInterval({ effect, standardError: 1, shoppers: n }, 5000, ALPHA));
        fc.pre(Math.abs(Math.abs(effect) - one.halfWidth) > 1e-9);
        expect(one.p < ALPHA).toBe(one.interval.low > 0 || one.interval.high < 0);
      }),
    );
  });
});

describe("beliefs", () => {
  it("the chances of either way being better make one", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const belief = ({ shoppers, events }: Proportion) => ({ a: 1 + events, b: 1 + shoppers - events });
        const there = chanceToExceed(belief(a), belief(b), 0);
        const back = chanceToExceed(belief(b), belief(a), 0);
        expect(there + back).toBeCloseTo(1, 8);
        expect(chanceToExceed(belief(a), belief(a), 0)).toBeCloseTo(0.5, 8);
      }),
      { numRuns: 25 },
    );
  });
});

describe("many questions at once", () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it("a correction never makes p smaller, never more than 1, and keeps the order", () => {
    fc.assert(
      fc.property(chances, (values) => {
        for (const corrected of [holm(values), benjaminiHochberg(values)]) {
          corrected.forEach((value, index) => {
            expect(value).toBeGreaterThanOrEqual((values[index] ?? 0) * (1 - 1e-12));
            expect(value).toBeLessThanOrEqual(1);
          });
          values.forEach((value, index) =>
            values.forEach((other, there) => {
              if (value < other) expect(corrected[index]).toBeLessThanOrEqual((corrected[there] ?? 0) + 1e-15);
            }),
          );
        }
      }),
    );
  });

  it("Holm is never milder than Benjamini and Hochberg", () => {
    fc.assert(
      fc.property(chances, (values) => {
        const strict = holm(values);
        benjaminiHochberg(values).forEach((value, index) =>
          expect(value).toBeLessThanOrEqual((strict[index] ?? 0) + 1e-12),
        );
      }),
    );
  });
});

describe("size and split", () => {
  it("a test of the planned size has the planned power", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (baseline, relativeEffect, treatmentPerControl) => {
          const question = { baseline, relativeEffect, alpha: ALPHA, power: 0.8, treatmentPerControl };
          const { control, treatment } = given(sizeForRates(question));
          const { power } = given(powerForRates(baseline, relativeEffect, { control, treatment }, ALPHA));
          expect(power).toBeGreaterThan(0.79999);
          expect(power).toBeLessThan(0.83);
        },
      ),
    );
  });

  it("four times the shoppers find an effect of half the size", () => {
    const at = (shoppers: number) =>
      given(detectableEffect(0.08, { control: shoppers, treatment: shoppers }, ALPHA, 0.8)).absolute;
    expect(at(40_000)).toBeCloseTo(at(10_000) / 2, 12);
  });

  it("the split is judged by the shares of the plan, whatever they add up to", () => {
    const parts = given(sampleRatio([8950, 1050], [900, 100]));
    expect(given(sampleRatio([8950, 1050], [0.9, 0.1])).p).toBeCloseTo(parts.p, 12);
    expect(parts.isAlarm).toBe(false);
    expect(given(sampleRatio([8950, 1050], [1, 1])).isAlarm).toBe(true);
    expect(given(sampleRatio([5120, 4880], [1, 1])).p).toBeCloseTo(normalTwoSidedP(2.4), 12);
  });

  it("fifteen shoppers are too few to check a split, and an arm without a share has none", () => {
    expect(checkSplit([15, 0], [500, 500])).toEqual({ kind: "undefined", why: "too_few_to_check" });
    expect(sampleRatio([15, 0], [1000, 0])).toEqual({ kind: "undefined", why: "weight_not_positive" });
  });

  it("a form is answered how many shoppers, and whole weeks for them to come", () => {
    const form = { baseline: 0.08, relativeEffect: 0.1, alpha: ALPHA, power: 0.8, shoppersPerDay: 1_200 };
    const { size, runTime } = given(planTest({ ...form, shares: { external: 500, instant: 500 } }));
    expect([size.total, runTime.days, runTime.wholeWeekDays]).toEqual([37_738, 32, 35]);
    const uneven = given(planTest({ ...form, shares: { external: 900, instant: 100 } }));
    expect(uneven.size.total).toBeGreaterThan(2 * size.total);
    expect(planTest({ ...form, shares: { external: 1000, instant: 0 } })).toMatchObject({ why: "weight_not_positive" });
    expect(planTest({ ...form, shares: { external: 500, instant: 500 }, shoppersPerDay: 0 })).toMatchObject({
      why: "nobody_comes",
    });
    expect(planTest({ ...form, shares: { external: 500, instant: 500 }, power: 1 })).toMatchObject({
      why: "certainty_out_of_range",
    });
  });

  it("a rate that the effect lifts above 100 percent cannot be planned for", () => {
    const question = { baseline: 0.9, relativeEffect: 0.2, alpha: ALPHA, power: 0.8, treatmentPerControl: 1 };
    expect(sizeForRates(question)).toEqual({ kind: "undefined", why: "rate_out_of_range" });
  });

  it("a segment without shoppers in one arm makes no reversal", () => {
    const part = (shoppers: number, events: number) => ({ shoppers, events });
    const segments = [
      { control: part(100, 10), treatment: part(100, 20) },
      { control: part(0, 0), treatment: part(50, 1) },
    ];
    expect(simpsonReversal(segments)).toEqual({ isEvery: false, isSome: false });
  });
});
