import type { CheckoutLink, SessionId } from "../../ids.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { isPaymentOpen } from "../../checkout/session.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { expireWhenDue } from "../checkout/expire-checkout.ts";
import { settleByLookUp } from "./settle-by-look-up.ts";
import { voidPayment } from "./void-payment.ts";

export type CheckRequest = { readonly sessionId: SessionId } | { readonly link: CheckoutLink };

/** The truth about a session now. Accepts every state; null when there is no such session. */
export async function checkOrder(context: PurchaseContext, request: CheckRequest): Promise<CheckoutState | null> {
  const found =
    "link" in request
      ? await context.store.sessionByLink(request.link)
      : await context.store.session(request.sessionId);
  const session = await expireWhenDue(context, found);
  if (session === null) return null;
  if (!isPaymentOpen(session)) return stateOf(context.store, session);
  // A payment page that outlives its session is closed at the payment service before the session may expire.
  if (session.status === "awaiting_buyer" && session.expiresAt <= context.now()) await voidPayment(context, session.id);
  else await settleByLookUp(context, session.id);
  const settled = await expireWhenDue(context, await context.store.session(session.id));
  return settled === null ? null : stateOf(context.store, settled);
}
