import { isPaymentOpen } from "../../../checkout/session.ts";
import type { AttemptId, SessionId } from "../../../ids.ts";
import { invariant, unreachable } from "../../../invariant.ts";
import type { ChargeOutcome, PaymentProvider } from "../../../payments/provider.ts";
import type { StoredAttempt } from "../../../store/store.ts";
import { contextAt } from "../../accounts.ts";
import { askProvider } from "../../ask-provider.ts";
import type { CheckoutState } from "../../checkout-state.ts";
import { stateOf, type PurchaseContext } from "../../context.ts";
import type { Failpoint } from "../../failpoints.ts";
import type { PayOutcome } from "../pay-outcome.ts";
import { recordPayment } from "../record-payment.ts";
import { noticeFailure } from "../../routing/instant-pause.ts";
import { settleByLookUp } from "../settle-by-look-up.ts";
import { voidedWhenBusy } from "../void-when-busy.ts";

/** Another round: what prevented the payment is settled. */
export type Again = { readonly kind: "again" };
export const AGAIN: Again = { kind: "again" };

/** What becomes of a charge: no answer of a provider makes a route unavailable. */
type Charged = Exclude<PayOutcome, { kind: "instant_unavailable" }>;

/** Who is asked to charge an attempt, and where a test may cut it short. */
export type Charging = {
  readonly call: "chargeToken" | "chargeWallet";
  /** `provider`: at the account that the claim stored with the attempt. */
  readonly ask: (provider: PaymentProvider) => Promise<ChargeOutcome>;
  readonly charged: Failpoint;
  readonly recorded: Failpoint;
};

/**
 * Calls the payment provider, outside any transaction, and records what it says. The charge is made at the account that the
 * claim read in its transaction and stored, and at no other: what was read of the seller before may be out of date.
 */
export async function chargeAttempt(
  claimedIn: PurchaseContext,
  attempt: StoredAttempt,
  { call, ask, charged, recorded }: Charging,
): Promise<Charged> {
  const { id: attemptId, sessionId } = attempt;
  const context = await contextAt(claimedIn, attempt);
  invariant(context !== null, "a payment is claimed at an account that an adapter leads to");
  const outcome = await askProvider(context, { call, attemptId, sessionId }, () => ask(context.provider));
  context.failpoint(charged);
  const isGivenUp = await voidedWhenBusy(context, attempt, outcome);
  if (outcome.kind === "amount_refused") {
    await recordPayment(context, { attemptId, outcome: { kind: "voided" } });
    const session = await context.store.session(sessionId);
    if (session === null) return { kind: "not_found" };
    return { kind: "amount_not_taken", why: { kind: "refused" }, ...(await stateOf(context.store, session)) };
  }
  // To the session, "no answer" and "not yet" are the same: unresolved until a look-up or a webhook decides.
  await recordPayment(context, {
    attemptId,
    outcome: isGivenUp ? { kind: "voided" } : outcome.kind === "unknown" ? { kind: "unresolved" } : outcome,
  });
  context.failpoint(recorded);
  if (call === "chargeToken" && (outcome.kind === "unknown" || isFault(outcome))) await noticeFailure(context);
  return answerFor(context, attemptId);
}

/** Not the buyer's card: our request was refused, or a token that the provider knows. */
const isFault = (outcome: ChargeOutcome): boolean =>
  outcome.kind === "rejected" || (outcome.kind === "token_invalid" && outcome.why !== "not_recognised");

/**
 * True when the provider never received the attempt, so that nothing was charged and the same token may be tried again. One
 * that it knows and that was voided, such as a bank confirmation that the buyer gave up, stays given up.
 */
export const mayTryAgain = ({ outcome, reference }: StoredAttempt): boolean =>
  outcome.kind === "voided" && reference === null;

/** The answer to a token that has an attempt already: what became of that one, looked up when it is open. */
export async function answerReplay(
  context: PurchaseContext,
  id: SessionId,
  attempt: StoredAttempt,
): Promise<Charged | Again> {
  const session = await context.store.session(id);
  if (session !== null && isPaymentOpen(session) && session.attempt.id === attempt.id)
    await settleByLookUp(context, id);
  const now = await context.store.attempt(attempt.id);
  return now !== null && mayTryAgain(now) ? AGAIN : answerFor(context, attempt.id);
}

async function answerFor(context: PurchaseContext, id: AttemptId): Promise<Charged> {
  const tried = await context.store.attemptWithOrder(id);
  if (tried === null) return { kind: "not_found" };
  const { attempt, session, order } = tried;
  const state: CheckoutState = { session, order };
  // Whatever this token did, the buyer has paid: the session must report nothing else.
  if (session.status === "completed")
    return {
      kind: "completed",
      isByThisToken: attempt.outcome.kind === "captured" && attempt.amount.amountMinor > 0,
      ...state,
    };
  switch (attempt.outcome.kind) {
    case "captured":
      throw new Error(`Invariant broken: attempt ${attempt.id} is captured and its session is ${session.status}`);
    case "declined":
      return { kind: "declined", reason: attempt.outcome.reason, ...state };
    case "token_invalid":
      return { kind: "token_invalid", why: attempt.outcome.why, ...state };
    case "rejected":
      return { kind: "payment_rejected", ...state };
    case "voided":
      // Only one that never arrived may be tried again, and with the same token.
      return mayTryAgain(attempt)
        ? { kind: "provider_busy", ...state }
        : { kind: "token_invalid", why: "given_up", ...state };
    case "open":
      if (session.status === "awaiting_buyer")
        return { kind: "action_required", actionUrl: session.actionUrl, ...state };
      return { kind: "still_checking", ...state };
    default:
      return unreachable(attempt.outcome);
  }
}
