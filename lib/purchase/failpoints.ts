/**
 * Where a purchase can be cut short: the places between two things that are not one transaction. The tests of crashes
 * end the process at each of them in turn (docs/decisions/0008); in production nothing happens there.
 */
export const FAILPOINTS = [
  "token_claimed",
  "token_charged",
  "token_recorded",
  "wallet_claimed",
  "wallet_confirmed",
  "wallet_recorded",
  "page_claimed",
  "page_opened",
  "page_recorded",
  "orphaned_recorded",
  "refund_stored",
  "refund_made",
  "refund_recorded",
  "transfer_stored",
  "transfer_sent",
  "transfer_recorded",
  "reversal_stored",
  "reversal_made",
  "reversal_recorded",
  "attempt_voided",
  "void_recorded",
  "look_up_answered",
  "event_read",
  "event_applied",
  "event_parked",
  "order_event_sent",
  "mail_sent",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];
