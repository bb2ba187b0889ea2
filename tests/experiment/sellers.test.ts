import { describe, expect, it } from "vitest";
import { isUndefined } from "#lib/experiment/answer.ts";
import { OTHER_SELLERS, type FigureCell } from "#lib/experiment/figures.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import type { SellersReport } from "#lib/experiment/report/sections.ts";
import { exactTest } from "#lib/experiment/statistics/exact.ts";
import { pool } from "#lib/experiment/statistics/pooling.ts";
import { shoppersForFamily } from "#lib/experiment/statistics/sample-size.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { Chance } from "./chance.ts";
import { cell, figuresOf, FIRST_DAY, onDay, PLAN } from "./figure-cells.ts";
import { given } from "./given.ts";

const MAX_MS = isWhole ? 900_000 : 30_000;
/** A line of figures for the record of the whole proof. */
const report = (text: string) => (isWhole ? process.stdout.write(`${text}\n`) : true);
const percent = (part: number) => `${(part * 100).toFixed(2)} %`;
const share = (parts: readonly boolean[]) => parts.filter(Boolean).length / parts.length;
const rates = (shoppers: number, events: number) => ({ shoppers, events });

type Seller = { readonly shoppers: number; readonly external: number; readonly instant: number };
type Drawn = { readonly shown: number; readonly paid: number };
const drawn = (chance: Chance, shown: number, rate: number): Drawn => {
  // Drawn by parts, because one draw is for some hundred events at most.
  const parts = Array.from({ length: Math.ceil(shown / 500) }, (_, index) => Math.min(500, shown - index * 500));
  return { shown, paid: parts.reduce((paid, part) => paid + chance.count(part, rate), 0) };
};

/** One week of shoppers at these sellers, half of them in each arm, and the plan reached with them. */
function sellersIn(chance: Chance, sellers: readonly Seller[]): SellersReport {
  const cells: FigureCell[] = [];
  const all = { external: { shown: 0, paid: 0 }, instant: { shown: 0, paid: 0 } };
  for (const [index, seller] of sellers.entries())
    for (const arm of ["external", "instant"] as const) {
      const counts = drawn(chance, seller.shoppers / 2, seller[arm]);
      all[arm] = { shown: all[arm].shown + counts.shown, paid: all[arm].paid + counts.paid };
      cells.push(cell(arm, FIRST_DAY, counts, { dimension: "seller", value: `seller-${index}` }));
    }
  cells.push(cell("external", FIRST_DAY, all.external), cell("instant", FIRST_DAY, all.instant));
  const plannedShoppers = all.external.shown + all.instant.shown;
  return reportOf({ plan: { ...PLAN, plannedShoppers }, figures: figuresOf(cells), now: onDay(20) }).sellers;
}
const found = ({ rows }: SellersReport) =>
  rows.filter(({ reading }) => reading === "more_paid" || reading === "fewer_paid");
/** Few big and many small ones, as sellers of a marketplace are. */
const sizes = Array.from({ length: 40 }, (_, index) => 2 * Math.max(2, Math.round(1500 / (index + 1))));

