import { countText } from "#lib/experiment/report/percent-text.ts";
import type { ReasonsView } from "#lib/wire/routing/reasons-view.ts";
import { FigureTable } from "../experiments/parts/figure-table.tsx";

/** Purchases by day, or by hour, and reason; the most frequent reason first. */
export function StepTable({ routes }: { readonly routes: ReasonsView }) {
  const { reasons, steps, step_hours: stepHours } = routes;
  const step = stepHours === 1 ? "Hour (UTC)" : "Day (UTC)";
  return (
    <section aria-labelledby="steps" className="flex flex-col gap-3">
      <h2 id="steps" className="text-title">
        Over time
      </h2>
      <p className="text-caption text-muted">
        {stepHours === 1 ? "Hours" : "Days"} in which nothing was decided are left out.
      </p>
      <FigureTable
        label="Purchases by reason over time"
        columns={[step, ...reasons.map(({ reason }) => reason)]}
        rows={steps.map(({ from, purchases }) => ({
          key: from,
          head: (
            <time dateTime={from}>{stepHours === 1 ? from.slice(5, 16).replace("T", " ") : from.slice(0, 10)}</time>
          ),
          cells: reasons.map(({ reason }) => countText(purchases[reason] ?? 0)),
        }))}
      />
    </section>
  );
}
