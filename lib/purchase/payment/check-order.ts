import type { CheckoutState } from "../checkout-state.ts";
import { isPaymentOpen, missingDetails, type CheckoutSession } from "../../checkout/session.ts";
import { actingOn, type SessionReference } from "../access/access.ts";
import type { Principal } from "../access/principal.ts";
import { isProven } from "../access/relation.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { updateCheckout } from "../checkout/update-checkout.ts";
import { expiredWhenDue, expireWhenDue } from "../checkout/expire-checkout.ts";
import { failureOf, type FailedPayment } from "./failed-payment.ts";
import { lookUpPayment, type LookUpOptions } from "./settle-by-look-up.ts";
import { voidPayment } from "./void-payment.ts";

/** `failedPayment`: why the last payment on the payment page failed; null when none did. */
export type ReadOrder = CheckoutState & {
  readonly failedPayment: FailedPayment | null;
  /** The caller proved to own the session (access/relation.ts). */
  readonly isProven: boolean;
};

/**
 * What is known of a session, without asking the provider or writing anything. Accepts every state; a session whose
 * time is over reads as expired, also before the sweep has closed it. Null when there is no such session, and for a
 * caller who may not read it: a host asks in a loop, so both are decided on the one statement that reads it.
 */
export async function readOrder(
  context: PurchaseContext,
  principal: Principal,
  request: SessionReference,
): Promise<ReadOrder | null> {
  const found = await context.store.sessionWithLastAttempt(request);
  const session = found?.session ?? null;
  const relation = actingOn(context, principal, "read", session);
  if (session === null || relation === null) return null;
  const state = await stateOf(context.store, expiredWhenDue(session, context.now()));
  return { ...state, failedPayment: failureOf(found?.lastAttempt), isProven: isProven(relation) };
}

/** `isUnanswered`: a payment is open of which whoever comes from paying cannot be told yet what became of it. */
export type CheckedOrder = CheckoutState & { readonly isUnanswered?: true };

/**
 * The truth about a session now: looks up an open payment at the provider and closes a session whose time is over. Accepts every
 * state; null when there is no such session.
 */
export async function checkOrder(
  context: PurchaseContext,
  request: SessionReference & LookUpOptions,
): Promise<CheckedOrder | null> {
  const session = await expireWhenDue(context, await sessionOf(context, request));
  if (session === null) return null;
  if (missingDetails(session).some((detail) => detail === "tax" || detail === "seller"))
    return pricedAgain(context, session);
  if (!isPaymentOpen(session)) return stateOf(context.store, session);
  // A payment page that outlives its session is closed at the payment service before the session may expire.
  const isClosing = session.status === "awaiting_buyer" && session.expiresAt <= context.now();
  const { waits = false } = request;
  const isUnanswered = isClosing
    ? (await voidPayment(context, session.id)).kind === "still_checking"
    : (await lookUpPayment(context, session.id, { waits })).isUnanswered;
  const settled = await expireWhenDue(context, await context.store.session(session.id));
  if (settled === null) return null;
  const state = await stateOf(context.store, settled);
  return waits && isUnanswered && isPaymentOpen(settled) ? { ...state, isUnanswered: true } : state;
}

/** Nobody said what the tax is when it was last asked for, or the seller could not be paid: whoever looks asks again. */
async function pricedAgain(context: PurchaseContext, session: CheckoutSession): Promise<CheckoutState> {
  const updated = await updateCheckout(context, { sessionId: session.id }, null);
  return updated.kind === "updated" || updated.kind === "locked" ? updated : stateOf(context.store, session);
}

function sessionOf({ store }: PurchaseContext, request: SessionReference): Promise<CheckoutSession | null> {
  return "link" in request ? store.sessionByLink(request.link) : store.session(request.sessionId);
}
