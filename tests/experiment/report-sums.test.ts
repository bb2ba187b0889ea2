import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUndefined } from "#lib/experiment/answer.ts";
import { addFigures, NO_FIGURES, sumOf } from "#lib/experiment/report/arm-figures.ts";
import { dayAfter, dayCount, daysFrom, lastDayOfAge } from "#lib/experiment/days.ts";
import { ARMS, type FigureCell } from "#lib/experiment/figures.ts";
import { compareMeans } from "#lib/experiment/statistics/means.ts";
import { momentsOf } from "#lib/experiment/statistics/moments.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { cell, everyDay, figuresOf, FIRST_DAY, onDay, PLAN, spent } from "./figure-cells.ts";
import { given } from "./given.ts";

const NOW = onDay(70);
const report = (cells: readonly FigureCell[], more = {}, now = NOW) =>
  reportOf({ plan: PLAN, figures: figuresOf(cells, more), now });
const counts = { external: { shown: 200, paid: 20 }, instant: { shown: 200, paid: 25 } };
const even = everyDay(28, counts);

const NONE = { kind: "undefined", why: "no_exposures" } as const;

describe("revenue", () => {
  const sold = (many: number, amountMinor: number) => ({
    shown: 200,
    paid: many,
    gross: spent(many, amountMinor),
    net: spent(many, amountMinor - 100),
  });
  const inUsd = everyDay(
    28,
    { external: sold(20, 5_000), instant: sold(24, 5_200) },
    { dimension: "currency", value: "USD" },
  );

  it("is for each shopper shown, gross and net, of each currency by itself", () => {
    const inYen = everyDay(
      28,
      { external: sold(2, 900), instant: sold(3, 900) },
      { dimension: "currency", value: "JPY" },
    );
    const { revenue } = report([...even, ...inUsd, ...inYen]);
    expect(revenue.map(({ currency }) => currency)).toEqual(["JPY", "USD"]);
    expect(given(revenue[1]?.gross ?? NONE).control.mean).toBeCloseTo(500, 9);
    expect(given(revenue[1]?.net ?? NONE).control.mean).toBeCloseTo(490, 9);
    expect(given(revenue[1]?.orderValue ?? NONE).difference).toBeCloseTo(200, 9);
  });

  it("is read at the plan's age over shoppers that old, and not at all before", () => {
    const [old] = report(inUsd, {}, onDay(40)).revenue;
    expect(old).toMatchObject({ untilDay: "2026-09-16", shoppers: { external: 2000, instant: 2000 } });
    const [young] = report(inUsd, {}, onDay(20)).revenue;
    expect(young).toMatchObject({ untilDay: null, gross: { kind: "undefined", why: "arm_without_shoppers" } });
  });

  it("one very large order is cut at the cap in the winsorised figure and counts whole in the raw one", () => {
    const large = 4_000_000;
    const giant = cell(
      "instant",
      FIRST_DAY,
      { shown: 1, paid: 1, gross: spent(1, large) },
      { dimension: "currency", value: "USD" },
    );
    const tails = [
      {
        currency: "USD" as const,
        nonZero: 28 * 44 + 1,
        values: [
          { amountMinor: large, arm: "instant" as const, shoppers: 1 },
          { amountMinor: 5_200, arm: "instant" as const, shoppers: 28 * 24 },
        ],
      },
    ];
    const [usd] = report([...inUsd, giant], { tails }).revenue;
    const capped = given(usd?.winsorised ?? NONE);
    expect(capped.cappedShoppers).toBe(1);
    expect(capped.capMinor).toBe(5_200);
    expect(capped.difference).toBeCloseTo(((28 * 24 + 1) * 5_200) / 5601 - 500, 6);
    expect(given(usd?.gross ?? NONE).difference).toBeGreaterThan(capped.difference + 600);
  });

  it("highest amounts that the sums do not contain yet are no answer rather than a wrong one", () => {
    const values = [{ amountMinor: 90_000_000, arm: "external" as const, shoppers: 1 }];
    const [usd] = report(inUsd, {
      tails: [
        { currency: "USD", nonZero: 2_000, values: [...values, { ...values[0], amountMinor: 1, shoppers: 1_999 }] },
      ],
    }).revenue;
    expect(usd?.winsorised).toEqual({ kind: "undefined", why: "figures_disagree" });
  });

  it("takes out what was spent before where something was, and leaves it out where nothing was", () => {
    expect(report(inUsd).revenue[0]?.cuped).toBeNull();
    const before = inUsd.map((one) => {
      const { gross } = one.figures;
      return { ...one, figures: { ...one.figures, before: gross, grossTimesBefore: gross.squares } };
    });
    const adjusted = report(before).revenue[0]?.cuped;
    expect(adjusted).toMatchObject({ kind: "undefined", why: "no_variance" });
    const blurred = before.map((one) => ({
      ...one,
      figures: { ...one.figures, grossTimesBefore: one.figures.grossTimesBefore / 2n },
    }));
    const cuped = report(blurred).revenue[0]?.cuped ?? NONE;
    expect(given(cuped).varianceKept).toBeLessThan(1);
  });
});

