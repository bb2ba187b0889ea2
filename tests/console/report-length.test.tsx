import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { calculate, prefilled } from "#app/console/experiments/parts/calculator-form.ts";
import { CalculatorPart } from "#app/console/experiments/parts/calculator-part.tsx";
import { ReportView } from "#app/console/experiments/report-view.tsx";
import { NO_DAYS } from "#lib/experiment/report/range.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { textOf } from "../widget/draw-purchase.tsx";
import { CASES, PHASE } from "./report-cases.ts";

/** The words of the same page as it was reviewed at 432cdc0, with the same shoppers. Nothing in it was folded but two tables. */
const REVIEWED = {
  firstDays: 1724,
  early: 1648,
  more: 1803,
  fewer: 1803,
  cannotTell: 1780,
  blocked: 1944,
  currencies: 2134,
} as const;

function pageOf(report: ExperimentReport): string {
  const texts = prefilled(report);
  return renderToStaticMarkup(
    <>
      <ReportView
        report={report}
        phases={[PHASE]}
        phase={PHASE}
        sellers={new Map()}
        notes={{ hypothesis: null, decisions: [] }}
        question={{ address: "/console", days: NO_DAYS }}
      />
      <CalculatorPart
        texts={texts}
        calculation={calculate(texts)}
        address="/console"
        phase={null}
        days={NO_DAYS}
        isAsked={false}
      />
    </>,
  );
}

const INNERMOST = /<details( open="")?>(<summary(?:(?!<details).)*?<\/summary>)((?:(?!<details).)*?)<\/details>/s;

/** What somebody reads who opens nothing: of what is folded, the line above it. */
function folded(html: string): string {
  const once = html.replace(INNERMOST, (_, open: string | undefined, summary: string, inside: string) =>
    open === undefined ? summary : `${summary}${inside}`,
  );
  return once === html ? html : folded(once);
}

const wordsOf = (html: string): number =>
  textOf(html.replaceAll(/<style>.*?<\/style>/g, ""))
    .trim()
    .split(/\s+/).length;

describe("the report, before anything in it is opened,", () => {
  it.each(Object.entries(REVIEWED))("is at most half as long as the one that was reviewed (%s)", (name, words) => {
    expect(wordsOf(folded(pageOf(CASES[name as keyof typeof REVIEWED]())))).toBeLessThanOrEqual(words / 2);
  });

  it("folds what an expert needs below one line in each section", () => {
    const sections = pageOf(CASES.more()).split("<section id=").slice(1, 6);
    expect(sections.map((section) => /^"(\w+)"/.exec(section)?.[1])).toEqual([
      "conversion",
      "days",
      "funnel",
      "revenue",
      "guardrails",
    ]);
    // The folded sections after the last one are not its own.
    for (const section of sections)
      expect(section.split("<section aria-labelledby")[0]?.match(/<details/g)).toHaveLength(1);
  });
});
