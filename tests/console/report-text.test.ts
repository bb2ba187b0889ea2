import { describe, expect, it } from "vitest";
import { VERDICT_WORDS } from "#lib/experiment/report/words.ts";
import { experimentText } from "#lib/wire/experiment/text.ts";
import { CASES, PHASE } from "./report-cases.ts";

const flat = (text: string) => text.replace(/\s+/g, " ");

describe("the report in a terminal", () => {
  const cases = Object.entries(CASES).map(([name, make]) => [name, make()] as const);

  it.each(cases)("fits into 100 columns and contains the verdict and no figure that is none (%s)", (name, report) => {
    const text = experimentText(report, name === "empty" ? null : PHASE);
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    expect(text).toContain(VERDICT_WORDS[report.verdict.kind].toUpperCase());
    expect(flat(text)).toContain(report.verdictText);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says of simulated shoppers that nobody met them", () => {
    expect(experimentText(CASES.more(), { ...PHASE, isSimulated: true })).toContain("SIMULATED");
    expect(experimentText(CASES.more(), PHASE)).not.toContain("SIMULATED");
  });
});