describe("adding up", () => {
  const randomCell = fc.record({
    arm: fc.constantFrom(...ARMS),
    day: fc.nat(20),
    shown: fc.nat(900),
    paid: fc.nat(900),
    amount: fc.nat(10 ** 9),
  });

  it("cells give the same report in any order, and two cells the same as their sum", () => {
    fc.assert(
      fc.property(fc.array(randomCell, { minLength: 2, maxLength: 30 }), (rows) => {
        const cells = rows.map(({ arm, day, shown, paid, amount }) => {
          const payers = Math.min(shown, paid);
          return cell(arm, dayAfter(FIRST_DAY, day), { shown, paid: payers, gross: spent(payers, amount) });
        });
        expect(sumOf(cells.toReversed())).toEqual(sumOf(cells));
        const [one, two, ...rest] = cells;
        if (one === undefined || two === undefined) return;
        const together = { ...two, arm: one.arm };
        const joined = { ...one, figures: addFigures(one.figures, two.figures) };
        expect(sumOf([joined, ...rest])).toEqual(sumOf([one, together, ...rest]));
        const forwards = report(cells);
        const backwards = report(cells.toReversed());
        expect(backwards).toEqual(forwards);
      }),
      { numRuns: 30 },
    );
  });

  it("nobody adds nothing", () => {
    expect(addFigures(NO_FIGURES, NO_FIGURES)).toEqual(NO_FIGURES);
    expect(isUndefined(momentsOf(0, NO_FIGURES.gross))).toBe(true);
  });

  it("swapping the arms turns every difference round", () => {
    const swapped = even.map((one) => ({
      ...one,
      arm: one.arm === "instant" ? ("external" as const) : ("instant" as const),
    }));
    const [one, other] = [report(even), report(swapped)];
    expect(given(other.conversion.comparison).difference).toBe(-given(one.conversion.comparison).difference);
    expect([one.verdict.kind, other.verdict.kind]).toEqual(["more_paid", "fewer_paid"]);
  });

  it("a mean of whole minor units is that of the sums, however large", () => {
    const moments = given(momentsOf(3, { sum: 3n * 10n ** 18n, squares: 3n * 10n ** 36n + 2n }));
    expect(moments).toMatchObject({ mean: 1e18, variance: 1 });
    expect(given(compareMeans(moments, { ...moments, mean: 0 }, 0.05)).difference).toBe(-1e18);
  });
});

describe("days", () => {
  it("are counted in UTC over the ends of months and years", () => {
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
    expect(dayCount("2026-11-24", "2026-11-24")).toBe(1);
    expect(daysFrom("2026-11-24", "2026-11-23")).toEqual([]);
  });

  it("a day is as old as its youngest shopper", () => {
    expect(lastDayOfAge(new Date("2026-11-24T00:00:00Z"), 0)).toBe("2026-11-23");
    expect(lastDayOfAge(new Date("2026-11-24T23:59:59Z"), 3)).toBe("2026-11-20");
    expect(lastDayOfAge(new Date("2026-11-24T12:00:00Z"), 0.5)).toBe("2026-11-23");
  });
});
