import type { CheckoutState } from "../checkout-state.ts";
import { isPaymentOpen } from "../../checkout/session.ts";
import type { SessionId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { contextAt } from "../accounts.ts";
import { settleLater, stateOf, type PurchaseContext } from "../context.ts";
import { recordPayment } from "./record-payment.ts";
import { settleByLookUp, voidedAtProvider } from "./settle-by-look-up.ts";

export type VoidResult =
  | ({ readonly kind: "voided" | "nothing_open" | "already_paid" | "still_checking" } & CheckoutState)
  | { readonly kind: "not_found" };

/**
 * Gives up an open payment page or bank confirmation. The payment service must say that it can never be paid
 * any more before the session is free again; a payment that was faster wins.
 */
export async function voidPayment(context: PurchaseContext, id: SessionId): Promise<VoidResult> {
  const found = await context.store.session(id);
  // A page is voided without a look-up before: the provider itself refuses to void what was paid.
  const session = found?.status === "awaiting_buyer" ? found : await settleByLookUp(context, id);
  if (session === null) return { kind: "not_found" };
  if (session.status === "completed") return { kind: "already_paid", ...(await stateOf(context.store, session)) };
  if (!isPaymentOpen(session)) return { kind: "nothing_open", session, order: null };
  if (session.status !== "awaiting_buyer") return { kind: "still_checking", session, order: null };
  const attempt = await context.store.attempt(session.attempt.id);
  invariant(attempt !== null, "an attempt is stored with the state that owns it");
  const own = await contextAt(context, attempt);
  if (own === null) return { kind: "still_checking", session, order: null };
  const isVoided = await voidedAtProvider(own, attempt);
  context.failpoint("attempt_voided");
  if (isVoided) await recordPayment(own, { attemptId: session.attempt.id, outcome: { kind: "voided" } });
  context.failpoint("void_recorded");
  const after = await settleByLookUp(context, id);
  // The look-up may have been another caller's, from before the buyer paid: one more is due as soon as it is allowed.
  if (after !== null && isPaymentOpen(after))
    await context.store.transaction((transaction) => settleLater(context, transaction, id, context.lookUpEveryMs));
  if (after === null) return { kind: "not_found" };
  if (after.status === "completed") return { kind: "already_paid", ...(await stateOf(context.store, after)) };
  return { kind: isPaymentOpen(after) ? "still_checking" : "voided", session: after, order: null };
}
