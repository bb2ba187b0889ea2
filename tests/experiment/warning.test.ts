import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ArmFigures, ExperimentFigures } from "#lib/experiment/figures.ts";
import { dayAfter } from "#lib/experiment/days.ts";
import { NO_DAYS, type AskedDays } from "#lib/experiment/report/range.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { warningText, type Warning } from "#lib/experiment/report/warning.ts";
import { everyDay, FIRST_DAY, figuresOf, onDay, PLAN } from "./figure-cells.ts";

const warnings = (figures: ExperimentFigures, daysLater = 70, asked: AskedDays = NO_DAYS) =>
  reportOf({ plan: PLAN, figures, now: onDay(daysLater), days: asked }).warnings;
type Day = Partial<ArmFigures> & { shown: number };
const days = (external: Day, instant: Day, many = 28) => everyDay(many, { external, instant });
const even = days({ shown: 200, paid: 20 }, { shown: 200, paid: 20 });
const platform = (value: string, external: Day, instant: Day) =>
  everyDay(28, { external, instant }, { dimension: "platform", value });

/** Each kind with figures that it must be raised for, and the same without the cause. */
const CASES: Readonly<
  Record<Warning["kind"], readonly [with_: () => readonly Warning[], without: () => readonly Warning[]]>
> = {
  sample_ratio_mismatch: [
    () => warnings(figuresOf(days({ shown: 200, paid: 20 }, { shown: 240, paid: 24 }))),
    () => warnings(figuresOf(days({ shown: 200, paid: 20 }, { shown: 206, paid: 20 }))),
  ],
  sample_ratio_mismatch_in_segment: [
    () => warnings(figuresOf([...even, ...platform("ios", { shown: 20 }, { shown: 40 })])),
    () => warnings(figuresOf([...even, ...platform("ios", { shown: 20 }, { shown: 21 })])),
  ],
  shown_less_in_one_arm: [
    () => warnings(figuresOf(days({ assigned: 210, shown: 200 }, { assigned: 210, shown: 190 }))),
    () => warnings(figuresOf(days({ assigned: 210, shown: 200 }, { assigned: 210, shown: 200 }))),
  ],
  reassigned: [
    () => warnings(figuresOf(even, { reassigned: 112 })),
    () => warnings(figuresOf(even, { reassigned: 111 })),
  ],
  reversed: [
    () =>
      warnings(
        figuresOf([
          ...days({ shown: 100, paid: 17 }, { shown: 100, paid: 9 }),
          ...platform("ios", { shown: 80, paid: 16 }, { shown: 20, paid: 5 }),
          ...platform("android", { shown: 20, paid: 1 }, { shown: 80, paid: 5 }),
        ]),
      ),
    () => warnings(figuresOf([...even, ...platform("ios", { shown: 80, paid: 16 }, { shown: 80, paid: 17 })])),
  ],
  interrupted: [
    () => warnings(figuresOf(even, { interruptions: [{ from: onDay(3), until: null, why: "kill" }] })),
    () => warnings(figuresOf(even)),
  ],
  guardrail_worse: [
    () => warnings(figuresOf(days({ shown: 200, declined: 2 }, { shown: 200, declined: 6 }))),
    () => warnings(figuresOf(days({ shown: 200, declined: 6 }, { shown: 200, declined: 2 }))),
  ],
  unresolved_decides: [
    () => warnings(figuresOf(days({ shown: 200, paid: 20 }, { shown: 200, paid: 20, unresolved: 6 }))),
    () => warnings(figuresOf(days({ shown: 200, paid: 20, unresolved: 1 }, { shown: 200, paid: 20, unresolved: 1 }))),
  ],
  effect_changes: [
    () =>
      warnings(
        figuresOf(
          days({ shown: 400, paid: 40 }, { shown: 400, paid: 80 }).map((cell, index) =>
            index < 14 ? cell : { ...cell, figures: { ...cell.figures, paid: 40 } },
          ),
        ),
      ),
    () => warnings(figuresOf(days({ shown: 400, paid: 40 }, { shown: 400, paid: 80 }))),
  ],
  begins_inside_phase: [
    () => warnings(figuresOf(even), 70, { from: dayAfter(FIRST_DAY, 7), to: null }),
    () => warnings(figuresOf(even), 70, { from: FIRST_DAY, to: null }),
  ],
  ends_early: [
    () => warnings(figuresOf(even), 70, { from: null, to: dayAfter(FIRST_DAY, 20) }),
    () => warnings(figuresOf(even), 70, { from: null, to: dayAfter(FIRST_DAY, 27) }),
  ],
  fixed_interval_early: [
    () => warnings(figuresOf(days({ shown: 20 }, { shown: 20 }))),
    () => warnings(figuresOf(even)),
  ],
  not_whole_weeks: [
    () => warnings(figuresOf(days({ shown: 200 }, { shown: 200 }, 27))),
    () => warnings(figuresOf(even)),
  ],
  open_windows: [() => warnings(figuresOf(even), 28), () => warnings(figuresOf(even), 31)],
  revenue_too_young: [
    () => warnings(figuresOf([...even, ...everyDay(28, TWO, { dimension: "currency", value: "USD" })]), 30),
    () => warnings(figuresOf([...even, ...everyDay(28, TWO, { dimension: "currency", value: "USD" })]), 31),
  ],
};
const TWO = { external: { shown: 200 }, instant: { shown: 200 } };

describe("warnings", () => {
  it.each(Object.entries(CASES))("%s is raised for its cause and not without it", (kind, [raised, quiet]) => {
    expect(raised().map((one) => one.kind)).toContain(kind);
    expect(quiet().map((one) => one.kind)).not.toContain(kind);
  });

  it("of one day it is said that it is one", () => {
    expect(warningText({ kind: "not_whole_weeks", dayCount: 1 })).toMatch(/^1 day is in this report\./);
    expect(warningText({ kind: "not_whole_weeks", dayCount: 12 })).toMatch(/^12 days are in this report\./);
  });

  it("each says in a whole sentence what is the matter, with its figures written out", () => {
    for (const [kind, [raised]] of Object.entries(CASES)) {
      const text = raised()
        .filter((one) => one.kind === kind)
        .map(warningText)
        .join(" ");
      expect(text).toMatch(/^[A-Z\d].{30,}\.$/);
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });

  it("each is explained in docs/experiment.md", () => {
    const page = readFileSync("docs/experiment.md", "utf8");
    for (const kind of Object.keys(CASES)) expect(page).toMatch(new RegExp(`^\\| \`${kind}\` +\\| .{20,}\\|$`, "m"));
  });

  it("fewer than ten shoppers who changed their way are no matter, whatever their share", () => {
    const few = figuresOf(days({ shown: 10 }, { shown: 10 }), { reassigned: 9 });
    expect(warnings(few).map(({ kind }) => kind)).not.toContain("reassigned");
  });

  it("nobody in the experiment is nothing to be warned of", () => {
    expect(warnings(figuresOf([]))).toEqual([]);
  });

  it("a hundred healthy sellers raise no alarm over the split", () => {
    const sellers = Array.from({ length: 100 }, (_, index) =>
      everyDay(
        28,
        { external: { shown: 10 }, instant: { shown: 10 + (index % 3) } },
        { dimension: "seller", value: `seller ${index}` },
      ),
    ).flat();
    expect(warnings(figuresOf([...even, ...sellers])).map(({ kind }) => kind)).not.toContain(
      "sample_ratio_mismatch_in_segment",
    );
  });
});
