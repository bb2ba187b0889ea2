import type Stripe from "stripe";
import { MAX_EVIDENCE_CHARACTERS, type DisputeService, type SubmitOutcome } from "../../dispute-service.ts";
import { failureOf, stripeFailure } from "../failure.ts";
import { refusalOf } from "../outcome.ts";

/**
 * Submits evidence for good. `submit` is written out although it is Stripe's default, because nothing here is ever only staged.
 * What was submitted before, also in the dashboard, is not submitted again. Throws what Stripe throws while it reads.
 */
export async function submitEvidence(
  stripe: Stripe,
  { disputeId, evidence, files = [], key }: Parameters<DisputeService["submit"]>[0],
): Promise<SubmitOutcome> {
  const characters = Object.values(evidence).reduce((total, text) => total + text.length, 0);
  if (characters > MAX_EVIDENCE_CHARACTERS) return { kind: "refused", reason: "too_long" };
  const { evidence_details: details, status } = await stripe.disputes.retrieve(disputeId);
  if (details.submission_count > 0) return { kind: "refused", reason: "submitted_before" };
  if (!status.endsWith("needs_response")) return { kind: "refused", reason: `status_${status}` };
  try {
    const uploaded: Record<string, string> = {};
    for (const { field, name, type, data } of files) {
      const params = { purpose: "dispute_evidence", file: { data, name, type } } as const;
      uploaded[field] = (await stripe.files.create(params, { idempotencyKey: `${key}:${field}` })).id;
    }
    const all = { ...evidence, ...uploaded };
    await stripe.disputes.update(disputeId, { evidence: all, submit: true }, { idempotencyKey: key });
    return { kind: "submitted" };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken") return { kind: "refused", reason: stripeFailure(error).code ?? refusal.why };
    return { kind: "unknown", why: failureOf(stripeFailure(error)) };
  }
}
