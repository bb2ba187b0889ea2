import { routeOfReason, type ReasonCounts, type ReasonQuery } from "../../routing/reason-counts.ts";
import type { RouteReason } from "../../routing/decide-route.ts";
import { REASON_TEXTS } from "../texts/reasons.ts";

/** A reason, over the whole period. `share`: of the purchases that had a route; null where none was offered. */
export type ReasonRow = {
  readonly reason: RouteReason;
  readonly route: "instant" | "external" | null;
  readonly purchases: number;
  readonly share: number | null;
  readonly means: string;
  readonly what_to_do: string;
};

/** Why the purchases of a seller (null: of all) took their route. Times in UTC; the most frequent reasons first. */
export type ReasonsView = {
  readonly seller_id: string | null;
  readonly from: string;
  readonly until: string;
  /** Purchases that had a route, each counted once. */
  readonly purchases: number;
  readonly reasons: readonly ReasonRow[];
  readonly step_hours: 1 | 24;
  /** Oldest first; an hour or a day in which nothing was decided is left out. */
  readonly steps: readonly {
    readonly from: string;
    readonly purchases: Readonly<Partial<Record<RouteReason, number>>>;
  }[];
  readonly decisions: number;
  /** Not null: there were more decisions in the period than are counted at once, and those before this time are left out. */
  readonly counted_from: string | null;
};

export function reasonsView(query: ReasonQuery, counted: ReasonCounts): ReasonsView {
  const sums = new Map<RouteReason, number>();
  const steps = new Map<number, Partial<Record<RouteReason, number>>>();
  let routed = 0;
  for (const { step, reason, purchases } of counted.counts) {
    sums.set(reason, (sums.get(reason) ?? 0) + purchases);
    steps.set(step.getTime(), { ...steps.get(step.getTime()), [reason]: purchases });
    if (routeOfReason(reason) !== null) routed += purchases;
  }
  const rows = [...sums].map(([reason, purchases]): ReasonRow => {
    const route = routeOfReason(reason);
    const { means, todo } = REASON_TEXTS[reason];
    const share = route === null ? null : purchases / routed;
    return { reason, route, purchases, share, means, what_to_do: todo };
  });
  const isBlocked = ({ route }: ReasonRow) => Number(route === null);
  return {
    seller_id: query.sellerId,
    from: query.from.toISOString(),
    until: query.until.toISOString(),
    purchases: routed,
    reasons: rows.sort((a, b) => isBlocked(a) - isBlocked(b) || b.purchases - a.purchases),
    step_hours: counted.stepHours,
    steps: [...steps].map(([from, purchases]) => ({ from: new Date(from).toISOString(), purchases })),
    decisions: counted.decisions,
    counted_from: counted.countedFrom?.toISOString() ?? null,
  };
}