describe("the report by seller", { timeout: MAX_MS }, () => {
  it("where no seller has an effect, names one in at most 5 percent of the tests, however the sellers' rates differ", () => {
    const chance = new Chance(22);
    const tests = Array.from({ length: isWhole ? 10_000 : 600 }, () => {
      const sellers = sizes.map((shoppers) => {
        const rate = 0.02 + 0.2 * chance.part();
        return { shoppers, external: rate, instant: rate };
      });
      return found(sellersIn(chance, sellers)).length > 0;
    });
    report(`sellers without an effect: one is named in ${percent(share(tests))} of ${tests.length}`);
    expect(share(tests)).toBeLessThanOrEqual(0.05);
  });

  it("finds the one seller with an effect, and no other", () => {
    const chance = new Chance(23);
    const tests = Array.from({ length: isWhole ? 2_000 : 200 }, () => {
      const sellers = sizes.map((shoppers, index) => ({ shoppers, external: 0.1, instant: index === 1 ? 0.2 : 0.1 }));
      return found(sellersIn(chance, sellers)).map(({ value, reading }) => `${value} ${reading}`);
    });
    const right = share(tests.map((names) => names.includes("seller-1 more_paid")));
    const others = share(tests.map((names) => names.some((name) => name !== "seller-1 more_paid")));
    report(`the one seller with 20 % for 10 % is found in ${percent(right)}, another is named in ${percent(others)}`);
    expect(right).toBeGreaterThan(0.9);
    expect(others).toBeLessThanOrEqual(0.05);
  });

  it("does not draw a seller to the others that was found to differ from zero by itself", () => {
    const sellers = sizes.map((shoppers, index) => ({ shoppers, external: 0.1, instant: index === 1 ? 0.25 : 0.1 }));
    const { rows } = sellersIn(new Chance(27), sellers);
    expect(rows.find(({ value }) => value === "seller-1")).toMatchObject({
      reading: "more_paid",
      pooled: { kind: "undefined", why: "found_by_itself" },
    });
  });

  it("has intervals that cover every seller's difference at once in at least 95 percent of the tests", () => {
    const chance = new Chance(24);
    const tests = Array.from({ length: isWhole ? 4_000 : 300 }, () =>
      sellersIn(
        chance,
        sizes.map((shoppers) => ({ shoppers, external: 0.1, instant: 0.12 })),
      ).rows.every(({ simultaneous }) => {
        const { low, high } = given(simultaneous);
        return low <= 0.02 && 0.02 <= high;
      }),
    );
    report(`all sellers' intervals cover their differences in ${percent(share(tests))}`);
    expect(share(tests)).toBeGreaterThanOrEqual(0.95);
  });

  it("says how many shoppers a seller needs, and of those who have fewer that they are too few", () => {
    const { rows, neededShoppers, tested, readOn } = sellersIn(
      new Chance(25),
      sizes.map((shoppers) => ({ shoppers, external: 0.1, instant: 0.1 })),
    );
    expect(readOn).not.toBeNull();
    expect(rows.every(({ reading }) => reading === "too_few")).toBe(true);
    expect(neededShoppers).toBeGreaterThan(sizes.reduce((all, one) => all + one, 0));
    expect(tested).toBeLessThan(sizes.length);
    expect(rows.at(-1)?.correctedP).toEqual({ kind: "undefined", why: "too_few_to_test" });
    expect(shoppersForFamily(PLAN, 1)).toBe(PLAN.plannedShoppers);
  });

  it("is not read before the planned size, and not again after it", () => {
    const at = (day: string, external: number, instant: number, place: Partial<FigureCell>) => [
      cell("external", day, { shown: 4000, paid: external }, place),
      cell("instant", day, { shown: 4000, paid: instant }, place),
    ];
    const both = (day: string, external: number, instant: number) => [
      ...at(day, external, instant, {}),
      ...at(day, external, instant, { dimension: "seller", value: "fernweh" }),
    ];
    const sellersOn = (cells: readonly FigureCell[], plannedShoppers: number) =>
      reportOf({ plan: { ...PLAN, plannedShoppers }, figures: figuresOf(cells), now: onDay(40) }).sellers;
    const early = sellersOn(both(FIRST_DAY, 400, 800), 100_000);
    expect(early).toMatchObject({
      readOn: null,
      rows: [{ reading: "not_yet", correctedP: { why: "before_planned_size" } }],
    });
    const first = both(FIRST_DAY, 400, 420);
    const [read] = sellersOn(first, 8000).rows;
    const [later] = sellersOn([...first, ...both("2026-09-20", 400, 2000)], 8000).rows;
    expect([read?.reading, later?.reading]).toEqual(["cannot_tell", "cannot_tell"]);
    expect(later?.correctedP).toBe(read?.correctedP);
    expect(given(later?.comparison ?? { kind: "undefined", why: "no_exposures" }).difference).toBeGreaterThan(0.1);
  });

  it("has all sellers beyond the largest as one row at the end, without a test of its own", () => {
    const seller = (value: string, shown: number) => [
      cell("external", FIRST_DAY, { shown, paid: shown / 10 }, { dimension: "seller", value }),
      cell("instant", FIRST_DAY, { shown, paid: shown / 10 }, { dimension: "seller", value }),
    ];
    const cells = [...seller(OTHER_SELLERS, 9000), ...seller("small", 10), ...seller("big", 100)];
    const { rows } = reportOf({ plan: PLAN, figures: figuresOf(cells), now: onDay(40) }).sellers;
    expect(rows.map(({ value }) => value)).toEqual(["big", "small", OTHER_SELLERS]);
    expect(rows.at(-1)).toMatchObject({ pooled: { kind: "undefined" }, simultaneous: { why: "mixed_sellers" } });
  });
});

