import { describe, expect, it } from "vitest";
import { isUndefined } from "#lib/experiment/answer.ts";
import { NO_FIGURES, sumOf } from "#lib/experiment/report/arm-figures.ts";
import { compareWithBefore } from "#lib/experiment/statistics/cuped.ts";
import { dayAfter } from "#lib/experiment/days.ts";
import type { Arm, FigureCell, Sums } from "#lib/experiment/figures.ts";
import { compareProportions } from "#lib/experiment/statistics/proportions.ts";
import { periodOf } from "#lib/experiment/report/conversion.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { daysOf } from "#lib/experiment/report/parts.ts";
import { compareSums } from "#lib/experiment/report/revenue.ts";
import type { DayFigures } from "#lib/experiment/report/sections.ts";
import { sizeForRates } from "#lib/experiment/statistics/sample-size.ts";
import { sampleRatio } from "#lib/experiment/statistics/sample-ratio.ts";
import { winsorise } from "#lib/experiment/statistics/winsorise.ts";
import { compareMeans } from "#lib/experiment/statistics/means.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { Chance } from "./chance.ts";
import { cell, figuresOf, FIRST_DAY, onDay, PLAN } from "./figure-cells.ts";
import { given } from "./given.ts";

/** Thousands of simulated experiments take longer than a unit test may. */
const MAX_MS = isWhole ? 900_000 : 30_000;
const DAYS = 28;
const A_DAY = 400;
const plan = { ...PLAN, plannedShoppers: DAYS * A_DAY, windowDays: 1 };
const holdsZero = ({ low, high }: { low: number; high: number }) => low <= 0 && high >= 0;
const share = (parts: readonly boolean[]) => parts.filter(Boolean).length / parts.length;

/** 28 days of 400 shoppers, each arm drawn by a coin, who pay at the rates given. */
function experiment(chance: Chance, rates: { readonly [arm in Arm]: number }): FigureCell[] {
  return Array.from({ length: DAYS }, (_, index) => dayAfter(FIRST_DAY, index)).flatMap((day) => {
    const instant = chance.count(A_DAY, 0.5);
    return [
      cell("external", day, { shown: A_DAY - instant, paid: chance.count(A_DAY - instant, rates.external) }),
      cell("instant", day, { shown: instant, paid: chance.count(instant, rates.instant) }),
    ];
  });
}

const daily = (cells: readonly FigureCell[]): readonly DayFigures[] =>
  daysOf(cells, periodOf(cells, sumOf(cells), { plan, now: onDay(60), to: null }), plan);

/** A line of figures for the record of the whole proof. */
const report = (text: string) => (isWhole ? process.stdout.write(`${text}\n`) : true);
const percent = (part: number) => `${(part * 100).toFixed(2)} %`;

describe(`two arms that are alike, ${DAYS} days of ${A_DAY} shoppers, one in ten pays`, () => {
  const runs = isWhole ? 10_000 : 2_000;
  const chance = new Chance(20_261_124);
  const tests = Array.from({ length: runs }, () => {
    const days = daily(experiment(chance, { external: 0.1, instant: 0.1 }));
    const fixed = days.map((day) => !holdsZero(given(day.fixed)));
    const sequential = days.map(({ sequential: one }) => !isUndefined(one) && !holdsZero(one));
    const last = days.at(-1);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const ratio = last === undefined ? 0 : width(given(last.sequential)) / width(given(last.fixed));
    return { fixed, sequential, ratio };
  });

  it("the fixed interval, read once at the end, misses in 5 percent, give or take one", () => {
    const missed = share(tests.map(({ fixed }) => fixed.at(-1) === true));
    report(`fixed at the end misses ${percent(missed)} of ${runs}`);
    expect(missed).toBeGreaterThan(0.04);
    expect(missed).toBeLessThan(0.06);
  });

  it("the fixed interval, read every day, misses in more than a fifth: why the other one is needed", () => {
    const missed = share(tests.map(({ fixed }) => fixed.includes(true)));
    report(`fixed at any look misses ${percent(missed)}`);
    expect(missed).toBeGreaterThan(0.2);
  });

  it("the sequential interval, read every day, misses in at most 5 percent and is at most twice as wide", () => {
    const missed = share(tests.map(({ sequential }) => sequential.includes(true)));
    const ratios = tests.map(({ ratio }) => ratio);
    report(`sequential at any look misses ${percent(missed)}, ${Math.max(...ratios).toFixed(3)} times as wide`);
    expect(missed).toBeLessThanOrEqual(0.05);
    expect(Math.max(...ratios)).toBeLessThan(2);
    expect(Math.min(...ratios)).toBeGreaterThan(1);
  });
});

