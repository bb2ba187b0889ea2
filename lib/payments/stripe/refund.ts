import { unknownBecause, type Unknown } from "../failure.ts";
import type Stripe from "stripe";
import { sameMoney, zero, type Money } from "../../money.ts";
import type { ProviderRefund } from "../../orders/refund.ts";
import type { RefundOutcome, RefundRequest } from "../refund-outcome.ts";
import { moneyFromStripe, stripeAmount } from "./amount.ts";
import { failureOf, stripeFailure, wasReplayed } from "./failure.ts";
import { listRefunds, refundOf } from "./list-refunds.ts";
import { refundMark, type InstallationMark } from "./metadata.ts";
import { refusalOf } from "./outcome.ts";

/**
 * Refusals whose cause goes away: our balance is too low, the charge is not settled yet, a dispute is open
 * (https://docs.stripe.com/error-codes). Every other 400 or 404 is final.
 */
const PASSING: ReadonlySet<string> = new Set([
  "balance_insufficient",
  "insufficient_funds",
  "charge_not_refundable",
  "charge_disputed",
  "refund_disputed_payment",
]);

/**
 * Gives back all or a part of a payment. Stripe forgets the key after a day, so the refund also bears it in its metadata
 * and is looked for before it is made. Stripe keeps a refusal under the key as it keeps every answer, so a try after one has
 * a key of its own. Stripe refunds in the payment's currency without being given one: it is compared here. Throws what Stripe
 * throws while it reads.
 */
export async function refundPayment(
  stripe: Stripe,
  { reference, amount, key, refusals, givesFeeBack = false }: RefundRequest,
  { mark = {}, account = null }: { readonly mark?: InstallationMark; readonly account?: string | null } = {},
): Promise<RefundOutcome> {
  const wanted = stripeAmount(amount);
  if (wanted === null || !/^pi_\w+$/.test(reference)) return refused("not_chargeable");
  const currency = await currencyOf(stripe, reference);
  if (currency === null) return refused("no_such_payment");
  if (!sameMoney(zero(amount.currency), currency)) return refused("other_currency");
  const known = await listRefunds(stripe, reference);
  if (known.kind === "unknown") return known;
  const same = known.refunds.find((refund) => refund.key === key);
  if (same !== undefined) return answerOf(same);
  try {
    const made = await stripe.refunds.create(
      {
        payment_intent: reference,
        amount: wanted.amount,
        metadata: { ...refundMark(key), ...mark },
        // In proportion to the refund; only a charge at a seller's own account has such a fee.
        ...(givesFeeBack && account !== null ? { refund_application_fee: true } : {}),
      },
      { idempotencyKey: refusals === 0 ? key : `${key}:${refusals}` },
    );
    // A replay shows the refund as it was made; by now it may have failed.
    return answerOf(refundOf(wasReplayed(made) ? await stripe.refunds.retrieve(made.id) : made));
  } catch (error) {
    return refusedOrUnknown(error);
  }
}

/** Nothing in the payment's currency, or null when there is no such payment. */
async function currencyOf(stripe: Stripe, reference: string): Promise<Money | null> {
  try {
    const { currency } = await stripe.paymentIntents.retrieve(reference);
    return moneyFromStripe(0, currency);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === "not_taken" && refusal.status === 404) return null;
    throw error;
  }
}

/**
 * A wrong key of ours (401, 403) is no word about the refund: it is asked for again when the key is right. A rate limit says
 * that nothing happened (https://docs.stripe.com/rate-limits).
 */
function refusedOrUnknown(error: unknown): RefundOutcome {
  const { code, statusCode } = stripeFailure(error);
  if (statusCode === 429) return { kind: "refused", reason: code ?? "rate_limit", isPassing: true };
  const refusal = refusalOf(error);
  switch (refusal.kind) {
    case "declined":
      return refused(code ?? "declined");
    case "not_taken":
      return refusal.status === 400 || refusal.status === 404
        ? refused(code ?? `status_${refusal.status}`)
        : unknownBecause("unauthorized", refusal.why, refusal.requestId);
    case "key_is_taken":
      return { kind: "unknown", why: refusal.why };
    case "unknown":
      return { kind: "unknown", why: failureOf(stripeFailure(error)) };
  }
}

const refused = (reason: string): RefundOutcome => ({ kind: "refused", reason, isPassing: PASSING.has(reason) });

function answerOf(refund: ProviderRefund | Unknown): RefundOutcome {
  return "why" in refund ? refund : { kind: refund.state, id: refund.id, reason: refund.reason };
}
