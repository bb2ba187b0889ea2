import type { SessionId } from "#lib/ids.ts";
import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import type { AcpComplete } from "#lib/wire/acp/requests.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";
import type { AcpContext } from "./dialect.ts";
import { acpError, lockedError, NO_SUCH_SESSION, type AcpAnswer } from "./error.ts";
import { TEXTS } from "./texts.ts";

/**
 * Charges a delegated token for a session. What goes wrong with a payment is news in a session that goes on, so its
 * status is 200; only a payment without an answer is neither news of success nor of failure. What the platform says
 * of the bank's confirmation is never a proof of payment: the payment service is asked.
 */
export async function completeCall(
  context: AcpContext,
  session: SessionId,
  { token, buyer, authentication }: AcpComplete,
): Promise<AcpAnswer> {
  const { verbs, dialect } = context;
  const now = await verbs.checkOrder({ sessionId: session });
  if (now === null) return NO_SUCH_SESSION;
  const awaitsBank = now.session.status === "awaiting_buyer" && now.session.attempt.route === "instant";
  if (authentication === "failed" && now.session.status !== "completed") return notConfirmed(context, now);
  if (awaitsBank && authentication === null && dialect.demandsAuthentication)
    return acpError(400, "requires_3ds", TEXTS.authenticationNeeded, "$.authentication_result");
  const paid = await verbs.payWithToken({ sessionId: session, token, buyer });
  switch (paid.kind) {
    case "not_found":
      return NO_SUCH_SESSION;
    case "closed":
      return lockedError(paid);
    case "completed":
      return answer(context, paid, null);
    default:
      return answer(context, paid, paid);
  }
}

/** The buyer did not confirm: what is open is voided, and nothing new is charged. */
async function notConfirmed(context: AcpContext, now: CheckoutState): Promise<AcpAnswer> {
  const declined = { kind: "declined", reason: "authentication_failed" } as const;
  const { status, id } = now.session;
  if (status === "canceled" || status === "expired") return lockedError(now);
  if (status === "ready" || status === "not_ready") return answer(context, now, declined);
  const voided = await context.verbs.voidPayment({ sessionId: id });
  switch (voided.kind) {
    case "not_found":
      return NO_SUCH_SESSION;
    case "already_paid":
      return answer(context, voided, null);
    case "still_checking":
      return answer(context, voided, { kind: "still_checking" });
    case "voided":
    case "nothing_open":
      return answer(context, voided, declined);
  }
}

function answer({ dialect, edge }: AcpContext, state: CheckoutState, news: PaymentResult | null): AcpAnswer {
  const status = state.session.status === "completed" ? dialect.completedStatus : 200;
  return { kind: "session", status, body: dialect.view(state, edge, news) };
}
