import type { Unknown } from "../../payments/failure.ts";
import type { StoredAttempt } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { voidedAtProvider } from "./settle-by-look-up.ts";

/**
 * True when the provider was too busy to take a request and the attempt is voided. Such an answer says that nothing
 * happened, but an earlier try of the same request may have had no answer: only the provider's word that the attempt can
 * never be paid frees the session, and then at once, without a look-up and without a wait.
 */
export async function voidedWhenBusy(
  context: PurchaseContext,
  attempt: StoredAttempt,
  outcome: { readonly kind: string } | Unknown,
): Promise<boolean> {
  return isBusy(outcome) && voidedAtProvider(context, attempt);
}

const isBusy = (outcome: { readonly kind: string } | Unknown): boolean =>
  outcome.kind === "unknown" && "why" in outcome && outcome.why.kind === "rate_limited";
