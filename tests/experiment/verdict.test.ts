import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ExperimentFigures, ExperimentPlan } from "#lib/experiment/figures.ts";
import { NO_DAYS, type AskedDays } from "#lib/experiment/report/range.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import type { Verdict } from "#lib/experiment/report/verdict.ts";
import { cell, everyDay, FIRST_DAY, figuresOf, onDay, PLAN } from "./figure-cells.ts";

/** Rates in thousands of 1,000 shoppers an arm each week: 200 a day, so that 8,000 are there after 20 days. */
const week = (external: number, instant: number, days = 28) =>
  figuresOf(everyDay(days, { external: { shown: 200, paid: external }, instant: { shown: 200, paid: instant } }));

function verdict(
  figures: ExperimentFigures,
  daysLater: number,
  plan: ExperimentPlan = PLAN,
  days: AskedDays = NO_DAYS,
) {
  const { verdict: drawn, verdictText } = reportOf({ plan, figures, now: onDay(daysLater), days });
  return { ...drawn, text: verdictText };
}

/** Each kind with the figures that lead to it. */
const CASES: Readonly<Record<Verdict["kind"], () => ReturnType<typeof verdict>>> = {
  nothing_shown: () => verdict(figuresOf([]), 30),
  sample_ratio_mismatch: () =>
    verdict(figuresOf(everyDay(28, { external: { shown: 200, paid: 10 }, instant: { shown: 240, paid: 60 } })), 40),
  part_of_phase: () => verdict(week(20, 26), 40, PLAN, { from: "2026-09-08", to: null }),
  first_week: () => verdict(week(10, 80, 9), 9),
  more_paid: () => verdict(week(20, 26), 40),
  fewer_paid: () => verdict(week(26, 20), 40),
  cannot_tell: () => verdict(week(20, 21), 40),
  too_early: () => verdict(week(20, 21, 14), 20),
};

describe("the verdict", () => {
  it.each(Object.entries(CASES))("%s is drawn from figures that mean it", (kind, drawn) => {
    expect(drawn().kind).toBe(kind);
  });

  it("concludes at the planned size, from whole weeks only, and names the refunds' age", () => {
    const { text, ...drawn } = CASES.more_paid();
    expect(drawn).toMatchObject({ basis: "planned_size", fromDay: FIRST_DAY, untilDay: "2026-09-27" });
    expect(text).toBe(
      "Among eligible shoppers shown a button from 2026-09-07 to 2026-09-27, instant raised paid conversion by 3 points (95% interval 1.64 to 4.37 points, read once, at the planned size); refunds are not in it and are read 30 days after the exposure, and it holds for these weeks and these shoppers only.",
    );
  });

  it("does not change any more once it was read at the planned size", () => {
    const later = figuresOf([
      ...week(20, 26, 21).cells,
      ...week(20, 5, 60).cells.filter(({ day }) => day > "2026-09-27"),
    ]);
    expect(verdict(later, 70)).toEqual(CASES.more_paid());
  });

  it("concludes before the planned size only by the interval that is valid at every look", () => {
    const plan = { ...PLAN, plannedShoppers: 100_000 };
    const [early, late] = [verdict(week(20, 26, 14), 20, plan), verdict(week(20, 36, 14), 20, plan)];
    expect(early).toMatchObject({ kind: "too_early", missingShoppers: 94_400 });
    expect(late).toMatchObject({ kind: "more_paid", basis: "always_valid", untilDay: "2026-09-20" });
    expect(late.text).toContain("valid at every look");
  });

  it("waits for the end of the week and for everybody's time to pay, however clear the figures are", () => {
    expect(verdict(week(10, 90, 7), 6).kind).toBe("first_week");
    expect(verdict(week(10, 90, 7), 9).kind).toBe("first_week");
    expect(verdict(week(10, 90, 7), 10).kind).toBe("more_paid");
  });

  it("says that the week is what is missing when the shoppers are all there", () => {
    const plan = { ...PLAN, plannedShoppers: 5_000 };
    const { kind, text } = verdict(week(20, 21, 13), 13, plan);
    expect(kind).toBe("too_early");
    expect(text).toContain("the planned shoppers have come, but their week, or their time to pay, is not over");
  });

  it("names which effect would have shown, and that a smaller one may be there", () => {
    const { text } = CASES.cannot_tell();
    expect(text).toContain("cannot be told apart (95% interval −0.8 to 1.8 points)");
    expect(text).toContain("an effect above 1.83 points would probably have shown, a smaller one may well be there");
  });

  it("names no detectable effect when nobody paid at all", () => {
    const { kind, text } = verdict(week(0, 0), 40);
    expect(kind).toBe("cannot_tell");
    expect(text).toContain("nobody paid the external way");
  });

  it("concludes nothing when the sample ratio mismatch is in one seller's shop only, or among the shown only", () => {
    const seller = (value: string, instant: number) =>
      everyDay(28, { external: { shown: 100 }, instant: { shown: instant } }, { dimension: "seller", value });
    const one = figuresOf([...week(20, 26).cells, ...seller("lamps", 70), ...seller("chairs", 130)]);
    expect(verdict(one, 40).kind).toBe("sample_ratio_mismatch");
    const blocked = { external: { shown: 200, paid: 20 }, instant: { assigned: 200, shown: 160, paid: 26 } };
    expect(verdict(figuresOf(everyDay(28, blocked)), 40).kind).toBe("sample_ratio_mismatch");
  });

  it("is drawn for an arm that only one way was shown in as nothing shown", () => {
    expect(verdict(figuresOf([cell("instant", FIRST_DAY, { shown: 500, paid: 20 })]), 40).kind).toBe("nothing_shown");
  });

  it("is explained in docs/experiment.md, each kind of it", () => {
    const page = readFileSync("docs/experiment.md", "utf8");
    for (const kind of Object.keys(CASES)) expect(page).toMatch(new RegExp(`^\\| \`${kind}\` +\\| .{40,}\\|$`, "m"));
  });

  it("never says that the routes are alike", () => {
    for (const drawn of Object.values(CASES))
      expect(drawn().text).not.toMatch(/no (significant )?difference|no effect|are (equal|alike|the same)|as good as/i);
  });

  it("speaks of a conclusion in the two kinds only that are one", () => {
    for (const [kind, drawn] of Object.entries(CASES))
      expect(/raised|lowered/.test(drawn().text)).toBe(kind === "more_paid" || kind === "fewer_paid");
  });
});
