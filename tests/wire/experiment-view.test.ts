import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import { experimentCsv } from "#lib/wire/experiment/csv.ts";
import { experimentView, type Json } from "#lib/wire/experiment/view.ts";
import { cell, everyDay, figuresOf, FIRST_DAY, onDay, PLAN, spent } from "../experiment/figure-cells.ts";

const figures = figuresOf(
  everyDay(28, {
    external: { assigned: 230, shown: 200, paid: 20, unresolved: 1 },
    instant: { assigned: 230, shown: 170, paid: 30, gross: spent(30, 1_999) },
  }),
  { reassigned: 400, interruptions: [{ from: onDay(3), until: onDay(4), why: "kill" }] },
);
const view = (one = figures) => experimentView(reportOf({ plan: PLAN, figures: one, now: onDay(60) }));

function namesIn(value: Json): readonly string[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(value).flatMap(([name, field]) => [name, ...namesIn(field)]);
}

/** RFC 4180, read back without our writer's help. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, comma, quoted, plain] of text.matchAll(/(^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    if (comma !== ",") rows.push((row = []));
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return rows.slice(0, -1);
}

describe("the report as JSON", () => {
  it("bears snake_case names only, down to the last", () => {
    const names = namesIn(view());
    expect(names.length).toBeGreaterThan(300);
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it("survives the way through JSON, so it contains no date, NaN or big integer", () => {
    expect(JSON.parse(JSON.stringify(view()))).toEqual(view());
    expect(JSON.parse(JSON.stringify(view(figuresOf([]))))).toEqual(view(figuresOf([])));
  });

  it("says in words why a figure has no answer, and what a warning means", () => {
    const empty = view(figuresOf([]));
    expect(empty).toMatchObject({
      verdict: { kind: "nothing_shown" },
      conversion: {
        comparison: { kind: "undefined", why: "arm_without_shoppers", text: expect.stringContaining("had no shopper") },
      },
    });
    expect(view()).toMatchObject({
      verdict: { kind: "sample_ratio_mismatch" },
      funnel: [{ event: "assigned" }, { event: "shown" }, {}, {}, { event: "details_given" }, {}, {}],
      interruptions: [{ from: "2026-09-10T12:00:00.000Z", why: "kill" }],
    });
    const warnings = (view() as { warnings: { kind: string; text: string; count?: string }[] }).warnings;
    expect(warnings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["sample_ratio_mismatch", "reassigned"]));
    expect(warnings.every(({ text }) => text.endsWith("."))).toBe(true);
  });
});

describe("the counts as CSV", () => {
  it("is one table with a row for each cell and all of its counts", () => {
    const [head, ...rows] = parsed(experimentCsv(figures));
    expect(head?.slice(0, 6)).toEqual(["day", "arm", "dimension", "value", "assigned", "shown"]);
    expect(rows).toHaveLength(56);
    expect(rows.every((row) => row.length === head?.length)).toBe(true);
    const gross = head?.indexOf("gross_minor_squares") ?? -1;
    expect(rows[1]?.[gross]).toBe((30n * 1_999n ** 2n).toString());
  });

  it("is the same file whatever the order of the cells", () => {
    expect(experimentCsv({ ...figures, cells: figures.cells.toReversed() })).toBe(experimentCsv(figures));
  });

  it("any value comes back as it was, but for a quote before what a spreadsheet would run", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("=1+1", "@sum", "-2", "+3", "\tx", 'a"b', "a,b", "a\r\nb")),
        (value) => {
          const one = cell("external", FIRST_DAY, { shown: 1 }, { dimension: "seller", value });
          const back = parsed(experimentCsv(figuresOf([one])))[1]?.[3] ?? "";
          expect(back).toBe(/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value);
          expect(back).not.toMatch(/^[=+\-@\t\r\n]/);
        },
      ),
    );
  });
});
