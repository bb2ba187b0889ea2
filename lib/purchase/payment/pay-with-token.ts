import type { SessionId } from "../../ids.ts";
import { sellerIdsOf } from "../../checkout/parts.ts";
import { isFree, isPaymentOpen, type Buyer, type CheckoutSession } from "../../checkout/session.ts";
import type { PayOutcome } from "./pay-outcome.ts";
import { HOST_WITH_SHEET } from "../../routing/host.ts";
import { mayActOn } from "../access/access.ts";
import { ownsSession } from "../access/relation.ts";
import { digestOf, originOf, type Principal } from "../access/principal.ts";
import { AGAIN, answerReplay, chargeAttempt, mayTryAgain, type Again } from "./charge/charge-attempt.ts";
import type { ChargeableSession } from "../../store/payments/payment-reads.ts";
import { payeeOf } from "../transfers/divide-payment.ts";
import { claimPayment } from "./claim-payment.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { expireWhenDue } from "../checkout/expire-checkout.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import { settleByLookUp } from "./settle-by-look-up.ts";
import { changedOnScreen } from "./still-sold.ts";
import { mayTryToken } from "../access/tried-tokens.ts";
import { voidPayment } from "./void-payment.ts";

export type PayRequest = {
  readonly sessionId: SessionId;
  readonly token: string;
  readonly buyer: Buyer | null;
};

/** Each round settles an attempt of somebody else's, so a buyer needs two; more means that others keep opening new ones. */
const MAX_ROUNDS = 4;

/**
 * Charges a delegated token for a session: the amount comes from our row only. The host sends no idempotency
 * key, so the token's hash recognises a replay, which gets the answer of its attempt (docs/decisions/0002).
 * Accepts every state; at most one payment of a session ever succeeds. For a caller who may not pay it there is no such
 * session, which is decided on the statement that reads it.
 */
export async function payWithToken(
  context: PurchaseContext,
  principal: Principal,
  payment: PayRequest,
): Promise<PayOutcome> {
  const tokenHash = digestOf(payment.token);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await payOnce(context, principal, payment, tokenHash);
    if (outcome.kind !== "again") return outcome;
  }
  const session = await context.store.session(payment.sessionId);
  if (session === null) return { kind: "not_found" };
  return { kind: "payment_in_progress", ...(await stateOf(context.store, session)) };
}

async function payOnce(
  context: PurchaseContext,
  principal: Principal,
  payment: PayRequest,
  tokenHash: string,
): Promise<PayOutcome | Again> {
  const tried = await context.store.chargeable(payment.sessionId);
  if (!mayActOn(context, principal, "pay_with_token", tried?.session ?? null) || tried === null)
    return { kind: "not_found" };
  const { attempts } = tried;
  const replayed = attempts.findLast((attempt) => attempt.tokenHash === tokenHash && !mayTryAgain(attempt));
  if (replayed !== undefined) return answerReplay(context, payment.sessionId, replayed);
  const session = await expireWhenDue(context, tried.session);
  if (session === null) return { kind: "not_found" };
  const permission =
    isFree(session) || (await mayTryToken(context, session, attempts))
      ? await permissionToCharge(context, principal, session, tried)
      : null;
  if (permission === null) {
    if (session.status === "ready" || session.status === "not_ready")
      return { kind: "instant_unavailable", session, order: null };
    // An open payment page stays open: it is the way that is left.
    if (isPaymentOpen(session)) return { kind: "payment_in_progress", session, order: null };
  } else if (session.status === "awaiting_buyer") {
    // Who has another order on their sheet gives up nobody's payment.
    const parts = changedOnScreen({ shown: permission.shown, route: "instant" }, session);
    if (parts.length > 0) return { kind: "changed", parts, session, order: null };
    await voidPayment(context, session.id);
  }
  const claim = await claimPayment(context, payment.sessionId, {
    route: "instant",
    tokenHash,
    buyer: payment.buyer,
    origin: originOf(principal),
    browser: null,
    shown: permission?.shown ?? null,
    isOwner: ownsSession(principal, session, context.now()),
  });
  switch (claim.kind) {
    case "claimed": {
      context.failpoint("token_claimed");
      return chargeAttempt(context, claim.attempt, {
        call: "chargeToken",
        ask: (provider) =>
          provider.chargeToken({ attempt: claim.attempt, token: payment.token, sellerName: session.sellerName }),
        charged: "token_charged",
        recorded: "token_recorded",
      });
    }
    case "open": {
      const stored = await context.store.attempt(claim.attempt.id);
      if (stored?.tokenHash === tokenHash) return answerReplay(context, payment.sessionId, stored);
      const settled = await settleByLookUp(context, payment.sessionId);
      if (settled !== null && !isPaymentOpen(settled)) return AGAIN;
      return { kind: "payment_in_progress", session: settled ?? claim.session, order: null };
    }
    default:
      return claim;
  }
}

/**
 * Both kill switches and the payment service, read again right before a charge, and for the host's sheet the route. The
 * breaker is not asked once the route is decided: the buyer has the sheet open, and what it guards against costs them
 * nothing but another try (docs/decisions/0017).
 */
async function permissionToCharge(
  context: PurchaseContext,
  principal: Principal,
  session: CheckoutSession,
  { route, isSwitchedOff }: Known,
): Promise<Permission | null> {
  // Nothing is charged, so nothing needs permission; but the order must be the one that was shown.
  if (isFree(session)) return { shown: route?.shown ?? null };
  const instant = context.marketplace.model === "direct" ? (await payeeOf(context, session)).own : context;
  if (instant.provider.instant === null || isSwitchedOff) return null;
  for (const sellerId of sellerIdsOf(session)) {
    const { killed } = context.flags.evaluate({
      shopperId: session.shopperId,
      sessionId: session.id,
      sellerId,
      country: session.address?.country ?? null,
      platform: null,
      currency: session.currency,
    });
    if (killed) return null;
  }
  // A platform on /acp has no sheet of ours to choose: its key is its enrolment.
  return principal.surface === "mcp" ? routedInstant(context, session, route) : { shown: null };
}

/** As it was read with the session, right before the charge. */
type Known = Pick<ChargeableSession<unknown>, "route" | "isSwitchedOff">;

/** `shown`: the digest of the order that the sheet was opened with; null when nobody knows. */
type Permission = { readonly shown: string | null };

/** The latest decision that named a route, or one that is made now: the host that brings a token has the sheet. */
async function routedInstant(
  context: PurchaseContext,
  session: CheckoutSession,
  latest: Known["route"],
): Promise<Permission | null> {
  if (latest !== null) return latest.decision.reason === "variant_instant" ? { shown: latest.shown } : null;
  const request = { sessionId: session.id, capabilities: HOST_WITH_SHEET, country: null, platform: null };
  const decided = await chooseRoute(context, request);
  return decided.kind === "decided" && decided.decision.reason === "variant_instant" ? { shown: null } : null;
}
