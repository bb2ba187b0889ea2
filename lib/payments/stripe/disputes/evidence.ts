import type Stripe from "stripe";
import type { Evidence, SubmitOutcome } from "../../dispute-service.ts";
import { failureOf, stripeFailure } from "../failure.ts";
import { refusalOf } from "../outcome.ts";

/** "The combined character count of all fields": https://docs.stripe.com/api/disputes/update. */
export const MAX_EVIDENCE_CHARACTERS = 150_000;

/**
 * Submits evidence for good. `submit` is written out although it is Stripe's default, because nothing here is ever only staged.
 * What was submitted before, also in the dashboard, is not submitted again. Throws what Stripe throws while it reads.
 */
export async function submitEvidence(
  stripe: Stripe,
  { disputeId, evidence, key }: { readonly disputeId: string; readonly evidence: Evidence; readonly key: string },
): Promise<SubmitOutcome> {
  const characters = Object.values(evidence).reduce((total, text) => total + text.length, 0);
  if (characters > MAX_EVIDENCE_CHARACTERS) return { kind: "refused", reason: "too_long" };
  const { evidence_details: details, status } = await stripe.disputes.retrieve(disputeId);
  if (details.submission_count > 0) return { kind: "refused", reason: "submitted_before" };
  if (!status.endsWith("needs_response")) return { kind: "refused", reason: `status_${status}` };
  try {
    await stripe.disputes.update(disputeId, { evidence: { ...evidence }, submit: true }, { idempotencyKey: key });
    return { kind: "submitted" };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken") return { kind: "refused", reason: stripeFailure(error).code ?? refusal.why };
    return { kind: "unknown", why: failureOf(stripeFailure(error)) };
  }
}