describe("the verdict", { timeout: MAX_MS }, () => {
  const runs = isWhole ? 2_000 : 60;
  const drawn = (chance: Chance, rates: { readonly [arm in Arm]: number }, plannedShoppers: number) => {
    const cells = experiment(chance, rates);
    return [8, 15, 22, 29].map(
      (day) =>
        reportOf({
          plan: { ...plan, plannedShoppers },
          figures: figuresOf(cells.filter((one) => one.day < dayAfter(FIRST_DAY, day - 1))),
          now: onDay(day),
        }).verdict.kind,
    );
  };

  it("read every week, concludes something about two ways that are alike in hardly more than 5 percent", () => {
    const chance = new Chance(7);
    const wrong = Array.from({ length: runs }, () =>
      drawn(chance, { external: 0.1, instant: 0.1 }, DAYS * A_DAY).some((kind) => kind.endsWith("paid")),
    );
    report(`verdicts that conclude on nothing, at any weekly look: ${percent(share(wrong))} of ${runs}`);
    expect(share(wrong)).toBeLessThan(isWhole ? 0.065 : 0.12);
  });

  it("finds a lift of a fifth by the planned size in most tests, and never calls it a loss", () => {
    const chance = new Chance(11);
    const kinds = Array.from({ length: runs }, () => drawn(chance, { external: 0.1, instant: 0.12 }, DAYS * A_DAY));
    const found = share(kinds.map((one) => one.at(-1) === "more_paid"));
    const early = share(kinds.map((one) => one.slice(0, 3).includes("more_paid")));
    report(`a lift of 20 % is found in ${percent(found)}, before the planned size in ${percent(early)}`);
    expect(found).toBeGreaterThan(isWhole ? 0.9 : 0.8);
    expect(kinds.flat()).not.toContain("fewer_paid");
  });
});

describe("split and size", { timeout: MAX_MS }, () => {
  it("an even split gives alarm once in a thousand looks, and in one of a hundred tests looked at daily", () => {
    const runs = isWhole ? 40_000 : 5_000;
    const chance = new Chance(13);
    const tests = Array.from({ length: runs }, () => {
      const counts = [0, 0];
      return Array.from({ length: DAYS }, () => {
        const instant = chance.count(A_DAY, 0.5);
        counts[0] = (counts[0] ?? 0) + A_DAY - instant;
        counts[1] = (counts[1] ?? 0) + instant;
        return given(sampleRatio(counts, [500, 500])).isAlarm;
      });
    });
    const [last, any] = [share(tests.map((one) => one.at(-1) === true)), share(tests.map((one) => one.includes(true)))];
    report(`split alarms: ${percent(last)} at the end, ${percent(any)} at any of ${DAYS} looks, of ${runs}`);
    expect(last).toBeLessThan(0.002);
    expect(any).toBeGreaterThan(0.002);
    expect(any).toBeLessThan(0.02);
  });

  it("a split that loses one shopper in ten on one side is found", () => {
    const chance = new Chance(17);
    const found = Array.from({ length: 200 }, () => {
      const instant = chance.count(5_600, 0.5);
      return given(sampleRatio([5_600 - instant, chance.count(instant, 0.9)], [500, 500])).isAlarm;
    });
    expect(share(found)).toBeGreaterThan(0.6);
  });

  it.each([
    [0.1, 0.2, 0.8],
    [0.08, -0.25, 0.9],
    [0.3, 0.1, 0.8],
  ])(
    "at a rate of %d and an effect of %d, tests of the planned size find it with the power of %d",
    (baseline, relativeEffect, power) => {
      const runs = isWhole ? 10_000 : 1_500;
      const chance = new Chance(19);
      const size = given(sizeForRates({ baseline, relativeEffect, alpha: 0.05, power, treatmentPerControl: 1 }));
      // In days of a few hundred, since a draw is by inversion.
      const drawn = (shoppers: number, rate: number) => {
        let events = chance.count(shoppers % 400, rate);
        for (let day = 0; day < Math.floor(shoppers / 400); day += 1) events += chance.count(400, rate);
        return { shoppers, events };
      };
      const found = Array.from({ length: runs }, () => {
        const compared = compareProportions(
          drawn(size.control, baseline),
          drawn(size.treatment, baseline * (1 + relativeEffect)),
          0.05,
        );
        return !holdsZero(given(compared).newcombe);
      });
      report(`power ${percent(share(found))} for ${percent(power)}, ${size.control} in each arm`);
      expect(Math.abs(share(found) - power)).toBeLessThan(isWhole ? 0.015 : 0.035);
    },
  );
});

