import type Stripe from "stripe";
import { unknownBecause } from "../failure.ts";
import type { AttemptAtService, ChargeOutcome, LookUpOutcome } from "../provider.ts";
import { splitParams, type SplitContext } from "./connect/split.ts";
import { isAmountCode, takenByStripe } from "./amount-limits.ts";
import { stripeAmount } from "./amount.ts";
import { orUnknown, stripeFailure, wasReplayed } from "./failure.ts";
import { metadataOf, type InstallationMark } from "./metadata.ts";
import { declinedOutcome, intentOutcome, refusalOf } from "./outcome.ts";
import { PREVIEW_VERSION, paidByToken, readToken, tokenProblem, wasUsed } from "./preview.ts";

/**
 * Charges a shared payment token. It is looked at first, because Stripe's own refusal of one has no code; a token that
 * was used is sent all the same, for it may be this attempt that used it, and only the attempt's key can answer that.
 */
export async function chargeToken(
  stripe: Stripe,
  { attempt, token }: { attempt: AttemptAtService; token: string },
  now: () => Date,
  { mark, at }: { readonly mark: InstallationMark; readonly at: SplitContext },
): Promise<ChargeOutcome> {
  const amount = stripeAmount(attempt.amount);
  if (amount === null || takenByStripe(attempt.amount).kind !== "taken")
    return { kind: "rejected", why: "Stripe cannot charge this amount in this currency", requestId: null };
  const split = splitParams(attempt, at);
  if (split.kind === "impossible") return { kind: "rejected", why: split.why, requestId: null };
  const before = await readToken(stripe, token);
  if (before.kind === "not_recognised") return { kind: "token_invalid", why: "not_recognised" };
  if (before.kind === "token" && !wasUsed(before.token)) {
    const problem = tokenProblem(before.token, attempt.amount, now());
    if (problem !== null && problem !== "spent") return { kind: "token_invalid", why: problem };
  }
  try {
    const intent = await stripe.paymentIntents.create(
      {
        ...amount,
        confirm: true,
        metadata: { ...metadataOf(attempt.id, "instant"), ...mark },
        ...split.params,
        payment_method_data: paidByToken(token),
      },
      { idempotencyKey: attempt.id, apiVersion: PREVIEW_VERSION },
    );
    return await outcomeNow(stripe, intent);
  } catch (error) {
    return failedCharge(stripe, error, { attempt, token }, now);
  }
}

async function failedCharge(
  stripe: Stripe,
  error: unknown,
  { attempt, token }: { attempt: AttemptAtService; token: string },
  now: () => Date,
): Promise<ChargeOutcome> {
  const refusal = refusalOf(error);
  switch (refusal.kind) {
    case "declined":
      return declinedOutcome(refusal.failure);
    case "not_taken": {
      if (isAmountCode(stripeFailure(error).code)) return { kind: "amount_refused" };
      const rejected = { kind: "rejected", why: refusal.why, requestId: refusal.requestId } as const;
      if (refusal.status === 401 || refusal.status === 403) return rejected;
      // Refused while it was carried out: what was made decides.
      const made = stripeFailure(error).payment_intent;
      if (made !== undefined) return chargeOutcome(intentOutcome(made));
      const after = await readToken(stripe, token);
      if (after.kind === "not_recognised") return { kind: "token_invalid", why: "not_recognised" };
      const problem = after.kind === "token" ? tokenProblem(after.token, attempt.amount, now()) : null;
      return problem === null ? rejected : { kind: "token_invalid", why: problem };
    }
    case "key_is_taken":
    case "unknown":
      return { kind: "unknown", why: refusal.why };
  }
}

/** A replay says how it was at first; by now the buyer may have confirmed, or the attempt was given up. */
export async function outcomeNow(
  stripe: Stripe,
  intent: Stripe.Response<Stripe.PaymentIntent>,
): Promise<ChargeOutcome> {
  const outcome = chargeOutcome(intentOutcome(intent));
  if (!wasReplayed(intent) || outcome.kind === "captured") return outcome;
  return chargeOutcome(await orUnknown(async () => intentOutcome(await stripe.paymentIntents.retrieve(intent.id))));
}

export function chargeOutcome(outcome: LookUpOutcome): ChargeOutcome {
  return outcome.kind === "voided" || outcome.kind === "absent"
    ? unknownBecause("undecided", `the charge found its attempt ${outcome.kind}`)
    : outcome;
}
