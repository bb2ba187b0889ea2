import type { ReactNode } from "react";

/** A chart for those who see it; `label` describes it to the others, and where the same numbers are. */
export function ChartFrame({
  label,
  height,
  children,
}: {
  readonly label: string;
  readonly height: number;
  readonly children: ReactNode;
}) {
  return (
    <figure className="chart">
      <figcaption className="visually-hidden">{label}</figcaption>
      <div aria-hidden="true" style={{ height }}>
        {children}
      </div>
    </figure>
  );
}
