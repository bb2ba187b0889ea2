"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { signedPointsText, tickText } from "#lib/experiment/report/figure-text.ts";
import { ChartFrame } from "./chart-frame.tsx";

export type DayPoint = {
  readonly day: string;
  /** Parts of one; null where there is no answer. */
  readonly difference: number | null;
  readonly fixed: readonly [number, number] | null;
  readonly sequential: readonly [number, number] | null;
};

const HEIGHT = 320;
const AXIS = { stroke: "var(--control)", tick: { fill: "var(--muted)", fontSize: 12 }, tickLine: false } as const;
const BAND = { isAnimationActive: false, activeDot: false, fill: "var(--muted)" } as const;
const TIP = {
  contentStyle: {
    background: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius-control)",
    fontSize: 13,
  },
  itemStyle: { color: "var(--ink)" },
} as const;

/** The difference day by day with both bands. Its numbers are in the table below it, which needs no JavaScript. */
export function DayChart({
  points,
  reach,
  ticks,
  label,
}: {
  readonly points: readonly DayPoint[];
  /** The axis ends there; wider bands are cut off. */
  readonly reach: number;
  readonly ticks: readonly number[];
  readonly label: string;
}) {
  return (
    <ChartFrame label={label} height={HEIGHT}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 640, height: HEIGHT }}>
        <ComposedChart data={[...points]} margin={{ top: 8, right: 8, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="day" {...AXIS} minTickGap={36} tickFormatter={(day: string) => day.slice(5)} />
          <YAxis
            {...AXIS}
            width={52}
            domain={[-reach, reach]}
            allowDataOverflow
            axisLine={false}
            ticks={[...ticks]}
            interval={0}
            tickFormatter={tickText}
          />
          <Area
            name="Valid at every look"
            dataKey="sequential"
            stroke="var(--ink)"
            strokeDasharray="4 3"
            strokeWidth={1.25}
            fillOpacity={0.1}
            {...BAND}
          />
          <Area name="Fixed" dataKey="fixed" stroke="none" fillOpacity={0.32} {...BAND} />
          <ReferenceLine y={0} stroke="var(--ink)" />
          <Line
            name="Difference"
            dataKey="difference"
            stroke="var(--accent)"
            strokeWidth={2.5}
            dot={false}
            isAnimationActive={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--control)" }}
            {...TIP}
            formatter={(value) => pointsOf(value)}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** "+1.2", or "+0.2 to +2.6" for a band. */
function pointsOf(value: unknown): string {
  const ends = (Array.isArray(value) ? value : [value]).filter((end): end is number => typeof end === "number");
  return ends.map(signedPointsText).join(" to ");
}
