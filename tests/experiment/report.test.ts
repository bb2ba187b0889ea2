import { describe, expect, it } from "vitest";
import { dayAfter, daysFrom } from "#lib/experiment/days.ts";
import type { FigureCell } from "#lib/experiment/figures.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { cell, everyDay, figuresOf, FIRST_DAY, onDay, PLAN } from "./figure-cells.ts";
import { given } from "./given.ts";

const NOW = onDay(70);
const report = (cells: readonly FigureCell[], more = {}, now = NOW) =>
  reportOf({ plan: PLAN, figures: figuresOf(cells, more), now });
const counts = { external: { shown: 200, paid: 20 }, instant: { shown: 200, paid: 25 } };
const even = everyDay(28, counts);

describe("conversion", () => {
  it("is over everybody shown a button, and its p is that of the difference", () => {
    const { comparison, lift, posteriors, liftPosterior, sequential } = report(even).conversion;
    const compared = given(comparison);
    expect(compared.control).toEqual({ shoppers: 5600, events: 560, rate: 0.1 });
    expect(compared.difference).toBeCloseTo(0.025, 12);
    expect(given(lift).lift).toBeCloseTo(0.25, 12);
    expect(given(lift).p).not.toBeCloseTo(given(compared.p), 6);
    expect(given(posteriors).chanceToBeat).toBeGreaterThan(0.9999);
    expect(given(liftPosterior).expectedLoss.treatment).toBeLessThan(given(liftPosterior).expectedLoss.control);
    expect(given(sequential).interval.low).toBeLessThan(compared.newcombe.low);
  });

  it("has no answer, and says why, before anybody was shown anything", () => {
    const { conversion, days, weeks, revenue, period, reassigned } = report([]);
    for (const answer of Object.values(conversion).filter((one) => one.kind !== "not_before"))
      expect(answer).toMatchObject({ kind: "undefined" });
    expect([days, weeks, revenue]).toEqual([[], [], []]);
    expect(period).toMatchObject({ firstDay: null, settledUntil: null, dayCount: 0 });
    expect(reassigned.share).toEqual({ kind: "undefined", why: "no_exposures" });
  });

  it("is given for unresolved payments taken as lost and as paid, and never more paid than there were", () => {
    const cells = everyDay(28, {
      external: { shown: 200, paid: 20, unresolved: 2 },
      instant: { shown: 200, paid: 199, unresolved: 10 },
    });
    const { asLost, asPaid } = report(cells).unresolved;
    expect(given(asLost).control.events).toBe(560);
    expect(given(asPaid).control.events).toBe(616);
    expect(given(asPaid).treatment.rate).toBe(1);
  });

  it("counts the assignment where no button was shown, and the paid only of the shown", () => {
    const cells = everyDay(28, {
      external: { assigned: 210, shown: 200, paid: 20 },
      instant: { assigned: 212, shown: 200, paid: 20 },
    });
    const { split, funnel, conversion } = report(cells);
    expect(given(split.assigned).observed).toEqual([5880, 5936]);
    expect(given(split.shown).observed).toEqual([5600, 5600]);
    expect(given(split.shownShare).control.rate).toBeCloseTo(200 / 210, 12);
    expect(given(conversion.comparison).control.shoppers).toBe(5600);
    expect(funnel.map(({ event, arms }) => [event, arms.external.shoppers])).toContainEqual(["assigned", 5880]);
  });
});

describe("guardrails", () => {
  it("are corrected together with the conversion", () => {
    const cells = everyDay(28, {
      external: { shown: 200, paid: 20, declined: 2, canceled: 9 },
      instant: { shown: 200, paid: 25, declined: 4, canceled: 8 },
    });
    const { guardrails, correctedConversionP, conversion } = report(cells);
    const declined = guardrails.find(({ name }) => name === "declined");
    expect(declined?.reading).toBe("worse");
    expect(guardrails.find(({ name }) => name === "canceled")?.reading).toBe("cannot_tell");
    expect(guardrails.find(({ name }) => name === "abandoned")?.correctedP).toMatchObject({ kind: "undefined" });
    expect(given(correctedConversionP)).toBeGreaterThan(given(given(conversion.comparison).p));
  });

  it("refunds are read over the shoppers old enough only", () => {
    const { guardrails } = report(everyDay(28, counts), {}, onDay(40));
    const shoppers = (wanted: string) =>
      given(guardrails.find(({ name }) => name === wanted)?.comparison ?? { kind: "undefined", why: "no_exposures" })
        .control.shoppers;
    expect(shoppers("refunded")).toBe(200 * 10);
    expect(shoppers("declined")).toBe(200 * 28);
  });
});

describe("time and parts", () => {
  it("time to pay is over those who paid", () => {
    const paid = (many: number, ms: number) => ({
      shown: 200,
      paid: many,
      payTime: { sum: BigInt(many * ms), squares: BigInt(many * (ms * ms + 100)) },
    });
    const { timeToPay } = report(everyDay(28, { external: paid(20, 90_000), instant: paid(25, 30_000) }));
    expect(given(timeToPay).difference).toBeCloseTo(-60_000, 6);
    expect(given(timeToPay).control.shoppers).toBe(560);
  });

  it("every day is there, with all shoppers up to it, and the sequential interval around the fixed one", () => {
    const { days } = report(even.filter(({ day }) => day !== "2026-09-10"));
    expect(days.map(({ day }) => day)).toEqual(daysFrom(FIRST_DAY, dayAfter(FIRST_DAY, 27)));
    expect(days.map(({ shown }) => shown.external).slice(0, 5)).toEqual([200, 400, 600, 600, 800]);
    for (const { fixed, sequential } of days) {
      expect(given(sequential).low).toBeLessThan(given(fixed).low);
      expect(given(sequential).high).toBeGreaterThan(given(fixed).high);
    }
  });

  it("each week has its own shoppers, the last one what there is of it", () => {
    const { weeks } = report(even.slice(0, 20 * 2));
    expect(
      weeks.map(({ firstDay, lastDay, comparison }) => [firstDay, lastDay, given(comparison).control.shoppers]),
    ).toEqual([
      ["2026-09-07", "2026-09-13", 1400],
      ["2026-09-14", "2026-09-20", 1400],
      ["2026-09-21", "2026-09-26", 1200],
    ]);
  });

  it("breakdowns are corrected over all their rows together, the largest value first", () => {
    const by = (dimension: "platform" | "country", value: string, shown: number, better: number) =>
      everyDay(
        28,
        {
          external: { shown, paid: Math.round(shown / 10) },
          instant: { shown, paid: Math.round(shown / 10) + better },
        },
        { dimension, value },
      );
    const { breakdowns } = report([
      ...by("platform", "web", 80, 0),
      ...by("platform", "ios", 120, 4),
      ...by("country", "US", 200, 4),
    ]);
    const [platform, country] = breakdowns;
    expect(platform?.rows.map(({ value }) => value)).toEqual(["ios", "web"]);
    for (const row of [...(platform?.rows ?? []), ...(country?.rows ?? [])])
      expect(given(row.correctedP)).toBeGreaterThanOrEqual(given(given(row.comparison).p));
  });

  it("a step that nobody of the step before took has no share of it", () => {
    const [, shown] = report([
      cell("external", FIRST_DAY, { shown: 0 }),
      cell("instant", FIRST_DAY, { shown: 5 }),
    ]).funnel;
    expect(shown?.arms.external.ofPrevious).toEqual({ kind: "undefined", why: "denominator_is_zero" });
    expect(shown?.arms.instant.ofPrevious).toBe(1);
  });
});
