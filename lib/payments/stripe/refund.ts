import { unknownBecause } from "../failure.ts";
import type Stripe from "stripe";
import { sameMoney, zero, type Money } from "../../money.ts";
import type { RefundOutcome } from "../refund-outcome.ts";
import { moneyFromStripe, stripeAmount } from "./amount.ts";
import { requestIdOf, type FromResponse } from "./failure.ts";
import { isOurRefund, refundMark } from "./metadata.ts";
import { refusalOf } from "./outcome.ts";

const MAX_REFUNDS = 100;

/**
 * Gives back all or a part of a payment. Stripe forgets the key after a day, so the refund also bears it in its metadata
 * and is looked for before it is made. Stripe refunds in the payment's currency without being given one: it is compared
 * here. Throws what Stripe throws while it reads.
 */
export async function refundPayment(
  stripe: Stripe,
  { reference, amount, key }: { reference: string; amount: Money; key: string },
): Promise<RefundOutcome> {
  const wanted = stripeAmount(amount);
  if (wanted === null || !/^pi_\w+$/.test(reference)) return { kind: "refused" };
  const currency = await currencyOf(stripe, reference);
  if (currency === null || !sameMoney(zero(amount.currency), currency)) return { kind: "refused" };
  const known = await stripe.refunds.list({ payment_intent: reference, limit: MAX_REFUNDS });
  const same = known.data.find((refund) => isOurRefund(refund.metadata, key));
  if (same !== undefined) return outcomeOf(same);
  if (known.has_more) return unknownBecause("too_much_to_read", "more refunds of the payment than one look reads");
  try {
    const refund = await stripe.refunds.create(
      { payment_intent: reference, amount: wanted.amount, metadata: refundMark(key) },
      { idempotencyKey: key },
    );
    return outcomeOf(refund);
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

/** A wrong key of ours (401, 403) is no word about the refund: it is asked for again when the key is right. */
function refusedOrUnknown(error: unknown): RefundOutcome {
  const refusal = refusalOf(error);
  switch (refusal.kind) {
    case "declined":
      return { kind: "refused" };
    case "not_taken":
      return refusal.status === 400 || refusal.status === 404
        ? { kind: "refused" }
        : unknownBecause("unauthorized", refusal.why, refusal.requestId);
    case "key_is_taken":
    case "unknown":
      return { kind: "unknown", why: refusal.why };
  }
}

function outcomeOf(refund: Stripe.Refund & FromResponse): RefundOutcome {
  switch (refund.status) {
    case "succeeded":
      return { kind: "done" };
    case "pending":
    case "requires_action":
      return { kind: "accepted" };
    case "failed":
    case "canceled":
      return { kind: "refused" };
    default:
      return unknownBecause("undecided", `the refund is ${refund.status ?? "without a status"}`, requestIdOf(refund));
  }
}
