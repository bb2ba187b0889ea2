import type { Books } from "../books.ts";
import { missing } from "../stripe-error.ts";
import { chargeOf, openDispute, type Dispute, type DisputeRequest } from "./disputes.ts";
import { cardNamed } from "./payment-methods.ts";
import { newId, type Charge, type PaymentIntent, type Wire } from "./objects.ts";

export type FraudWarning = Wire & { object: "radar.early_fraud_warning"; actionable: boolean; charge: string };
export type Review = Wire & { object: "review"; open: boolean; payment_intent: string };

/** A card network reports a payment as fraud; no money moves. */
export function warnOfFraud(
  books: Books,
  { payment_intent: intent }: { readonly payment_intent: string },
): FraudWarning {
  const warning = books.insert<FraudWarning>({
    id: newId("issfr"),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: chargeOf(books, intent).id,
    created: books.now(),
    fraud_type: "made_with_stolen_card",
    livemode: false,
    payment_intent: intent,
  });
  books.announce("radar.early_fraud_warning.created", warning);
  return warning;
}

/** A refund or a dispute leaves nothing to be done about a warning, and ends a review. */
export function endSignals(books: Books, charge: Charge, why: "refunded" | "disputed"): void {
  for (const one of books.all<FraudWarning>("radar.early_fraud_warning")) {
    if (one.charge !== charge.id || !one.actionable) continue;
    one.actionable = false;
    books.announce("radar.early_fraud_warning.updated", one, { actionable: true });
  }
  for (const one of books.all<Review>("review"))
    if (one.open && one.payment_intent === charge.payment_intent) closeReview(books, one.id, { reason: why });
}

/** A rule of Radar's asks somebody at the account to look at a payment. */
export function openReview(books: Books, { payment_intent: id }: { readonly payment_intent: string }): Review {
  const charge = chargeOf(books, id);
  const review = books.insert<Review>({
    id: newId("prv"),
    object: "review",
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    created: books.now(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: "rule",
    payment_intent: id,
    reason: "rule",
    session: null,
  });
  const intent = books.get<PaymentIntent>(id, "payment_intent");
  for (const holder of [intent, charge]) if (holder !== null) holder["review"] = review.id;
  books.announce("review.opened", review);
  return review;
}

/** A review that is over is no longer named by its payment, the harder case: whether Stripe does so is not known. */
export function closeReview(books: Books, id: string, { reason }: { readonly reason: string }): Review {
  const review = books.get<Review>(id, "review");
  if (review === null) throw missing("review", id, "review");
  Object.assign(review, { open: false, closed_reason: reason, reason });
  for (const holder of [books.any(review.payment_intent), books.any(String(review["charge"]))])
    if (holder !== null) holder["review"] = null;
  books.announce("review.closed", review);
  return review;
}

/** A dispute ends what was only a warning. */
export function disputePayment(books: Books, request: DisputeRequest): Dispute {
  const dispute = openDispute(books, request);
  endSignals(books, chargeOf(books, request.payment_intent), "disputed");
  return dispute;
}

/**
 * As {@link disputePayment}, of what was not given back. A bank may also dispute what was: then the seller loses it twice,
 * and no rule of ours can keep it from that. Null when nothing is left.
 */
export function disputeWhatIsLeft(
  books: Books,
  request: Omit<DisputeRequest, "payment_intent" | "amount">,
  charge: Charge | null,
): Dispute | null {
  const left = charge === null ? 0 : charge.amount_captured - charge.amount_refunded;
  if (charge === null || left <= 0) return null;
  return disputePayment(books, { ...request, payment_intent: charge.payment_intent, amount: left });
}

/** What the card of a payment that was just taken raises. */
export function question(books: Books, { id, $private: { card } }: PaymentIntent): void {
  const { raises } = cardNamed(card ?? "pm_card_visa");
  if (raises === undefined) return;
  if (raises === "fraud_warning") warnOfFraud(books, { payment_intent: id });
  else if (raises === "inquiry") disputePayment(books, { payment_intent: id, is_inquiry: true });
  else disputePayment(books, { payment_intent: id, reason: raises });
}
