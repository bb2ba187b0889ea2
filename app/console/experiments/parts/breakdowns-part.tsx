import { isUndefined } from "#lib/experiment/answer.ts";
import { chanceText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import { DIMENSION_WORDS } from "#lib/experiment/report/words.ts";
import type { Breakdown } from "#lib/experiment/report/sections.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { Notice } from "../../../components/notice.tsx";
import { COMPARISON_COLUMNS, comparisonRows } from "./comparison-rows.tsx";
import { FigureTable } from "./figure-table.tsx";
import { ShortNoAnswer } from "./no-answer.tsx";
import { FoldedSection, More } from "./section.tsx";
import { valueName } from "./value-name.ts";

/** More values than these are folded away. */
const MAX_OPEN = 12;

/** Conversion by platform, country and currency. */
export function BreakdownsPart({ report }: { readonly report: ExperimentReport }) {
  return (
    <FoldedSection
      id="breakdowns"
      isOpen={report.breakdowns.some(({ isReversed }) => isReversed)}
      about="Conversion by value. Among twenty values one is always “significant”: the p-values are corrected for how many there are (Benjamini–Hochberg), and an idea found here needs a test of its own."
    >
      {report.breakdowns
        .filter(({ rows }) => rows.length > 0)
        .map((breakdown) => (
          <OneBreakdown key={breakdown.dimension} breakdown={breakdown} />
        ))}
    </FoldedSection>
  );
}

function OneBreakdown({ breakdown }: { readonly breakdown: Breakdown }) {
  const { dimension, rows, isReversed } = breakdown;
  const word = DIMENSION_WORDS[dimension];
  const all = comparisonRows(
    rows.map(({ value, comparison, correctedP }) => ({
      key: value,
      head: valueName(dimension, value),
      comparison,
      more: [isUndefined(correctedP) ? <ShortNoAnswer key="p" why={correctedP.why} /> : chanceText(correctedP)],
    })),
  );
  const columns = [word, ...COMPARISON_COLUMNS, "Corrected p"] as const;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-body font-semibold">By {word.toLowerCase()}</h3>
      {isReversed ? (
        <Notice tone="warning" title="Every value points against the whole">
          The arms mix the values differently (Simpson&rsquo;s paradox). Believe the rows and not the whole.
        </Notice>
      ) : null}
      <FigureTable label={`Conversion by ${word.toLowerCase()}`} columns={columns} rows={all.slice(0, MAX_OPEN)} />
      {all.length > MAX_OPEN ? (
        <More summary={`${countText(all.length - MAX_OPEN)} more with fewer shoppers`}>
          <FigureTable
            label={`Conversion by ${word.toLowerCase()}, continued`}
            columns={columns}
            rows={all.slice(MAX_OPEN)}
          />
        </More>
      ) : null}
    </div>
  );
}
