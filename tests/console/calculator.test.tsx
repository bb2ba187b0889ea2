import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { calculate, prefilled } from "#app/console/experiments/parts/calculator-form.ts";
import { CalculatorPart } from "#app/console/experiments/parts/calculator-part.tsx";
import { NO_DAYS } from "#lib/experiment/report/range.ts";
import { UNDEFINED_TEXTS } from "#lib/experiment/answer.ts";
import { CASES } from "./report-cases.ts";

describe("the calculator's form", () => {
  const report = CASES.more();

  it("begins with the plan and with what was seen", () => {
    expect(prefilled(report)).toEqual({
      baseline: "8.32",
      effect: "1",
      alpha: "5",
      power: "80",
      per_day: "400",
      instant: "50",
    });
    expect(prefilled(CASES.empty()).baseline).toBe("5");
  });

  it("answers as the tables of the textbooks do, with a comma or a point", () => {
    const texts = { baseline: "10", effect: "2,0", alpha: "5", power: "80", per_day: "400", instant: "50" };
    const answer = calculate(texts);
    expect(answer).toMatchObject({
      kind: "calculated",
      size: { control: 3839, treatment: 3839, total: 7678 },
      runTime: { days: 20, wholeWeekDays: 21 },
    });
    expect(calculate({ ...texts, effect: "2.0" })).toEqual(answer);
  });

  it("names what is wrong with each field, and nothing about the others", () => {
    const usual = prefilled(report);
    const wrongOnes = { baseline: "0", effect: "0", alpha: "abc", power: "", per_day: "1.5", instant: "100" };
    for (const [field, text] of Object.entries(wrongOnes)) {
      const answer = calculate({ ...usual, [field]: text });
      expect(answer.kind === "wrong" ? Object.keys(answer.problems) : answer.kind, field).toEqual([field]);
    }
    expect(calculate({ ...usual, baseline: "99", effect: "5" })).toEqual({
      kind: "wrong",
      problems: { effect: UNDEFINED_TEXTS.rate_out_of_range },
    });
  });

  it("shows a problem at its field, tied to it", () => {
    const texts = { ...prefilled(report), power: "200" };
    const html = renderToStaticMarkup(
      <CalculatorPart
        texts={texts}
        calculation={calculate(texts)}
        address="/console"
        phase={null}
        days={NO_DAYS}
        isAsked
      />,
    );
    expect(html).toMatch(/id="field-power"[^>]*aria-invalid="true"[^>]*aria-describedby="field-power-problem/);
    expect(html).toContain("Write a number from 50 to 99.9");
    expect(html).not.toMatch(/NaN/);
  });
});
