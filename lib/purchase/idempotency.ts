import type { SessionId } from "../ids.ts";
import type { IdempotencyClaim, IdempotencyKey, IdempotentAnswer } from "../store/request-store.ts";
import { retryOnConflict, type PurchaseContext } from "./context.ts";

export type IdempotencyClaimOutcome =
  | { readonly kind: "claimed" }
  | { readonly kind: "answered"; readonly answer: IdempotentAnswer }
  /** The key was used for another request: its body differs, or only the version, which was `apiVersion`. */
  | { readonly kind: "conflict"; readonly differs: "body" }
  | { readonly kind: "conflict"; readonly differs: "version"; readonly apiVersion: string }
  | { readonly kind: "in_flight" };

/** A request without an answer is taken over after this long: whoever held it has crashed, or waits for a slow payment. */
const TAKEN_OVER_AFTER_MS = 60_000;
/** Answers are kept at least this long. */
export const KEPT_FOR_MS = 25 * 3_600_000;

/**
 * Keeps the answer of a claimed request for its repetitions; of a session whose buyer's details are erased, or are to be,
 * nothing is kept, and a repetition runs again. `about`: the session that the answer shows.
 */
export function keepAnswer(
  { store }: PurchaseContext,
  request: IdempotencyKey,
  answer: IdempotentAnswer,
  about: SessionId | null,
): Promise<void> {
  return store.transaction(async (transaction) => {
    // An erasure holds the session's row too: what it did not find here it does not find later either.
    if (about !== null) await transaction.lockSession(about);
    const isKept = about === null || !(await transaction.isErasureRequested(about));
    await (isKept ? transaction.answerRequest(request, answer) : transaction.releaseRequest(request));
  });
}

/**
 * Takes a request by its key, before anything is done for it. A crash between the claim and the answer leaves a claim
 * that the next repetition takes over; what it then does again charges nothing twice, because the verbs recognise it.
 */
export async function claimRequest(
  context: PurchaseContext,
  claim: IdempotencyClaim,
): Promise<IdempotencyClaimOutcome> {
  return retryOnConflict(context, () =>
    context.store.transaction(async (transaction): Promise<IdempotencyClaimOutcome | "conflict"> => {
      const now = context.now();
      if (await transaction.insertRequest(claim, now)) return { kind: "claimed" };
      const known = await transaction.request(claim);
      if (known === null) return "conflict";
      const isOver = known.claimedAt.getTime() <= now.getTime() - KEPT_FOR_MS;
      const isOrphaned = known.answer === null && known.claimedAt.getTime() <= now.getTime() - TAKEN_OVER_AFTER_MS;
      if (!isOver && known.bodyHash !== claim.bodyHash) return { kind: "conflict", differs: "body" };
      if (!isOver && known.apiVersion !== null && known.apiVersion !== claim.apiVersion)
        return { kind: "conflict", differs: "version", apiVersion: known.apiVersion };
      if (isOver || isOrphaned)
        return (await transaction.takeOverRequest(claim, known.claimedAt, now)) ? { kind: "claimed" } : "conflict";
      return known.answer === null ? { kind: "in_flight" } : { kind: "answered", answer: known.answer };
    }),
  );
}
