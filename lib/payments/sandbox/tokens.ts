import type { TokenProblem } from "../provider.ts";
import type { DisputeHabit } from "./disputes.ts";
import type { RefundHabit } from "./refunds.ts";

const MAGIC = ["ok", "declined", "3ds", "timeout_captured", "timeout_lost", "slow"];
/** Cards that pay, and whose refunds have a life of their own: `tok_sandbox_refund_fails`. */
const REFUND_MAGIC: Readonly<Record<string, RefundHabit>> = {
  refund_later: "later",
  refund_fails: "fails",
  refund_refused_once: "refused_once",
};

/** Cards that pay, and whose payments are questioned later: `tok_sandbox_disputed`. */
const DISPUTE_MAGIC: Readonly<Record<string, DisputeHabit>> = {
  disputed: "chargeback",
  inquiry: "inquiry",
  fraud_warning: "early_fraud_warning",
};

/** Tokens that the bank knows and does not take, by what the magic word says of them: `tok_sandbox_expired`. */
const REFUSED_MAGIC: Readonly<Record<string, TokenProblem>> = {
  expired: "expired",
  spent: "spent",
  revoked: "revoked",
  over_limit: "over_limit",
  wrong_currency: "wrong_currency",
  wrong_merchant: "not_recognised",
};

/** Every card of the bank: `tok_sandbox_` and one of these. */
export const MAGIC_TOKENS: readonly string[] = [
  ...MAGIC,
  ...Object.keys(REFUND_MAGIC),
  ...Object.keys(DISPUTE_MAGIC),
  ...Object.keys(REFUSED_MAGIC),
];

/** What a token makes the bank do: `tok_sandbox_ok`, also with a unique ending as in `tok_sandbox_ok_7f3a`. Null: not one of ours. */
export function magicTokenOf(token: string): string | null {
  return (
    MAGIC_TOKENS.find((magic) => token === `tok_sandbox_${magic}` || token.startsWith(`tok_sandbox_${magic}_`)) ?? null
  );
}

/** Why a token with this magic word pays nothing; null: it may pay. */
export const tokenProblemOf = (magic: string): TokenProblem | null => REFUSED_MAGIC[magic] ?? null;

/**
 * Whether a token is one that a host was given for one checkout, by its unique ending: it pays once, and no other checkout. A
 * bare magic word is a test card, which may be used again and again, as `pm_card_visa` at Stripe.
 */
export const isDelegated = (token: string, magic: string): boolean => token !== `tok_sandbox_${magic}`;

/** What the refunds of a card do that paid with a magic token. */
export const refundHabitOf = (magic: string): RefundHabit => REFUND_MAGIC[magic] ?? "at_once";

/** What becomes of a payment with a magic token; null: nothing. */
export const disputeHabitOf = (magic: string): DisputeHabit | null => DISPUTE_MAGIC[magic] ?? null;
