import type { BreakerTransition } from "./instant-breaker.ts";
import type { KillSwitchEntry } from "./kill-switch.ts";

/** A time in which the kill switch, the kill flag or a breaker kept shoppers from instant; `until` is null while it lasts. */
export type Interruption = { readonly from: Date; readonly until: Date | null; readonly why: string };

/** An hour in which the flag `instant-checkout-kill` kept purchases from instant, and how many shoppers met it. */
export type FlagHour = { readonly first: Date; readonly last: Date; readonly shoppers: number };

/** What is stored about pauses. Entries are in the order they were made, those of one breaker too, hours by time. */
export type PauseHistory = {
  readonly killSwitchEntries: readonly KillSwitchEntry[];
  readonly breakerTransitions: readonly BreakerTransition[];
  readonly flagHours: readonly FlagHour[];
};

/** Fewer shoppers within an hour may be one person who tests the flag. */
const MIN_SHOPPERS = 3;
/** Hours without a purchase do not end an interruption by the flag. */
const GAP_MS = 3 * 3_600_000;

/** The interruptions that are open or ended after `from`, oldest first. Pure. */
export function interruptionsOf(history: PauseHistory, from: Date): readonly Interruption[] {
  const all = [
    ...flagPeriods(history.flagHours),
    ...periodsBetween(history.killSwitchEntries, ({ sellerId, isOn, why }) => ({
      scope: sellerId ?? "",
      closesWith: isOn ? `kill switch, ${sellerId ?? "all sellers"}: ${why}` : null,
    })),
    ...periodsBetween(history.breakerTransitions, ({ sellerId, state, reason }) => ({
      scope: sellerId ?? "",
      closesWith: state === "closed" ? null : `breaker, ${sellerId ?? "all sellers"}: ${reason}`,
    })),
  ];
  return all
    .filter((one) => one.until === null || one.until > from)
    .sort((one, other) => one.from.getTime() - other.from.getTime());
}

function flagPeriods(hours: readonly FlagHour[]): Interruption[] {
  const periods: { from: Date; until: Date; why: string }[] = [];
  for (const { first, last, shoppers } of hours) {
    if (shoppers < MIN_SHOPPERS) continue;
    const before = periods.at(-1);
    if (before !== undefined && first.getTime() - before.until.getTime() <= GAP_MS) before.until = last;
    else
      periods.push({
        from: first,
        until: last,
        why: "flag instant-checkout-kill, from the first to the last purchase that met it",
      });
  }
  return periods;
}

/** From a change that closes instant to the next that does not, for each scope on its own. */
function periodsBetween<Change extends { readonly occurredAt: Date }>(
  changes: readonly Change[],
  read: (change: Change) => { readonly scope: string; readonly closesWith: string | null },
): Interruption[] {
  const open = new Map<string, { from: Date; why: string }>();
  const periods: Interruption[] = [];
  for (const change of changes) {
    const { scope, closesWith } = read(change);
    const since = open.get(scope);
    if (closesWith !== null && since === undefined) open.set(scope, { from: change.occurredAt, why: closesWith });
    if (closesWith !== null || since === undefined) continue;
    periods.push({ ...since, until: change.occurredAt });
    open.delete(scope);
  }
  return [...periods, ...[...open.values()].map((since) => ({ ...since, until: null }))];
}
