/** What is odd about a seller's account, by a word in its name or e-mail address: `sandbox_` and one of these. */
export const SELLER_HABITS = [
  /** Able from the beginning, without onboarding. */
  "ready",
  /** Stays in onboarding: what it provides is never verified. */
  "onboarding",
  /** Becomes able, and is restricted five seconds later until it provides one thing more. */
  "restricted",
  /** Every transfer to it is refused for now; or the first request of each. */
  "transfers_refused",
  "transfers_refused_once",
  /** Its balance is paid out at once, so nothing can be taken back. */
  "empty_balance",
  /** The first request for each transfer gets no reply: it never arrived, or it was carried out. */
  "transfer_lost",
  "transfer_reply_lost",
  "reversal_lost",
  "reversal_reply_lost",
] as const;
export type SellerHabit = (typeof SELLER_HABITS)[number];

/** What an account does by its name and e-mail address: `Reed Press sandbox_restricted`, `reed+sandbox_ready@example.com`. */
export function habitsOf(account: { readonly name: string; readonly email: string }): ReadonlySet<SellerHabit> {
  const words: readonly string[] = `${account.name} ${account.email}`.toLowerCase().match(/sandbox_[a-z_]+/g) ?? [];
  return new Set(SELLER_HABITS.filter((habit) => words.includes(`sandbox_${habit}`)));
}
