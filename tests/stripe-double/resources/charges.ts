import type { Books } from "../books.ts";
import { book, cardFee, settled } from "./balance.ts";
import { divide } from "./connect/money.ts";
import { question } from "./fraud-signals.ts";
import { newId, NO_BILLING_DETAILS, type Charge, type PaymentIntent } from "./objects.ts";
import { cardDetails, type Decline } from "./payment-methods.ts";

/** Writes down one attempt to charge the card of a PaymentIntent. */
export function insertCharge(
  books: Books,
  intent: PaymentIntent,
  outcome: { kind: "captured" | "authorised" | "pending" } | { kind: "declined"; decline: Decline },
): Charge {
  const declined = outcome.kind === "declined" ? outcome.decline : null;
  const isCaptured = outcome.kind === "captured";
  const id = newId("ch");
  const charge = books.insert<Charge>({
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction:
      isCaptured && !books.isBookingLate
        ? bookCharge(books, { id, amount: intent.amount, currency: intent.currency })
        : null,
    billing_details: intent.$private.billing ?? NO_BILLING_DETAILS,
    calculated_statement_descriptor: "STRIPE DOUBLE",
    captured: isCaptured,
    created: books.now(),
    currency: intent.currency,
    customer: intent["customer"] ?? null,
    description: intent["description"] ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declined?.code ?? null,
    failure_message: declined?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: intent["on_behalf_of"] ?? null,
    outcome: {
      advice_code: declined?.adviceCode ?? null,
      network_advice_code: null,
      network_decline_code: declined === null ? null : "05",
      network_status: declined === null ? "approved_by_network" : "declined_by_network",
      reason: declined?.declineCode ?? null,
      risk_level: "normal",
      seller_message: declined === null ? "Payment complete." : "The bank declined the payment.",
      type: declined === null ? "authorized" : "issuer_declined",
    },
    paid: declined === null && outcome.kind !== "pending",
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: {
      card: {
        ...cardDetails(intent.$private.card ?? "pm_card_visa"),
        network: "visa",
        capture_before: books.now() + 7 * 86_400,
      },
      type: "card",
    },
    receipt_email: intent["receipt_email"] ?? null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent["shipping"] ?? null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent["statement_descriptor_suffix"] ?? null,
    status: declined !== null ? "failed" : outcome.kind === "pending" ? "pending" : "succeeded",
    transfer: null,
    transfer_data: intent["transfer_data"] ?? null,
    transfer_group: intent["transfer_group"] ?? null,
  });
  intent.latest_charge = id;
  books.announce(`charge.${charge.status}`, charge);
  if (isCaptured) {
    divide(books, charge, intent);
    question(books, intent);
  }
  return charge;
}

/** What was held, or on its way, is taken. */
export function captureCharge(books: Books, charge: Charge, amount: number): void {
  const balanceTransaction = bookCharge(books, { ...charge, amount });
  Object.assign(charge, { captured: true, amount_captured: amount, balance_transaction: balanceTransaction });
}

/** A payment reaches our balance, less its fee. Answers the id of the booking. */
function bookCharge(books: Books, charge: Pick<Charge, "id" | "amount" | "currency">): string {
  const { id: source } = charge;
  const { amount, currency } = settled(books, charge);
  return book(books, { type: "charge", category: "charge", amount, fee: cardFee(amount), currency, source }).id;
}

/** Books what waited for it. */
export function bookLate(books: Books): void {
  for (const charge of books.all<Charge>("charge"))
    if (charge.captured === true && charge["balance_transaction"] === null)
      charge["balance_transaction"] = bookCharge(books, charge);
}
