import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { COMPARISON_COLUMNS, comparisonRows } from "./comparison-rows.tsx";
import { FigureTable } from "./figure-table.tsx";
import { FoldedSection } from "./section.tsx";

/** Does the effect wear off? */
export function WeeksPart({ report }: { readonly report: ExperimentReport }) {
  return (
    <FoldedSection
      id="weeks"
      isOpen={report.warnings.some(({ kind }) => kind === "effect_changes")}
      about="The shoppers of each week by themselves; the bars are the fixed intervals. What is only new wears off: then the first week stands apart from the later ones."
    >
      <FigureTable
        label="Conversion by week"
        columns={["First shown", ...COMPARISON_COLUMNS]}
        rows={comparisonRows(
          report.weeks.map(({ firstDay, lastDay, comparison }) => ({
            key: firstDay,
            head: `${firstDay} to ${lastDay}`,
            comparison,
          })),
        )}
      />
    </FoldedSection>
  );
}
