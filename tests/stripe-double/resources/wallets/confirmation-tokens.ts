import type { Books } from "../../books.ts";
import { flag, required, text, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { newId, NO_BILLING_DETAILS, type Wire } from "../objects.ts";
import { cardDetails, cardNamed } from "../payment-methods.ts";

const KIND = "confirmation_token";
/** The example of https://docs.stripe.com/api/confirmation_tokens/object expires that long after it was created. */
const IS_VALID_S = 12 * 3600;

export type ConfirmationToken = Wire & {
  object: "confirmation_token";
  expires_at: number | null;
  payment_intent: string | null;
  return_url: string | null;
  use_stripe_sdk: boolean;
  $private: { readonly card: string; readonly billing: typeof NO_BILLING_DETAILS };
};

/** What Stripe's script makes in a browser, with a publishable key, and a test helper with a secret one. */
export function createConfirmationToken(books: Books, params: Params): ConfirmationToken {
  const card = required(text(params, "payment_method"), "payment_method");
  cardNamed(card);
  const details = { ...cardDetails(card), wallet: { type: "google_pay", google_pay: {}, dynamic_last4: null } };
  const said = (part: "name" | "email") => text(params, "payment_method_data", "billing_details", part);
  const billing = { ...NO_BILLING_DETAILS, name: said("name"), email: said("email") };
  return books.insert<ConfirmationToken>({
    id: newId("ctoken"),
    object: KIND,
    created: books.now(),
    expires_at: books.now() + IS_VALID_S,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: { billing_details: billing, card: details, customer: null, type: "card" },
    return_url: text(params, "return_url"),
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
    $private: { card, billing },
  });
}

export function confirmationToken(books: Books, id: string, status: 400 | 404 = 404): ConfirmationToken {
  const token = books.get<ConfirmationToken>(id, KIND);
  if (token === null) throw missing(KIND, id, KIND, status);
  return token;
}

/** The token of a request, if it may confirm a payment. That it is refused is known, the words of the refusals are not. */
export function usableConfirmationToken(books: Books, params: Params): ConfirmationToken | null {
  const id = text(params, KIND);
  if (id === null) return null;
  if (!flag(params, "confirm"))
    throw invalidRequest("You can only provide a confirmation_token when confirming.", { param: KIND });
  const token = confirmationToken(books, id, 400);
  if (token.payment_intent !== null)
    throw invalidRequest("This ConfirmationToken was already used to confirm an Intent.", { param: KIND });
  if (token.expires_at !== null && token.expires_at <= books.now())
    throw invalidRequest("This ConfirmationToken has expired.", { param: KIND });
  return token;
}

/** It confirms once, also when the card is declined. */
export function markUsed(token: ConfirmationToken, intent: string): void {
  token.payment_intent = intent;
  token.expires_at = null;
}

/** Where the bank's question leads back to; null where Stripe's script asks it, as a token does unless the request says otherwise. */
export function returnsTo(token: ConfirmationToken | null, params: Params): string | null {
  if (token !== null && text(params, "use_stripe_sdk") !== "false") return null;
  return text(params, "return_url") ?? token?.return_url ?? null;
}
