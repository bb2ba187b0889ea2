import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inTurn, isInTurn } from "#scripts/suite/size.ts";
import { playwrightResults, sumOf, vitestResults } from "#scripts/suite/results.ts";

const folder = mkdtempSync(join(tmpdir(), "results-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
const browserTest = (title: string, status: string) => ({ title, tests: [{ status, projectName: "desktop" }] });

describe("what a run reports", () => {
  it("counts a browser test that passed only when it was repeated as passed, and names it", () => {
    const specs = [browserTest("buys", "expected"), browserTest("looks", "flaky"), browserTest("pays", "skipped")];
    const results = playwrightResults(report("flaky.json", { suites: [{ title: "a", specs }], errors: [] }));
    expect(results).toEqual({ passed: 2, failed: 0, skipped: 1, failures: [], repeated: ["looks (desktop)"] });
    expect(sumOf([results, results]).repeated).toEqual(["looks (desktop)", "looks (desktop)"]);
  });

  it("counts a browser test that failed both times as failed", () => {
    const suites = [{ title: "a", suites: [{ title: "b", specs: [browserTest("buys", "unexpected")] }] }];
    expect(playwrightResults(report("failed.json", { suites, errors: [] }))).toMatchObject({
      failed: 1,
      failures: ["buys (desktop)"],
      repeated: [],
    });
  });

  it("counts as a failure what ran no test or cannot be read", () => {
    expect(playwrightResults(report("none.json", { suites: [], errors: [] }))).toMatchObject({ failed: 1 });
    expect(vitestResults(join(folder, "nowhere.json"))).toMatchObject({ failed: 1 });
  });
});

describe("a part of a long proof", () => {
  it("is one of its list, and of as many numbers as there are parts each comes in one of them", () => {
    const list = ["a", "b", "c"] as const;
    expect(new Set([0, 1, 2].map((further) => inTurn(list, further)))).toEqual(new Set(list));
    expect([0, 1, 2].filter((number) => isInTurn(number, 3))).toHaveLength(1);
  });
});
