import { countText, percentText } from "#lib/experiment/report/percent-text.ts";
import type { ReasonRow } from "#lib/wire/routing/reasons-view.ts";

const ROUTE_WORDS = { instant: "instant", external: "external" } as const;

/** Each reason with how many purchases it decided, what it means and what to do; those without a route stand apart. */
export function ReasonList({ rows, purchases }: { readonly rows: readonly ReasonRow[]; readonly purchases: number }) {
  const routed = rows.filter(({ route }) => route !== null);
  const blocked = rows.filter(({ route }) => route === null);
  return (
    <>
      <section aria-labelledby="reasons" className="flex flex-col gap-3">
        <h2 id="reasons" className="text-title">
          {countText(purchases)} {purchases === 1 ? "purchase" : "purchases"} by reason
        </h2>
        {routed.length === 0 ? <p className="card p-5 text-muted">No purchase had a route.</p> : <Rows rows={routed} />}
      </section>
      {blocked.length === 0 ? null : (
        <section aria-labelledby="blocked" className="flex flex-col gap-3">
          <h2 id="blocked" className="text-title">
            Asked again when no route was left
          </h2>
          <Rows rows={blocked} />
        </section>
      )}
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly ReasonRow[] }) {
  return (
    <ul className="card divide-y divide-line">
      {rows.map(({ reason, route, purchases, share, means, what_to_do: todo }) => (
        <li key={reason} className="flex flex-col gap-1 px-5 py-4">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <code className="min-w-0 font-mono font-semibold wrap-anywhere">{reason}</code>
            {route === null ? null : <span className="text-caption text-muted">{ROUTE_WORDS[route]}</span>}
            <span className="ms-auto font-semibold tabular-nums">
              {countText(purchases)}
              {share === null ? null : <span className="font-normal text-muted"> · {percentText(share)}</span>}
            </span>
          </p>
          <p>{means}</p>
          <p className="text-muted wrap-anywhere">{todo}</p>
        </li>
      ))}
    </ul>
  );
}
