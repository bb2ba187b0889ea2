"use client";

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { roughPercentText } from "#lib/experiment/report/figure-text.ts";
import { ChartFrame } from "./chart-frame.tsx";

export type FunnelPoint = {
  readonly event: string;
  /** Parts of the shown; null where there is no answer. */
  readonly external: number | null;
  readonly instant: number | null;
};

const ROW_HEIGHT = 52;
const shareOf = (value: unknown): string => (typeof value === "number" ? roughPercentText(value) : "");

/** How many of the shown came how far, both arms at each step. Full bars are instant, striped ones external. */
export function FunnelChart({ points, label }: { readonly points: readonly FunnelPoint[]; readonly label: string }) {
  const height = points.length * ROW_HEIGHT;
  return (
    <ChartFrame label={label} height={height}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
        <BarChart
          data={[...points]}
          layout="vertical"
          barGap={2}
          barCategoryGap="18%"
          margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <defs>
            <pattern
              id="external-stripes"
              width={6}
              height={6}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width={2.5} height={6} fill="var(--route-external)" />
            </pattern>
          </defs>
          <XAxis type="number" hide domain={[0, "dataMax"]} />
          <YAxis
            type="category"
            dataKey="event"
            width={124}
            axisLine={false}
            tickLine={false}
            tick={{ fill: "var(--ink)", fontSize: 13 }}
          />
          <Bar
            name="External"
            dataKey="external"
            fill="url(#external-stripes)"
            stroke="var(--route-external)"
            isAnimationActive={false}
          >
            <LabelList dataKey="external" position="right" formatter={shareOf} fill="var(--muted)" fontSize={12} />
          </Bar>
          <Bar
            name="Instant"
            dataKey="instant"
            fill="var(--route-instant)"
            stroke="var(--route-instant)"
            isAnimationActive={false}
          >
            <LabelList dataKey="instant" position="right" formatter={shareOf} fill="var(--muted)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