describe("revenue, where one in twelve buys and few buy much", { timeout: MAX_MS }, () => {
  const ARM_SHOPPERS = 5_000;
  const runs = isWhole ? 4_000 : 600;

  function spending(chance: Chance, spread: number) {
    const amounts = Array.from({ length: chance.count(ARM_SHOPPERS, 0.08) }, () =>
      Math.round(Math.exp(Math.log(4_000) + spread * chance.normal())),
    );
    return amounts;
  }
  const sums = (amounts: readonly number[]): Sums => ({
    sum: BigInt(amounts.reduce((sum, amount) => sum + amount, 0)),
    squares: amounts.reduce((sum, amount) => sum + BigInt(amount) * BigInt(amount), 0n),
  });

  it.each([0.8, 1.15, 1.5])(
    "Welch's interval misses in 3 to 6 percent at a spread of %d, cut at the cap or not",
    (spread) => {
      const chance = new Chance(23);
      const tests = Array.from({ length: runs }, () => {
        const [external, instant] = [spending(chance, spread), spending(chance, spread)];
        const arms = {
          external: { ...NO_FIGURES, shown: ARM_SHOPPERS, gross: sums(external) },
          instant: { ...NO_FIGURES, shown: ARM_SHOPPERS, gross: sums(instant) },
        };
        const raw = compareSums(
          arms,
          ({ shown }) => shown,
          ({ gross }) => gross,
          0.05,
        );
        const values = [
          ...external.map((amountMinor) => ({ amountMinor, arm: "external" as const, shoppers: 1 })),
          ...instant.map((amountMinor) => ({ amountMinor, arm: "instant" as const, shoppers: 1 })),
        ].sort((one, other) => other.amountMinor - one.amountMinor);
        const capped = given(
          winsorise(
            {
              external: { shoppers: ARM_SHOPPERS, sums: arms.external.gross },
              instant: { shoppers: ARM_SHOPPERS, sums: arms.instant.gross },
            },
            { counted: values.length, values },
          ),
        );
        const cut = compareMeans(given(capped.arms.external), given(capped.arms.instant), 0.05);
        return [!holdsZero(given(raw).interval), !holdsZero(given(cut).interval)] as const;
      });
      const [raw, cut] = [share(tests.map(([one]) => one)), share(tests.map(([, one]) => one))];
      report(`Welch misses ${percent(raw)} raw, ${percent(cut)} winsorised, at a spread of ${spread}, of ${runs}`);
      for (const missed of [raw, cut]) {
        expect(missed).toBeGreaterThan(0.03);
        expect(missed).toBeLessThan(0.06);
      }
    },
  );

  it("CUPED misses in 5 percent too, with an interval of half the width", () => {
    const chance = new Chance(29);
    const shoppers = 400;
    const arm = () => {
      const before = Array.from({ length: shoppers }, () => Math.round(Math.exp(7 + 0.8 * chance.normal())));
      const after = before.map((amount) => Math.max(0, Math.round(amount * 0.9 + 500 * chance.normal())));
      const products = after.reduce((sum, amount, index) => sum + BigInt(amount) * BigInt(before[index] ?? 0), 0n);
      return { shoppers, after: sums(after), before: sums(before), products };
    };
    const tests = Array.from({ length: runs }, () => given(compareWithBefore(arm(), arm(), 0.05)));
    const missed = share(tests.map(({ interval }) => !holdsZero(interval)));
    const kept = tests.reduce((sum, { varianceKept }) => sum + varianceKept, 0) / runs;
    report(`CUPED misses ${percent(missed)} of ${runs} and keeps ${percent(kept)} of the variance`);
    expect(missed).toBeGreaterThan(0.03);
    expect(missed).toBeLessThan(0.07);
    expect(kept).toBeLessThan(0.5);
  });
});
