import type { Failpoint } from "#lib/purchase/failpoints.ts";
import { inTurn } from "#scripts/suite/size.ts";
import type { Cut } from "./crash-cases.ts";

/** The kinds of crash: at which work the server ends. Within a kind the steps are before, in and after the provider's call. */
export const KINDS: readonly (readonly [Failpoint, ...Failpoint[]])[] = [
  ["token_claimed", "token_charged", "token_recorded"],
  ["wallet_recorded", "wallet_claimed", "wallet_confirmed"],
  ["page_opened", "page_recorded", "page_claimed"],
  ["attempt_voided", "void_recorded"],
  ["refund_stored", "refund_made", "refund_recorded", "orphaned_recorded"],
  ["transfer_sent", "transfer_stored", "transfer_recorded"],
  ["reversal_made", "reversal_stored", "reversal_recorded"],
  ["event_read", "event_applied", "event_parked", "look_up_answered"],
  ["mail_sent", "order_event_sent"],
];

/** With Stripe: those steps where another service can differ most from the sandbox bank. */
export const KINDS_AT_STRIPE: readonly (readonly [Failpoint, ...Failpoint[]])[] = [
  ["token_claimed", "token_charged"],
  ["wallet_confirmed", "wallet_claimed"],
  ["page_opened", "attempt_voided"],
  ["refund_made", "orphaned_recorded"],
];

/**
 * One crash of each kind: of groups that were put together with care (`groupsOf`) those whose turn it is. Which they are
 * changes with the day of the last commit; the whole proof has them all.
 */
export function sampleOf(kinds: typeof KINDS, groups: readonly (readonly Cut[])[]): readonly (readonly Cut[])[] {
  const chosen = new Set<Failpoint | undefined>(kinds.map((kind) => inTurn(kind)));
  return groups.map((cuts) => cuts.filter(({ steps }) => chosen.has(steps[0]))).filter((cuts) => cuts.length > 0);
}