describe("partial pooling", { timeout: MAX_MS }, () => {
  const pairsOf = (chance: Chance, effects: readonly number[]) =>
    effects.map((effect, index) => {
      const shoppers = (sizes[index] ?? 4) / 2;
      const { paid: control } = drawn(chance, shoppers, 0.15);
      const { paid: treatment } = drawn(chance, shoppers, 0.15 + effect);
      return { control: rates(shoppers, control), treatment: rates(shoppers, treatment) };
    });

  it.each([0, 0.01, 0.04])(
    "is nearer to the truth than each seller alone, with intervals that hold: spread %d",
    (spread) => {
      const chance = new Chance(26);
      let own = 0;
      let pooled = 0;
      const covered: boolean[] = [];
      for (let test = 0; test < (isWhole ? 2_000 : 150); test += 1) {
        const effects = sizes.map(() => Math.max(-0.12, 0.02 + spread * chance.normal()));
        const pairs = pairsOf(chance, effects);
        for (const [index, { difference, interval }] of given(pool(pairs, 0.05)).groups.entries()) {
          const truth = effects[index] ?? 0;
          const { control, treatment } = pairs[index] ?? { control: rates(1, 0), treatment: rates(1, 0) };
          own += (treatment.events / treatment.shoppers - control.events / control.shoppers - truth) ** 2;
          pooled += (difference - truth) ** 2;
          covered.push(interval.low <= truth && truth <= interval.high);
        }
      }
      report(
        `spread ${spread}: squared error ${(pooled / own).toFixed(3)} of each alone, covered ${percent(share(covered))}`,
      );
      expect(pooled / own).toBeLessThan(0.5);
      expect(share(covered)).toBeGreaterThan(0.93);
    },
  );

  it("leaves the mean of all to those with few shoppers, and to those with many their own", () => {
    const pairs = [
      ...Array.from({ length: 8 }, (_, index) => ({
        control: rates(20_000, 2000),
        treatment: rates(20_000, 2000 + (index % 2 === 0 ? 400 : -400)),
      })),
      { control: rates(5, 0), treatment: rates(5, 5) },
    ];
    const { groups, mean } = given(pool(pairs, 0.05));
    expect(groups[0]?.difference).toBeCloseTo(0.02, 2);
    expect(Math.abs((groups[8]?.difference ?? 1) - mean)).toBeLessThan(0.3);
    expect(groups[8]?.drawn).toBeGreaterThan(0.7);
  });

  it("has no answer of three sellers, and none that is not a number of sellers in whom nobody paid", () => {
    const nobody = { control: rates(3, 0), treatment: rates(2, 0) };
    expect(pool([nobody, nobody, nobody], 0.05)).toEqual({ kind: "undefined", why: "too_few_groups" });
    const { groups } = given(pool([nobody, nobody, nobody, nobody], 0.05));
    expect(groups.every(({ difference, interval }) => difference === 0 && interval.low < 0 && interval.high < 1)).toBe(
      true,
    );
  });
});

describe("Fisher's exact test", () => {
  // Sums of binomial coefficients in whole numbers, divided last.
  it.each([
    [rates(4, 1), rates(4, 3), 0.485_714_285_714_285_6],
    [rates(10, 1), rates(10, 8), 0.005_477_494_641_581_329],
    [rates(12, 12), rates(5, 0), 0.000_161_603_102_779_573_3],
    [rates(100, 10), rates(100, 25), 0.008_503_571_478_624_6],
  ])("of %j and %j has p %d", (control, treatment, p) => {
    expect(exactTest(control, treatment).p).toBeCloseTo(p, 6);
  });

  it("knows the smallest p that could have come, and is 1 where all did the same", () => {
    expect(exactTest(rates(3, 0), rates(3, 1)).leastP).toBe(1);
    expect(exactTest(rates(4, 1), rates(4, 3)).leastP).toBeCloseTo(2 / 70, 10);
    expect(exactTest(rates(5, 0), rates(7, 0))).toEqual({ p: 1, leastP: 1 });
  });

  it("agrees with the z test where there are many, and never leaves the numbers", () => {
    const { p } = exactTest(rates(1_000_000, 100_000), rates(1_000_000, 101_000));
    expect(p).toBeCloseTo(0.0188, 3);
    const far = exactTest(rates(1_000_000, 100_000), rates(1_000_000, 300_000));
    expect([far.p >= 0, far.p < 1e-200, isUndefined(far.p)]).toEqual([true, true, false]);
  });
});
