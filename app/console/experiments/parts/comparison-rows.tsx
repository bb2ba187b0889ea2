import type { ReactNode } from "react";
import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import { ofText, rateText, signedPointsText, spanText } from "#lib/experiment/report/figure-text.ts";
import type { Proportion, ProportionComparison } from "#lib/experiment/statistics/proportions.ts";
import type { FigureRow } from "./figure-table.tsx";
import { IntervalStrip, reachOf } from "../charts/interval-strip.tsx";

export type Compared = {
  readonly key: string;
  readonly head: ReactNode;
  readonly comparison: ProportionComparison | Undefined;
  /** The cells of the columns after the usual ones. */
  readonly more?: readonly ReactNode[];
};

export const COMPARISON_COLUMNS = ["External", "Instant", "Difference, points", "Against zero", "Interval"] as const;

/** Rows that compare rates, with strips that share one scale. */
export function comparisonRows(rows: readonly Compared[]): readonly FigureRow[] {
  const strips = rows.flatMap(({ comparison }) => (isUndefined(comparison) ? [] : [stripOf(comparison)]));
  const reach = reachOf(strips);
  return rows.map(({ key, head, comparison, more = [] }) =>
    isUndefined(comparison)
      ? { key, head, cells: [], why: comparison.why }
      : {
          key,
          head,
          cells: [
            <Rate key="external" counts={comparison.control} />,
            <Rate key="instant" counts={comparison.treatment} />,
            signedPointsText(comparison.difference),
            <IntervalStrip key="strip" strip={stripOf(comparison)} reach={reach} />,
            spanText(comparison.newcombe, signedPointsText),
            ...more,
          ],
        },
  );
}

const stripOf = ({ difference, newcombe }: ProportionComparison) => ({ estimate: difference, fixed: newcombe });

function Rate({ counts }: { readonly counts: Proportion & { readonly rate: number } }) {
  return (
    <>
      {rateText(counts.rate)}
      <span className="block text-muted">{ofText(counts.events, counts.shoppers)}</span>
    </>
  );
}
