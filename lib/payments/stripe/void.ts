import type Stripe from "stripe";
import { unknownBecause, type ProviderFailure, type Unknown } from "../failure.ts";
import type { AttemptAtService, LookUpOutcome, VoidOutcome } from "../provider.ts";
import { isAmountCode } from "./amount-limits.ts";
import { stripeAmount } from "./amount.ts";
import { failureOf, stripeFailure, tried } from "./failure.ts";
import { findAttempt, outcomeOfTrace, readPage, type Search, type Trace } from "./find.ts";
import { tombstoneOf } from "./metadata.ts";
import { intentOutcome, refusalOf } from "./outcome.ts";

/** Stripe keeps a key for a day at least; a little less is sure. A request is not on its way for that long. */
const KEY_IS_KEPT_MS = 23 * 3_600_000;
/** A request that has arrived is done, one way or the other, long before. */
const REQUEST_IS_DONE_AFTER_MS = 10 * 60_000;

/**
 * Makes sure that an attempt can never be paid any more. One without a trace may still be on its way: then its key is
 * used up by a payment that nobody confirms, and the late request bounces off it (docs/decisions/0007).
 */
export async function voidAttempt(stripe: Stripe, attempt: AttemptAtService, search: Search): Promise<VoidOutcome> {
  const trace = await findAttempt(stripe, attempt, search);
  if (trace.kind === "intent" || trace.kind === "page") return close(stripe, trace);
  const ageMs = search.now.getTime() - attempt.startedAt.getTime();
  if (ageMs > KEY_IS_KEPT_MS) return closeWhatIsThere(stripe, attempt, search, true);
  // The key answers for an attempt that never arrived, also where there is more than one look may go through.
  const key = await claimKey(stripe, attempt);
  if (key === "used_up") return { kind: "voided" };
  // The attempt did arrive. What it made is there now, unless it is still being made or was refused.
  return key === "taken" ? closeWhatIsThere(stripe, attempt, search, ageMs > REQUEST_IS_DONE_AFTER_MS) : key;
}

async function closeWhatIsThere(
  stripe: Stripe,
  attempt: AttemptAtService,
  search: Search,
  absentIsFinal: boolean,
): Promise<VoidOutcome> {
  const trace = await findAttempt(stripe, attempt, { ...search, within: "ever" });
  if (trace.kind === "absent")
    return absentIsFinal ? { kind: "voided" } : unknownBecause("undecided", "the charge may still be carried out");
  return close(stripe, trace);
}

async function claimKey(stripe: Stripe, attempt: AttemptAtService): Promise<"used_up" | "taken" | Unknown> {
  const amount = stripeAmount(attempt.amount);
  // Such an amount is never sent, so there is nothing that could arrive.
  if (amount === null) return "used_up";
  try {
    const tombstone = await stripe.paymentIntents.create(
      { ...amount, metadata: tombstoneOf(attempt.id) },
      { idempotencyKey: attempt.id },
    );
    // Only tidiness: nobody else knows its secret, so it is not paid in either case.
    await tried(() => stripe.paymentIntents.cancel(tombstone.id));
    return "used_up";
  } catch (error) {
    const refusal = refusalOf(error);
    // What was sent under this key had the same amount, so it is refused as well, whenever it arrives.
    if (refusal.kind === "not_taken" && isAmountCode(stripeFailure(error).code)) return "used_up";
    switch (refusal.kind) {
      case "key_is_taken":
        return "taken";
      case "unknown":
        return refusal;
      case "not_taken":
      case "declined":
        return { kind: "unknown", why: failureOf(stripeFailure(error)) };
    }
  }
}

async function close(stripe: Stripe, trace: Exclude<Trace, { kind: "absent" }>): Promise<VoidOutcome> {
  const outcome = outcomeOfTrace(trace);
  if (outcome.kind === "captured" || outcome.kind === "voided") return verdictOf(outcome, null);
  switch (trace.kind) {
    case "intent":
      return cancelIntent(stripe, trace.intent.id);
    case "page":
      return closePage(stripe, trace.page);
    case "too_many":
      return verdictOf(outcome, null);
  }
}

async function cancelIntent(stripe: Stripe, id: string): Promise<VoidOutcome> {
  const failure = await tried(() => stripe.paymentIntents.cancel(id));
  return verdictOf(intentOutcome(await stripe.paymentIntents.retrieve(id)), failure);
}

/**
 * An open page is expired. A complete one refuses, and so does its PaymentIntent while a slow payment is under way: nobody
 * can take back the voucher that the buyer has. https://docs.stripe.com/api/payment_intents/cancel
 */
async function closePage(stripe: Stripe, page: Stripe.Checkout.Session): Promise<VoidOutcome> {
  if (page.status === "open") {
    const failure = await tried(() => stripe.checkout.sessions.expire(page.id));
    const after = await readPage(stripe, page.id);
    return verdictOf(outcomeOfTrace({ kind: "page", page: after }), failure);
  }
  const outcome = outcomeOfTrace({ kind: "page", page });
  if (outcome.kind === "pending") return verdictOf(outcome, null);
  const intent = page.payment_intent;
  if (intent === null) return unknownBecause("undecided", "a complete page without a PaymentIntent");
  return cancelIntent(stripe, typeof intent === "string" ? intent : intent.id);
}

/** `failure`: what went wrong with the request to give the payment up, and so why it is still there. */
function verdictOf(outcome: LookUpOutcome, failure: ProviderFailure | null): VoidOutcome {
  switch (outcome.kind) {
    case "captured":
      return { kind: "already_paid" };
    case "voided":
      return { kind: "voided" };
    case "unknown":
      return failure === null ? outcome : { kind: "unknown", why: failure };
    default:
      return failure === null
        ? unknownBecause("undecided", `the payment is still ${outcome.kind}`)
        : { kind: "unknown", why: failure };
  }
}
