import { describe, expect, it } from "vitest";
import { isUndefined } from "#lib/experiment/answer.ts";
import { dayAfter } from "#lib/experiment/days.ts";
import { readDays, type AskedDays } from "#lib/experiment/report/range.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { experimentText } from "#lib/wire/experiment/text.ts";
import { everyDay, FIRST_DAY, figuresOf, onDay, PLAN, spent } from "./figure-cells.ts";

const day = (index: number) => dayAfter(FIRST_DAY, index);
/** Four weeks in which instant pays more from the third on, with a currency and its highest amounts. */
const counts = (external: number, instant: number) => ({
  external: { shown: 200, paid: external, gross: spent(external, 1000), net: spent(external, 1000) },
  instant: { shown: 200, paid: instant, gross: spent(instant, 1000), net: spent(instant, 1000) },
});
const inTwoHalves = (place = {}) => [
  ...everyDay(14, counts(20, 20), place),
  ...everyDay(28, counts(20, 40), place).filter((one) => one.day >= day(14)),
];
const figures = figuresOf([...inTwoHalves(), ...inTwoHalves({ dimension: "currency", value: "USD" })], {
  reassigned: 12,
  tails: [{ currency: "USD", nonZero: 1260, values: [{ amountMinor: 1000, arm: "external", shoppers: 1260 }] }],
  interruptions: [
    { from: onDay(2), until: onDay(3), why: "early" },
    { from: onDay(20), until: null, why: "late" },
  ],
});
const report = (days: Partial<AskedDays> = {}, now = onDay(70)) =>
  reportOf({ plan: PLAN, figures, now, days: { from: null, to: null, ...days } });

describe("a report on some days of a phase", () => {
  it("counts the shoppers of these days and no others, both days included", () => {
    const { period, weeks, days } = report({ from: day(7), to: day(13) });
    expect(period).toMatchObject({ firstDay: day(7), lastDay: day(13), shown: { external: 1400, instant: 1400 } });
    expect(days.map((one) => one.day)).toEqual(Array.from({ length: 7 }, (_, index) => day(7 + index)));
    expect(weeks).toHaveLength(1);
  });

  it("that ends early is the report that the phase would have had if nobody had come later", () => {
    const { verdict, conversion, days } = report({ to: day(13) });
    const alone = reportOf({ plan: PLAN, figures: figuresOf(everyDay(14, counts(20, 20))), now: onDay(70) });
    expect({ verdict, conversion, days }).toEqual({
      verdict: alone.verdict,
      conversion: alone.conversion,
      days: alone.days,
    });
    expect(report({ to: day(13) }).verdictText).toBe(
      `Nothing may be concluded yet: 2,400 of the 8,000 planned shoppers had not come by ${day(13)}, and the interval that is valid at every look still holds zero. The phase ran on to ${day(27)}; the shoppers who came later are not in this.`,
    );
  });

  it("never counts a week as settled that goes on after the last day", () => {
    expect(report({ to: day(16) }).period.settledUntil).toBe(day(13));
    expect(report({ to: day(5) }).verdict.kind).toBe("first_week");
  });

  it("has no verdict when it begins inside the phase, however clear the days look, and no figure that would stand for one", () => {
    const picked = report({ from: day(14) });
    expect(picked.verdict).toEqual({ kind: "part_of_phase" });
    expect(picked.verdictText).toContain(`it began on ${FIRST_DAY}`);
    const { conversion } = picked;
    // Chosen before a look, the interval would exclude zero by far.
    expect(conversion.comparison).toMatchObject({ newcombe: { low: expect.toSatisfy((low: number) => low > 0.05) } });
    expect(conversion.fixedHorizon).toEqual({ kind: "part_of_phase" });
    const withheld = [
      conversion.sequential,
      conversion.posteriors,
      conversion.liftPosterior,
      picked.correctedConversionP,
      ...picked.days.map(({ sequential }) => sequential),
      ...picked.guardrails.map(({ correctedP }) => correctedP),
      ...picked.breakdowns.flatMap(({ rows }) => rows.map(({ correctedP }) => correctedP)),
      ...picked.sellers.rows.map(({ correctedP }) => correctedP),
    ];
    for (const one of withheld) expect(one).toEqual({ kind: "undefined", why: "begins_inside_phase" });
    expect(picked.guardrails.every(({ reading }) => reading === "cannot_tell")).toBe(true);
    expect(picked.warnings.map(({ kind }) => kind)).toContain("begins_inside_phase");
  });

  it("is that of the whole phase when no shopper is left out", () => {
    const { range, ...asked } = report({ from: FIRST_DAY, to: day(40) });
    const { range: none, ...whole } = report();
    expect(asked).toEqual(whole);
    expect([range?.kind, none]).toEqual(["whole", null]);
  });

  it("does not escape an alarm of the split that other days of the phase raised", () => {
    const off = figuresOf([
      ...everyDay(14, { external: { shown: 200 }, instant: { shown: 200 } }),
      ...everyDay(28, { external: { shown: 200 }, instant: { shown: 260 } }).filter((one) => one.day >= day(14)),
    ]);
    const cut = reportOf({ plan: PLAN, figures: off, now: onDay(70), days: { from: null, to: day(13) } });
    expect(cut.verdict.kind).toBe("sample_ratio_mismatch");
  });

  it("keeps shoppers who changed arms as a figure of the phase, and the interruptions that touch its days", () => {
    const whole = report();
    expect(report({ to: day(13) }).reassigned).toEqual(whole.reassigned);
    expect(report({ to: day(13) }).interruptions.map(({ why }) => why)).toEqual(["early"]);
    expect(report({ from: day(10) }).interruptions.map(({ why }) => why)).toEqual(["late"]);
  });

  it("reads money of its own days, and says that the cut of the highest amounts is the phase's", () => {
    const [money] = report({ to: day(13) }).revenue;
    expect(money).toMatchObject({ untilDay: day(13), shoppers: { external: 2800, instant: 2800 } });
    expect(money?.winsorised).toEqual({ kind: "undefined", why: "cut_of_whole_phase" });
    expect(isUndefined(report().revenue[0]?.winsorised ?? 0)).toBe(false);
  });

  it("says on paper and in a terminal which days of which phase it is about", () => {
    const text = experimentText(report({ from: day(7), to: day(13) }), { phase: "p", isSimulated: false });
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      `Days: ${day(7)} to ${day(13)} of ${FIRST_DAY} to ${day(27)}, by the day (UTC) of a shopper's first assignment.`,
    );
    expect(text).toContain("NO VERDICT: PART OF A PHASE");
  });

  it("about days on which nobody came says so, and not that nobody was ever there", () => {
    const { verdict, verdictText } = report({ from: day(60), to: day(61) });
    expect(verdict.kind).toBe("nothing_shown");
    expect(verdictText).toContain("on these days");
  });
});

describe("two days as they are typed", () => {
  it.each([
    ["2026-11-01", "2026-11-30", { from: "2026-11-01", to: "2026-11-30" }],
    [" 2026-11-01 ", "", { from: "2026-11-01", to: null }],
    [null, null, { from: null, to: null }],
    ["2026-11-01", "2026-11-01", { from: "2026-11-01", to: "2026-11-01" }],
    ["2026-11-02", "2026-11-01", null],
    ["2026-02-30", null, null],
    ["yesterday", null, null],
    ["26-11-01", null, null],
    ["2026-11-01T00:00", null, null],
  ])("%s and %s are %o", (from, to, expected) => {
    expect(readDays(from, to)).toEqual(expected);
  });
});
