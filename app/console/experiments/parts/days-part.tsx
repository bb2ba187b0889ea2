import { isUndefined, type Interval, type Undefined } from "#lib/experiment/answer.ts";
import { signedPointsText, spanText } from "#lib/experiment/report/figure-text.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import type { DayFigures } from "#lib/experiment/report/sections.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { ticksWithin } from "../charts/axis-ticks.ts";
import { DayChart, type DayPoint } from "../charts/day-chart.tsx";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { More, Section } from "./section.tsx";

const ends = (interval: Interval | Undefined): readonly [number, number] | null =>
  isUndefined(interval) ? null : [interval.low, interval.high];

const pointOf = ({ day, difference, fixed, sequential }: DayFigures): DayPoint => ({
  day,
  difference: isUndefined(difference) ? null : difference,
  fixed: ends(fixed),
  sequential: ends(sequential),
});

/** How far the axis goes: the bands of the first days, which span almost everything, would flatten all the others. */
function axisReach(points: readonly DayPoint[]): number {
  const settled = points.slice(Math.floor(points.length / 4));
  const values = settled.flatMap(({ difference, fixed, sequential }) => [
    difference ?? 0,
    ...(fixed ?? []),
    ...(sequential ?? []),
  ]);
  return Math.max(...values.map(Math.abs), Number.MIN_VALUE) * 1.1;
}

/** What somebody who looked every day would have seen. */
export function DaysPart({ report }: { readonly report: ExperimentReport }) {
  const { days } = report;
  const points = days.map(pointOf);
  const reach = axisReach(points);
  const isDrawn = points.some(({ difference }) => difference !== null);
  return (
    <Section
      id="days"
      about="The difference in points over all shoppers up to each day. Dark: the fixed interval; light: the one that is valid at every look."
    >
      {isDrawn ? (
        <DayChart
          points={points}
          reach={reach}
          ticks={ticksWithin(reach)}
          label="The difference by day with both intervals; the table below has the same numbers."
        />
      ) : null}
      <More summary="The numbers of every day">
        <FigureTable
          label="The difference by day"
          columns={[
            "Until",
            "External paid of shown",
            "Instant paid of shown",
            "Difference",
            "Fixed",
            "Valid at every look",
          ]}
          rows={days.map(rowOf)}
        />
      </More>
    </Section>
  );
}

function rowOf({ day, shown, paid, difference, fixed, sequential }: DayFigures): FigureRow {
  const counts = [
    `${countText(paid.external)} of ${countText(shown.external)}`,
    `${countText(paid.instant)} of ${countText(shown.instant)}`,
  ];
  if (isUndefined(difference) || isUndefined(fixed))
    return { key: day, head: day, cells: counts, why: isUndefined(difference) ? difference.why : "no_variance" };
  const cells = [...counts, signedPointsText(difference), spanText(fixed, signedPointsText)];
  return isUndefined(sequential)
    ? { key: day, head: day, cells, why: sequential.why }
    : { key: day, head: day, cells: [...cells, spanText(sequential, signedPointsText)] };
}
