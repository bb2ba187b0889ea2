import type { CheckoutSession } from "../../checkout/session.ts";
import { signal } from "../../observe/signals.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * Whether a checkout may be tried with another token, of the host's sheet or of a wallet. Cards are tested by trying, and each try costs the payment provider
 * several requests; so those that were declined on this checkout are counted in our books, and tries by the shopper
 * before the provider hears of them. The checkout's page stays open: the provider guards its own form.
 */
export async function mayTryToken(context: PurchaseContext, session: CheckoutSession): Promise<boolean> {
  const { guards } = context;
  if (await hasTooManyDeclines(context, session)) {
    signal("limit_hit", { limit: "decline", by: "checkout" });
    return false;
  }
  if (session.shopperId === null) return true;
  const allowed = await guards.shopperPayments([session.shopperId]);
  if (allowed.kind === "limited") signal("limit_hit", { limit: "decline", by: "shopper" });
  return allowed.kind === "allowed";
}

/** Only what the provider itself refused counts: a token that was never sent to it tried no card. */
export async function hasTooManyDeclines(
  { store, guards }: PurchaseContext,
  { id }: Pick<CheckoutSession, "id">,
): Promise<boolean> {
  const refused = (await store.attempts(id)).filter(({ tokenHash, outcome }) => {
    if (tokenHash === null) return false;
    return outcome.kind === "declined" || (outcome.kind === "token_invalid" && outcome.why !== "malformed");
  });
  return refused.length >= guards.maxDeclines;
}
