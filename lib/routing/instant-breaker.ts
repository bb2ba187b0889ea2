import type { SellerId } from "../ids.ts";

/** When a breaker acts; read from the settings by lib/config/breaker.ts. */
export type BreakerRules = {
  /** What counts: the latest sessions that were paid, or tried to be, on the instant route, not older than this. */
  readonly windowMs: number;
  readonly maxSessions: number;
  /** With fewer sessions than this nothing is concluded. */
  readonly minSessions: number;
  /** Shares of the sessions, from which on the breaker opens; above 100: never. */
  readonly declinedPercent: number;
  readonly errorPercent: number;
  readonly unknownPercent: number;
  /** Everything goes external for so long; then trials are let through, for at most as long again. */
  readonly coolDownMs: number;
  /** Shoppers who are let through while the breaker is half open. */
  readonly trials: number;
};

/**
 * What became of instant sessions, each counted once, by its latest attempt that has an outcome: of one seller, or of all, then
 * the latest session of each seller and shopper alone.
 */
export type InstantTally = {
  readonly captured: number;
  readonly declined: number;
  /** Our own fault or the token's: certainly nothing was charged. */
  readonly errors: number;
  /** The payment service did not answer, whatever a look-up returned later. */
  readonly unknown: number;
};

export const BREAKER_REASONS = [
  "many_declined",
  "many_errors",
  "many_unknown",
  "cool_down_over",
  "trials_paid",
  "trials_declined",
  "trial_error",
  "trial_unknown",
  "no_trial_ended",
  "closed_by_operator",
] as const;
export type BreakerReason = (typeof BREAKER_REASONS)[number];
export const BREAKER_STATES = ["closed", "open", "half_open"] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** One change of a breaker; `n` counts them from 1, and no two changes of one breaker bear one number. */
export type BreakerTransition = {
  /** Null: the breaker of all sellers. */
  readonly sellerId: SellerId | null;
  readonly n: number;
  readonly state: BreakerState;
  readonly reason: BreakerReason;
  /** The operator's words, or the figures that decided. */
  readonly note: string;
  readonly occurredAt: Date;
};

/** So many trials must be paid before all shoppers are let through again; one when only one is let through. */
const PAID_TRIALS = 2;

/** A share that is never reached. */
const NEVER_PERCENT = 101;

/** For the breaker of all sellers, where every session is another seller's and another shopper's: a card is declined for its owner. */
export const rulesOfAll = (rules: BreakerRules): BreakerRules => ({ ...rules, declinedPercent: NEVER_PERCENT });

/**
 * What a breaker must change to now, or null. Pure. `last` is its latest change, null when there was none; `tally` counts
 * from that change on while the breaker is half open or closed (docs/decisions/0017, docs/decisions/0091).
 */
export function nextBreakerTransition(
  sellerId: SellerId | null,
  last: BreakerTransition | null,
  tally: InstantTally,
  now: Date,
  rules: BreakerRules,
): BreakerTransition | null {
  const next = (state: BreakerState, reason: BreakerReason): BreakerTransition => ({
    sellerId,
    n: (last?.n ?? 0) + 1,
    state,
    reason,
    note: wordsOf(tally),
    occurredAt: now,
  });
  const isOver = last !== null && now.getTime() - last.occurredAt.getTime() >= rules.coolDownMs;
  if (last?.state === "open") return isOver ? next("half_open", "cool_down_over") : null;
  if (last?.state === "half_open") {
    const needed = Math.min(PAID_TRIALS, rules.trials);
    if (tally.unknown > 0) return next("open", "trial_unknown");
    if (tally.errors > 0) return next("open", "trial_error");
    if (tally.captured >= needed) return next("closed", "trials_paid");
    if (rules.declinedPercent < NEVER_PERCENT && tally.declined > rules.trials - needed)
      return next("open", "trials_declined");
    // Nobody of those who were let through has bought: others get the chance.
    return isOver ? next("half_open", "no_trial_ended") : null;
  }
  const all = tally.captured + tally.declined + tally.errors + tally.unknown;
  if (all === 0 || all < rules.minSessions) return null;
  const reaches = (part: number, percent: number) => part * 100 >= percent * all;
  if (reaches(tally.unknown, rules.unknownPercent)) return next("open", "many_unknown");
  if (reaches(tally.errors, rules.errorPercent)) return next("open", "many_errors");
  if (reaches(tally.declined, rules.declinedPercent)) return next("open", "many_declined");
  return null;
}

const wordsOf = ({ captured, declined, errors, unknown }: InstantTally): string =>
  `${captured} paid, ${declined} declined, ${errors} failed, ${unknown} without an answer`;
