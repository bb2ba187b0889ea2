import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUndefined } from "#lib/experiment/answer.ts";
import { ratePosteriors } from "#lib/experiment/statistics/bayes-rate.ts";
import { compareWithBefore } from "#lib/experiment/statistics/cuped.ts";
import { compareMeans, relativeLift } from "#lib/experiment/statistics/means.ts";
import { momentsOf, quotient } from "#lib/experiment/statistics/moments.ts";
import { compareProportions } from "#lib/experiment/statistics/proportions.ts";
import { sequentialInterval } from "#lib/experiment/statistics/sequential.ts";
import { chiSquareUpperTail, tTwoSidedP } from "#lib/experiment/statistics/stdlib-distributions.ts";
import { winsorise } from "#lib/experiment/statistics/winsorise.ts";
import { counts, given } from "./given.ts";

const ALPHA = 0.05;

const amounts = fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 2, maxLength: 60 });
const sumsOf = (values: readonly number[]) => ({
  sum: values.reduce((sum, value) => sum + BigInt(value), 0n),
  squares: values.reduce((sum, value) => sum + BigInt(value) ** 2n, 0n),
});
const near = (got: number, due: number, part = 1e-9) => Math.abs(got - due) <= part * Math.max(1, Math.abs(due));

describe("anchors, computed elsewhere to fifty digits", () => {
  it("two rates: 320 of 4,000 against 385 of 4,100", () => {
    const one = given(compareProportions({ shoppers: 4000, events: 320 }, { shoppers: 4100, events: 385 }, ALPHA));
    expect(one.difference).toBeCloseTo(0.013902439024390244, 14);
    expect(one.newcombe.low).toBeCloseTo(0.0016198181006952977, 12);
    expect(one.newcombe.high).toBeCloseTo(0.02618594071062689, 12);
    expect(given(one.p)).toBeCloseTo(0.026474740035229413, 12);
  });

  it("a chance of 7·10⁻²⁶⁸ is shown and not rounded to zero", () => {
    const one = given(
      compareProportions({ shoppers: 50_000, events: 2500 }, { shoppers: 50_000, events: 5500 }, ALPHA),
    );
    expect(given(one.p) / 6.677168477870063e-268).toBeCloseTo(1, 9);
    expect(tTwoSidedP(25, 39_998) / 6.903524491559203e-137).toBeCloseTo(1, 6);
    expect(chiSquareUpperTail(57.6, 1) / 3.2122559320123605e-14).toBeCloseTo(1, 7);
  });

  it("two means whose variances differ", () => {
    const one = given(
      compareMeans({ shoppers: 12, mean: 5.5, variance: 4.25 }, { shoppers: 200, mean: 4.1, variance: 30.5 }, ALPHA),
    );
    expect(one.freedom).toBeCloseTo(22.284029903102365, 9);
    expect(one.interval.low).toBeCloseTo(-2.8751035265859888, 9);
    expect(one.p).toBeCloseTo(0.0617774979413509, 9);
  });

  it("the interval that is valid at every look: 8 against 10 percent of 2,500 each", () => {
    const measured = { effect: 0.02, standardError: 0.008089499366462674, shoppers: 5000 };
    const one = given(sequentialInterval(measured, 5000, ALPHA));
    expect(one.interval.low).toBeCloseTo(-0.004553321204730509, 12);
    expect(one.p).toBeCloseTo(0.19806218706519046, 10);
  });

  it("the chance to beat: 80 against 97 of 1,000", () => {
    const one = given(ratePosteriors({ shoppers: 1000, events: 80 }, { shoppers: 1000, events: 97 }, ALPHA));
    expect(one.chanceToBeat).toBeCloseTo(0.9091163648822476, 8);
  });

  it("variance of ten million amounts whose squares no double represents", () => {
    const one = given(momentsOf(10_000_000, { sum: 40_215_000_123n, squares: 38_186_725_000_123_457n }));
    expect(one.variance / 3802500417.913459).toBeCloseTo(1, 12);
    const far = given(
      momentsOf(1_000_000, { sum: 1_000_000_000_500_000n, squares: 1_000_000_001_000_000_000_500_000n }),
    );
    expect(far.variance).toBeCloseTo(0.25000025000025, 12);
  });
});

