import type Stripe from "stripe";
import type { AttemptAtService } from "../provider.ts";
import { stripeAmount } from "./amount.ts";
import { findAttempt, outcomeOfTrace, readPage, type Trace } from "./find.ts";
import { tombstoneOf } from "./metadata.ts";
import { intentOutcome, refusalOf } from "./outcome.ts";

export type VoidResult = "voided" | "already_paid" | "unknown";

/** Stripe keeps a key for a day at least; a little less is sure. A request is not on its way for that long. */
const KEY_IS_KEPT_MS = 23 * 3_600_000;
/** A request that has arrived is done, one way or the other, long before. */
const REQUEST_IS_DONE_AFTER_MS = 10 * 60_000;

/**
 * Makes sure that an attempt can never be paid any more. One without a trace may still be on its way: then its key is
 * used up by a payment that nobody confirms, and the late request bounces off it (docs/decisions/0007).
 */
export async function voidAttempt(stripe: Stripe, attempt: AttemptAtService, now: Date): Promise<VoidResult> {
  const trace = await findAttempt(stripe, attempt);
  if (trace.kind !== "absent") return close(stripe, trace);
  const ageMs = now.getTime() - attempt.startedAt.getTime();
  if (ageMs > KEY_IS_KEPT_MS) return closeWhatIsThere(stripe, attempt, true);
  const key = await claimKey(stripe, attempt);
  if (key === "used_up") return "voided";
  // The attempt did arrive. What it made is there now, unless it is still being made or was refused.
  return key === "taken" ? closeWhatIsThere(stripe, attempt, ageMs > REQUEST_IS_DONE_AFTER_MS) : "unknown";
}

async function closeWhatIsThere(
  stripe: Stripe,
  attempt: AttemptAtService,
  absentIsFinal: boolean,
): Promise<VoidResult> {
  const trace = await findAttempt(stripe, attempt, "ever");
  if (trace.kind === "absent") return absentIsFinal ? "voided" : "unknown";
  return close(stripe, trace);
}

async function claimKey(stripe: Stripe, attempt: AttemptAtService): Promise<"used_up" | "taken" | "unknown"> {
  const amount = stripeAmount(attempt.amount);
  // Such an amount is never sent, so there is nothing that could arrive.
  if (amount === null) return "used_up";
  try {
    const tombstone = await stripe.paymentIntents.create(
      { ...amount, metadata: tombstoneOf(attempt.id) },
      { idempotencyKey: attempt.id },
    );
    // Only tidiness: nobody else knows its secret, so it is not paid in either case.
    await stripe.paymentIntents.cancel(tombstone.id).catch(() => null);
    return "used_up";
  } catch (error) {
    return refusalOf(error).kind === "key_is_taken" ? "taken" : "unknown";
  }
}

async function close(stripe: Stripe, trace: Exclude<Trace, { kind: "absent" }>): Promise<VoidResult> {
  const { kind } = outcomeOfTrace(trace);
  if (kind === "captured") return "already_paid";
  if (kind === "voided") return "voided";
  switch (trace.kind) {
    case "intent":
      return cancelIntent(stripe, trace.intent.id);
    case "page":
      return closePage(stripe, trace.page);
    case "too_many":
      return "unknown";
  }
}

async function cancelIntent(stripe: Stripe, id: string): Promise<VoidResult> {
  await stripe.paymentIntents.cancel(id).catch(() => null);
  return verdictOf(intentOutcome(await stripe.paymentIntents.retrieve(id)).kind);
}

/** An open page is expired; a complete one refuses, and then only a slow payment that has failed can be given up. */
async function closePage(stripe: Stripe, page: Stripe.Checkout.Session): Promise<VoidResult> {
  if (page.status === "open") {
    await stripe.checkout.sessions.expire(page.id).catch(() => null);
    const after = await readPage(stripe, page.id);
    return verdictOf(outcomeOfTrace({ kind: "page", page: after }).kind);
  }
  const intent = page.payment_intent;
  return intent === null ? "unknown" : cancelIntent(stripe, typeof intent === "string" ? intent : intent.id);
}

function verdictOf(kind: ReturnType<typeof intentOutcome>["kind"]): VoidResult {
  if (kind === "captured") return "already_paid";
  return kind === "voided" ? "voided" : "unknown";
}
