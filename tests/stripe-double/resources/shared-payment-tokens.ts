import type { Books } from "../books.ts";
import { newId, NO_BILLING_DETAILS, type GrantedToken } from "./objects.ts";
import { metadata, required, text, whole, type Params } from "../params.ts";
import { cardDetails, cardNamed } from "./payment-methods.ts";
import { invalidRequest, missing } from "../stripe-error.ts";

const KIND = "shared_payment.granted_token";

export function mintToken(books: Books, params: Params): GrantedToken {
  const card = required(text(params, "payment_method"), "payment_method");
  cardNamed(card);
  const currency = required(text(params, "usage_limits", "currency"), "usage_limits[currency]").toLowerCase();
  const maxAmount = required(whole(params, ["usage_limits", "max_amount"], 1), "usage_limits[max_amount]");
  return books.insert<GrantedToken>({
    id: newId("spt"),
    object: KIND,
    agent_details: { network_business_profile: null },
    created: books.now(),
    deactivated_at: null,
    deactivated_reason: null,
    livemode: false,
    payment_method_details: { billing_details: NO_BILLING_DETAILS, card: cardDetails(card), type: "card" },
    risk_details: null,
    shared_metadata: metadata(params, "shared_metadata"),
    usage_details: { amount_captured: { currency, value: 0 } },
    usage_limits: { currency, expires_at: whole(params, ["usage_limits", "expires_at"]), max_amount: maxAmount },
    $private: { card },
  });
}

/** The token as it is now; one whose time has come is deactivated first. */
export function readToken(books: Books, id: string, status: 400 | 404 = 404): GrantedToken {
  const token = books.get<GrantedToken>(id, KIND);
  if (token === null) throw missing("shared payment granted token", id, "shared_payment_granted_token", status);
  const { expires_at: expiresAt } = token.usage_limits;
  if (expiresAt !== null && expiresAt <= books.now()) deactivate(books, token, "expired");
  return token;
}

export function revokeToken(books: Books, id: string): GrantedToken {
  const token = readToken(books, id);
  deactivate(books, token, "revoked");
  return token;
}

/**
 * The token, if it may pay this amount. Stripe's two refusals carry a message and no code. The wording for a
 * wrong currency is not confirmed by a source; it too comes without a code.
 */
export function usableToken(books: Books, id: string, amount: number, currency: string): GrantedToken {
  const token = readToken(books, id, 400);
  if (token.deactivated_at !== null)
    throw invalidRequest(
      "The shared payment granted token cannot be used because it is already in a deactivated state.",
    );
  if (token.usage_limits.currency !== currency)
    throw invalidRequest(
      "The currency of the request does not match the currency of this shared payment granted token.",
    );
  if (amount > token.usage_limits.max_amount)
    throw invalidRequest(
      "The requested amount is greater than the remaining amount capturable with this shared payment granted token.",
    );
  return token;
}

/** A token pays once: its successful use consumes it. */
export function consume(books: Books, token: GrantedToken, captured: number): void {
  token.usage_details.amount_captured = { currency: token.usage_limits.currency, value: captured };
  books.announce(`${KIND}.used`, token);
  deactivate(books, token, "consumed");
}

function deactivate(books: Books, token: GrantedToken, reason: "consumed" | "expired" | "revoked"): void {
  if (token.deactivated_at !== null) return;
  token.deactivated_at = books.now();
  token.deactivated_reason = reason;
  books.announce(`${KIND}.deactivated`, token);
}