describe("two rates", () => {
  it("swapping the arms turns the difference and the interval round and keeps p", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const one = given(compareProportions(a, b, ALPHA));
        const other = given(compareProportions(b, a, ALPHA));
        expect(other.difference).toBeCloseTo(-one.difference, 12);
        expect(other.newcombe.low).toBeCloseTo(-one.newcombe.high, 12);
        if (!isUndefined(one.p)) expect(near(given(other.p), one.p)).toBe(true);
      }),
    );
  });

  it("the interval contains the difference and stays between −1 and 1, and p between 0 and 1", () => {
    fc.assert(
      fc.property(counts, counts, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (a, b, alpha) => {
        const { difference, newcombe, p } = given(compareProportions(a, b, alpha));
        expect(newcombe.low).toBeLessThanOrEqual(difference + 1e-12);
        expect(newcombe.high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(newcombe.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(newcombe.high).toBeLessThanOrEqual(1 + 1e-12);
        if (!isUndefined(p)) expect(p >= 0 && p <= 1).toBe(true);
      }),
    );
  });

  it("an interval for more certainty contains the one for less", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const wide = given(compareProportions(a, b, 0.01)).newcombe;
        const narrow = given(compareProportions(a, b, 0.1)).newcombe;
        expect(wide.low <= narrow.low + 1e-12 && wide.high >= narrow.high - 1e-12).toBe(true);
      }),
    );
  });

  it("more who paid than were there is no rate", () => {
    const answer = compareProportions({ shoppers: 3, events: 4 }, { shoppers: 3, events: 1 }, ALPHA);
    expect(answer).toEqual({ kind: "undefined", why: "impossible_counts" });
  });
});

describe("means", () => {
  it("moments of whole sums are those of the values one by one", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const { mean, variance } = given(momentsOf(values.length, sumsOf(values)));
        const plain = values.reduce((sum, value) => sum + value, 0) / values.length;
        const spread = values.reduce((sum, value) => sum + (value - plain) ** 2, 0) / (values.length - 1);
        expect(near(mean, plain, 1e-12)).toBe(true);
        expect(near(variance, spread, 1e-9)).toBe(true);
      }),
    );
  });

  it("a quotient of whole numbers of any size is right to the last digit", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 60n }),
        (above, below, factor) => {
          const due = Number(above) / Number(below);
          expect(Math.abs(quotient(above * factor, below * factor) - due)).toBeLessThanOrEqual(Math.abs(due) * 2.3e-16);
        },
      ),
    );
  });

  it("a shift of all amounts moves no difference, and a change of unit scales it", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 1_000_000 }), (a, b, by) => {
        const compared = (change: (value: number) => number) =>
          compareMeans(
            given(momentsOf(a.length, sumsOf(a.map(change)))),
            given(momentsOf(b.length, sumsOf(b.map(change)))),
            ALPHA,
          );
        const plain = compared((value) => value);
        const moved = compared((value) => value + by);
        const scaled = compared((value) => value * 10);
        if (isUndefined(plain)) return expect(moved).toEqual(plain);
        expect(near(given(moved).difference, plain.difference, 1e-7)).toBe(true);
        expect(near(given(moved).standardError, plain.standardError, 1e-7)).toBe(true);
        expect(near(given(scaled).difference, plain.difference * 10, 1e-9)).toBe(true);
        expect(near(given(scaled).p, plain.p, 1e-7)).toBe(true);
        const lifts = [plain, given(scaled)].map((one) => relativeLift(one.control, one.treatment, ALPHA));
        if (lifts[0] !== undefined && !isUndefined(lifts[0]) && lifts[1] !== undefined)
          expect(near(given(lifts[1]).lift, lifts[0].lift, 1e-9)).toBe(true);
      }),
    );
  });

  it("what was spent before, when it says nothing, changes nothing", () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const arm = (values: readonly number[]) => ({
          shoppers: values.length,
          after: sumsOf(values),
          before: { sum: 0n, squares: 0n },
          products: 0n,
        });
        const adjusted = compareWithBefore(arm(a), arm(b), ALPHA);
        if (isUndefined(adjusted)) return;
        const plain = given(
          compareMeans(given(momentsOf(a.length, sumsOf(a))), given(momentsOf(b.length, sumsOf(b))), ALPHA),
        );
        expect(adjusted.theta).toBe(0);
        expect(near(adjusted.difference, plain.difference)).toBe(true);
        expect(near(adjusted.standardError, plain.standardError)).toBe(true);
      }),
    );
  });

  it("a cap changes the values above it to the cap and no other", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 500, max: 1000 }), (a, b, permille) => {
        const arms = { external: a, instant: b };
        const high = (["external", "instant"] as const)
          .flatMap((arm) => arms[arm].map((amountMinor) => ({ amountMinor, arm, shoppers: 1 })))
          .filter(({ amountMinor }) => amountMinor > 0)
          .sort((one, other) => other.amountMinor - one.amountMinor);
        const figures = (arm: "external" | "instant") => ({ shoppers: arms[arm].length, sums: sumsOf(arms[arm]) });
        const answer = winsorise(
          { external: figures("external"), instant: figures("instant") },
          { counted: high.length, values: high },
          permille,
        );
        if (isUndefined(answer)) return expect(high).toEqual([]);
        for (const arm of ["external", "instant"] as const) {
          const capped = arms[arm].map((value) => Math.min(value, answer.capMinor));
          const mean = capped.reduce((sum, value) => sum + value, 0) / capped.length;
          expect(near(given(answer.arms[arm]).mean, mean, 1e-9)).toBe(true);
        }
      }),
    );
  });
});
