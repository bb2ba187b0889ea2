import type { Books } from "../books.ts";
import { newId, type Charge, type PaymentIntent, type Wire } from "./objects.ts";
import { metadata, text, whole, type Params } from "../params.ts";
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
  const refund = books.insert({
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: newId("txn"),
    charge: charge.id,
    created: books.now(),
    currency: charge.currency,
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
    status: "succeeded",
    transfer_reversal: null,
  });
  charge.amount_refunded += amount;
  charge["refunded"] = charge.amount_refunded === charge.amount_captured;
  books.announce("refund.created", refund);
  books.announce("charge.refunded", charge);
  return refund;
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
