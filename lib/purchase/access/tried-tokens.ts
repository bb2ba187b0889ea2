import type { CheckoutSession } from "../../checkout/session.ts";
import { signal } from "../../observe/signals.ts";
import type { StoredAttempt } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * Whether a checkout that has these attempts may be tried with another token, of the host's sheet or of a wallet. Cards are
 * tested by trying, and each try costs the payment provider several requests; so those that were declined on this checkout
 * are counted in our books, and tries by the shopper before the provider hears of them. The checkout's page stays open: the
 * provider guards its own form.
 */
export async function mayTryToken(
  { guards }: Pick<PurchaseContext, "guards">,
  session: CheckoutSession,
  attempts: readonly StoredAttempt[],
): Promise<boolean> {
  if (hasTooManyDeclines({ guards }, attempts)) {
    signal("limit_hit", { limit: "decline", by: "checkout" });
    return false;
  }
  if (session.shopperId === null) return true;
  const allowed = await guards.shopperPayments([session.shopperId]);
  if (allowed.kind === "limited") signal("limit_hit", { limit: "decline", by: "shopper" });
  return allowed.kind === "allowed";
}

/** Of a checkout's attempts. Only what the provider itself refused counts: a token that was never sent to it tried no card. */
export function hasTooManyDeclines(
  { guards }: Pick<PurchaseContext, "guards">,
  attempts: readonly StoredAttempt[],
): boolean {
  const refused = attempts.filter(({ tokenHash, outcome }) => {
    if (tokenHash === null) return false;
    return outcome.kind === "declined" || (outcome.kind === "token_invalid" && outcome.why !== "malformed");
  });
  return refused.length >= guards.maxDeclines;
}
