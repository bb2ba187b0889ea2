import type { Books } from "../books.ts";
import { book } from "./balance.ts";
import { endInquiries, refuseRefundOfDisputed } from "./disputes.ts";
import { endSignals } from "./fraud-signals.ts";
import { newId, type Charge, type PaymentIntent, type Refund, type Wire } from "./objects.ts";
import { cardNamed } from "./payment-methods.ts";
import { returnFee } from "./connect/money.ts";
import { flag, metadata, text, whole, type Params } from "../params.ts";
import { invalidRequest, missing } from "../stripe-error.ts";

/** Gives money of a charge back, named by the charge or by its PaymentIntent; never more than is left. */
export function createRefund(books: Books, params: Params): Wire {
  const charge = chargeToRefund(books, params);
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded" || !charge.captured)
    throw invalidRequest(`Charge ${charge.id} has not been captured, so it cannot be refunded.`, {
      code: "charge_not_refundable",
    });
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = whole(params, ["amount"], 1) ?? left;
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${amount} ${charge.currency}, minor units) is greater than ${charge.amount_refunded === 0 ? "charge amount" : "unrefunded amount on charge"} (${left})`,
      { param: "amount" },
    );
  refuseRefundOfDisputed(books, charge);
  const { isBalanceLow, refusal } = books.refundRules;
  if (refusal !== null) throw invalidRequest(`The refund is refused: ${refusal}.`, { code: refusal });
  const habit = cardNamed(cardOf(books, charge)).refunds;
  const isPending = isBalanceLow || habit === "pending_first";
  if (flag(params, "refund_application_fee")) returnFee(books, charge, amount);
  const id = newId("re");
  const { currency } = charge;
  const refund = books.insert<Refund>({
    id,
    object: "refund",
    amount,
    balance_transaction: book(books, { type: "refund", category: "refund", amount: -amount, currency, source: id }).id,
    charge: charge.id,
    created: books.now(),
    currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: metadata(params, "metadata"),
    payment_intent: charge.payment_intent,
    payment_method: charge["payment_method"],
    reason: text(params, "reason"),
    receipt_number: null,
    source_transfer_reversal: null,
    // A card's refund waits for the balance; https://docs.stripe.com/refunds.
    status: isPending ? "pending" : "succeeded",
    ...(isPending ? { pending_reason: isBalanceLow ? "insufficient_funds" : "processing" } : {}),
    transfer_reversal: null,
  });
  countRefunds(books, charge);
  books.announce("refund.created", refund);
  books.announce("charge.refunded", charge);
  if (charge["refunded"] === true) {
    endInquiries(books, charge);
    endSignals(books, charge, "refunded");
  }
  return refund;
}

/** Not known of Stripe: whether `amount_refunded` falls after a failure. Here it does, and nothing of ours reads it. */
function countRefunds(books: Books, charge: Charge): void {
  charge.amount_refunded = books
    .all<Refund>("refund")
    .filter((one) => one.charge === charge.id && one.status !== "failed" && one.status !== "canceled")
    .reduce((total, one) => total + one.amount, 0);
  charge["refunded"] = charge.amount_refunded === charge.amount_captured;
}

function cardOf(books: Books, charge: Charge): string {
  return books.get<PaymentIntent>(charge.payment_intent, "payment_intent")?.$private.card ?? "pm_card_visa";
}

export type RefundTurn = { readonly status: Refund["status"]; readonly failure_reason?: string };

/** A refund changes its state, which may go back as well as on; https://docs.stripe.com/refunds. */
export function turnRefund(books: Books, id: string, { status, failure_reason: why }: RefundTurn): Refund {
  const refund = books.get<Refund>(id, "refund");
  const charge = refund === null ? null : books.get<Charge>(refund.charge, "charge");
  if (refund === null || charge === null) throw new Error("There is no such refund.");
  const previous = { status: refund.status };
  refund.status = status;
  if (status !== "pending") refund.pending_reason = undefined;
  if (status === "failed" || status === "canceled") {
    refund.failure_reason = why ?? (status === "canceled" ? "merchant_request" : "lost_or_stolen_card");
    const { amount, currency } = { ...refund, currency: charge.currency };
    const failure = { type: "refund_failure", category: "refund_failure", amount, currency, source: id };
    refund.failure_balance_transaction = book(books, failure).id;
  }
  countRefunds(books, charge);
  books.announce("refund.updated", refund, previous);
  books.announce("charge.refund.updated", refund, previous);
  if (status === "failed") books.announce("refund.failed", refund, previous);
  return refund;
}

/** Time passes: what is pending succeeds, and refunds of the card that fails later fail. */
export function settleRefunds(books: Books): void {
  for (const refund of books.all<Refund>("refund")) {
    const charge = books.get<Charge>(refund.charge, "charge");
    const habit = charge === null ? undefined : cardNamed(cardOf(books, charge)).refunds;
    if (refund.status === "pending") turnRefund(books, refund.id, { status: "succeeded" });
    else if (refund.status === "succeeded" && habit === "fail_later")
      turnRefund(books, refund.id, { status: "failed" });
  }
}

function chargeToRefund(books: Books, params: Params): Charge {
  const chargeId = text(params, "charge");
  const intentId = text(params, "payment_intent");
  if (chargeId === null && intentId === null)
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });
  const intent = intentId === null ? null : books.get<PaymentIntent>(intentId, "payment_intent");
  if (intentId !== null && intent === null) throw missing("payment_intent", intentId, "payment_intent", 400);
  const id = chargeId ?? intent?.latest_charge ?? null;
  const charge = id === null ? null : books.get<Charge>(id, "charge");
  if (charge !== null && (intent === null || charge.status === "succeeded")) return charge;
  if (intent === null) throw missing("charge", chargeId ?? "", "charge", 400);
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: "payment_intent",
  });
}
