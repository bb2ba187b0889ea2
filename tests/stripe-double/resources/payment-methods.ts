import type { Books } from "../books.ts";
import { newId, NO_BILLING_DETAILS, type Wire } from "./objects.ts";
import { missing } from "../stripe-error.ts";

export type Decline = {
  readonly code: string;
  readonly declineCode: string;
  readonly adviceCode: string;
  readonly message: string;
};

/**
 * `refunds`: they are pending first, or fail after they succeeded; at once and for good unless given. `raises`: what the buyer's
 * bank opens as soon as the card is charged.
 */
type Card = {
  readonly last4: string;
  readonly refunds?: "pending_first" | "fail_later";
  readonly raises?: "fraudulent" | "product_not_received" | "inquiry" | "fraud_warning";
} & ({ readonly kind: "pays" | "asks_authentication" } | { readonly kind: "declines"; readonly decline: Decline });

/** Stripe's own names for test cards. Only the card decides what happens, never the amount. */
const CARDS: ReadonlyMap<string, Card> = new Map<string, Card>([
  ["pm_card_visa", { last4: "4242", kind: "pays" }],
  [
    "pm_card_chargeDeclined",
    declines("0002", "card_declined", "generic_decline", "try_again_later", "Your card was declined."),
  ],
  [
    "pm_card_chargeDeclinedInsufficientFunds",
    declines("9995", "card_declined", "insufficient_funds", "try_again_later", "Your card has insufficient funds."),
  ],
  [
    "pm_card_chargeDeclinedExpiredCard",
    declines("0069", "expired_card", "expired_card", "confirm_card_data", "Your card has expired."),
  ],
  ["pm_card_pendingRefund", { last4: "7726", kind: "pays", refunds: "pending_first" }],
  ["pm_card_refundFail", { last4: "5126", kind: "pays", refunds: "fail_later" }],
  ["pm_card_createDispute", { last4: "0259", kind: "pays", raises: "fraudulent" }],
  ["pm_card_createDisputeProductNotReceived", { last4: "2685", kind: "pays", raises: "product_not_received" }],
  ["pm_card_createDisputeInquiry", { last4: "1976", kind: "pays", raises: "inquiry" }],
  ["pm_card_createIssuerFraudRecord", { last4: "5423", kind: "pays", raises: "fraud_warning" }],
  ["pm_card_authenticationRequired", { last4: "3184", kind: "asks_authentication" }],
]);

function declines(last4: string, code: string, declineCode: string, adviceCode: string, message: string): Card {
  return { last4, kind: "declines", decline: { code, declineCode, adviceCode, message } };
}

export function cardNamed(name: string): Card {
  const card = CARDS.get(name);
  if (card === undefined) throw missing("PaymentMethod", name, "payment_method", 400);
  return card;
}

export function cardDetails(name: string): Record<string, unknown> {
  return {
    brand: "visa",
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: "visa",
    exp_month: 8,
    exp_year: 2030,
    fingerprint: "STRIPEDOUBLE0001",
    funding: "credit",
    generated_from: null,
    last4: cardNamed(name).last4,
    networks: { available: ["visa"], preferred: null },
    regulated_status: null,
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** A PaymentMethod made from a test card, as each use of a test card's name makes one. An existing one is taken as it is. */
export function paymentMethodFrom(books: Books, name: string): { readonly method: Wire; readonly card: string } {
  const kept = books.get(name, "payment_method");
  if (kept !== null) return { method: kept, card: String(kept.$private?.["card"]) };
  const method = books.insert({
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: NO_BILLING_DETAILS,
    card: cardDetails(name),
    created: books.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
    $private: { card: name },
  });
  return { method, card: name };
}
