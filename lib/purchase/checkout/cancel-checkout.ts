import type { SessionId } from "../../ids.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { isPaymentOpen } from "../../checkout/session.ts";
import { transition } from "../../checkout/transition.ts";
import { stateOf, sessionEvent, retryOnConflict, type PurchaseContext } from "../context.ts";
import { saveMove } from "../save-move.ts";
import { expireWhenDue } from "./expire-checkout.ts";
import { voidPayment } from "../payment/void-payment.ts";

/** `reason` is one of a protocol's codes; it is kept in the session's history and nowhere else. */
export type CancelRequest = {
  readonly sessionId: SessionId;
  readonly by: "buyer" | "merchant";
  readonly reason?: string;
};

export type CancelOutcome =
  | ({ readonly kind: "canceled" | "payment_in_progress" | "already_paid" | "already_closed" } & CheckoutState)
  | { readonly kind: "not_found" };

/** Cancels a session. An open payment page is voided first; a payment whose outcome is open is never canceled over. */
export async function cancelCheckout(context: PurchaseContext, request: CancelRequest): Promise<CancelOutcome> {
  const note = request.reason === undefined ? request.by : `${request.by}: ${request.reason}`;
  return retryOnConflict<CancelOutcome>(context, async () => {
    let session = await expireWhenDue(context, await context.store.session(request.sessionId));
    if (session !== null && isPaymentOpen(session)) {
      const voidResult = await voidPayment(context, session.id);
      if (voidResult.kind === "still_checking") return { ...voidResult, kind: "payment_in_progress" };
      session = voidResult.kind === "not_found" ? null : voidResult.session;
    }
    if (session === null) return { kind: "not_found" };
    if (session.status === "completed") return { kind: "already_paid", ...(await stateOf(context.store, session)) };
    const before = session;
    const moved = transition(before, { type: "canceled", by: request.by });
    if (moved.kind === "refused")
      return isPaymentOpen(before) ? "conflict" : { kind: "already_closed", session: before, order: null };
    const saved = await context.store.transaction(async (transaction) => {
      if (
        !(await saveMove(
          transaction,
          before,
          moved.session,
          sessionEvent(moved.session, "canceled", context.now(), null, note),
        ))
      )
        return false;
      await transaction.releaseStock(before.id);
      await transaction.releaseDiscounts(before.id);
      return true;
    });
    return saved ? { kind: "canceled", session: moved.session, order: null } : "conflict";
  });
}
