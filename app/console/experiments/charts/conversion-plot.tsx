import type { Interval } from "#lib/experiment/answer.ts";
import { signedPointsText, tickText } from "#lib/experiment/report/figure-text.ts";
import { ticksWithin } from "./axis-ticks.ts";

export type PlotRow = {
  readonly label: string;
  readonly estimate: number;
  readonly interval: Interval;
  /** Drawn open: it is not to be read yet. */
  readonly isEarly: boolean;
};

const ROW_HEIGHT = 56;
const AXIS_HEIGHT = 26;

/** The difference with its intervals against zero, drawn on the server. Its numbers are in the table below it. */
export function ConversionPlot({ rows }: { readonly rows: readonly PlotRow[] }) {
  const reach = Math.max(...rows.flatMap(({ interval }) => [Math.abs(interval.low), Math.abs(interval.high)])) * 1.12;
  if (!(reach > 0)) return null;
  const ticks = ticksWithin(reach);
  const place = (value: number): string => {
    const percent = 50 + 50 * (value / reach);
    return `${percent}%`;
  };
  const height = rows.length * ROW_HEIGHT + AXIS_HEIGHT;
  const label = `Difference in points, instant minus external. ${rows
    .map(
      ({ label: name, interval }) => `${name}: ${signedPointsText(interval.low)} to ${signedPointsText(interval.high)}`,
    )
    .join("; ")}.`;
  return (
    <figure className="flex flex-col gap-2">
      <svg role="img" aria-label={label} width="100%" height={height} className="block overflow-visible">
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={place(tick)}
              x2={place(tick)}
              y1={0}
              y2={height - AXIS_HEIGHT}
              stroke={tick === 0 ? "var(--ink)" : "var(--line)"}
              strokeWidth={tick === 0 ? 1.5 : 1}
            />
            <text x={place(tick)} y={height - 8} textAnchor="middle" fontSize={12} fill="var(--muted)">
              {tickText(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <PlotLine key={row.label} row={row} top={index * ROW_HEIGHT} place={place} />
        ))}
      </svg>
      <figcaption className="grid grid-cols-2 gap-x-4 text-caption text-muted sm:grid-cols-3">
        <span aria-hidden="true">← external sells more</span>
        <span className="order-last col-span-2 text-center sm:order-none sm:col-span-1">
          Difference in percentage points
        </span>
        <span aria-hidden="true" className="text-end">
          instant sells more →
        </span>
      </figcaption>
    </figure>
  );
}

function PlotLine({
  row,
  top,
  place,
}: {
  readonly row: PlotRow;
  readonly top: number;
  readonly place: (value: number) => string;
}) {
  const { label, estimate, interval, isEarly } = row;
  const middle = top + 38;
  const line = {
    stroke: isEarly ? "var(--muted)" : "var(--ink)",
    strokeWidth: isEarly ? 1.5 : 3,
    ...(isEarly ? { strokeDasharray: "5 4" } : {}),
  };
  return (
    <g>
      <text
        x={0}
        y={top + 18}
        fontSize={13}
        fill="var(--ink)"
        stroke="var(--surface)"
        strokeWidth={4}
        paintOrder="stroke"
      >
        {label}
      </text>
      <line x1={place(interval.low)} x2={place(interval.high)} y1={middle} y2={middle} {...line} />
      {[interval.low, interval.high].map((end) => (
        <line
          key={end}
          x1={place(end)}
          x2={place(end)}
          y1={middle - 7}
          y2={middle + 7}
          {...line}
          strokeDasharray="none"
        />
      ))}
      <circle
        cx={place(estimate)}
        cy={middle}
        r={6}
        fill={isEarly ? "var(--surface)" : "var(--ink)"}
        stroke={isEarly ? "var(--muted)" : "var(--surface)"}
        strokeWidth={1.5}
      />
    </g>
  );
}
