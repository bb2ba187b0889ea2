import { setTimeout as pause } from "node:timers/promises";
import { isPaymentOpen, type CheckoutSession } from "../../checkout/session.ts";
import type { SessionId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import type { StoredAttempt } from "../../store/store.ts";
import type { Unknown } from "../../payments/failure.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { recordPayment } from "./record-payment.ts";

/** `waits`: for a buyer who comes from paying, an answer from before that is none; a new one is asked for when allowed. */
export type LookUpOptions = { readonly waits?: boolean };

/** `isUnanswered`: a payment is open, and nothing that was asked since the caller came has been answered. */
export type LookedUp = { readonly session: CheckoutSession | null; readonly isUnanswered: boolean };

/** In the first of these times nobody may ask; in the second who asked before us, but after the caller came, has their answer. */
const MAX_WAITS = 2;

/** The session as lookUpPayment leaves it. */
export const settleByLookUp = async (context: PurchaseContext, id: SessionId): Promise<CheckoutSession | null> =>
  (await lookUpPayment(context, id)).session;

/**
 * Asks the payment service of a session's open attempt what became of it and records the answer. A charge that may
 * still be on its way is left alone until the service's bound has passed; then an attempt it never received
 * is voided there first, so that it cannot arrive later. One at an account that is not configured is left alone.
 */
export async function lookUpPayment(
  context: PurchaseContext,
  id: SessionId,
  { waits = false }: LookUpOptions = {},
  waited = 0,
): Promise<LookedUp> {
  const session = await context.store.session(id);
  if (session === null || !isPaymentOpen(session)) return { session, isUnanswered: false };
  const attempt = await context.store.attempt(session.attempt.id);
  invariant(attempt !== null, "an attempt is stored with the state that owns it");
  const own = await contextAt(context, attempt);
  if (own === null) return { session, isUnanswered: true };
  const age = context.now().getTime() - attempt.startedAt.getTime();
  const mayBeOnItsWay = age < own.provider.absentIsFinalAfterMs;
  if (session.status === "paying" && mayBeOnItsWay) return { session, isUnanswered: true };
  const mayAsk = await context.store.transaction((transaction) =>
    transaction.claimLookUp(attempt.id, context.now(), context.lookUpEveryMs),
  );
  // Somebody asked a moment ago: their answer is recorded, or on its way.
  if (!mayAsk) {
    if (!waits || waited === MAX_WAITS) return lookedUp(context, id, false);
    await pause(context.lookUpEveryMs);
    return lookUpPayment(context, id, { waits }, waited + 1);
  }
  const fields = { attemptId: attempt.id, sessionId: id };
  const outcome = await askProvider(own, { call: "lookUp", ...fields }, () => own.provider.lookUp(attempt));
  context.failpoint("look_up_answered");
  switch (outcome.kind) {
    case "unknown":
    case "absent":
      // An attempt that a look could not find is voided where the provider can promise that; else it is asked about again.
      if (!mayBeOnItsWay && isNotFound(outcome) && (await voidedAtProvider(own, attempt)))
        await recordPayment(own, { attemptId: attempt.id, outcome: { kind: "voided" } });
      break;
    default:
      await recordPayment(own, { attemptId: attempt.id, outcome });
  }
  return lookedUp(context, id, outcome.kind !== "unknown");
}

async function lookedUp(context: PurchaseContext, id: SessionId, isAnswered: boolean): Promise<LookedUp> {
  const session = await context.store.session(id);
  return { session, isUnanswered: !isAnswered && session !== null && isPaymentOpen(session) };
}

/** An account too busy to be looked through may still say that an attempt never arrived, by its key. */
const isNotFound = (outcome: Unknown | { readonly kind: "absent" }): boolean =>
  outcome.kind === "absent" || outcome.why.kind === "too_much_to_read";

/** True when the payment provider says that the attempt can never be paid any more. In the context of its account. */
export async function voidedAtProvider(context: PurchaseContext, attempt: StoredAttempt): Promise<boolean> {
  const asked = { call: "voidAttempt", attemptId: attempt.id, sessionId: attempt.sessionId } as const;
  return (await askProvider(context, asked, () => context.provider.voidAttempt(attempt))).kind === "voided";
}
