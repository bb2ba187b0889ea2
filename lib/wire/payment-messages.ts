import type { MissingDetail } from "../checkout/session.ts";
import { unreachable } from "../invariant.ts";
import { missingText } from "./checkout-messages.ts";
import type { MessageView } from "./host-session.ts";

type DeclineReason =
  "card_declined" | "insufficient_funds" | "expired_card" | "suspected_fraud" | "authentication_failed" | "other";

type PlainRefusal =
  | "token_invalid"
  | "still_checking"
  | "payment_in_progress"
  | "instant_unavailable"
  | "payment_rejected"
  | "discount_used_up"
  | "closed";

/** What became of a payment with a delegated token, as far as a message needs it. */
export type PaymentResult =
  | { readonly kind: "declined"; readonly reason: DeclineReason }
  | { readonly kind: "out_of_stock"; readonly title: string; readonly left: number }
  | { readonly kind: "details_missing"; readonly missing: readonly (MissingDetail | "buyer_email")[] }
  | { readonly kind: "completed" | "action_required" | PlainRefusal };

/**
 * The messages of an answer to `complete_checkout`. `payment_declined` and `requires_3ds` are shown on the
 * host's sheet, where the buyer can try another card; every other code closes the sheet and reaches our widget
 * (checkout API reference, "Errors"). So a payment whose outcome is open never carries either of the two.
 */
export function paymentMessages(result: PaymentResult): MessageView[] {
  switch (result.kind) {
    case "completed":
      return [];
    case "declined":
      return [error("payment_declined", "$.payment_data", declineText(result.reason))];
    case "action_required":
      return [error("requires_3ds", "$.payment_data", "The bank asks the buyer to confirm this payment.")];
    case "out_of_stock":
      return [error("out_of_stock", "$.line_items", soldOutText(result))];
    case "details_missing":
      return result.missing.map(missingMessage);
    default: {
      const [param, content] = PLAIN_REFUSALS[result.kind];
      return [error("invalid", param, content)];
    }
  }
}

/** Where each of these belongs in the session, and what the buyer is told. */
const PLAIN_REFUSALS = {
  still_checking: [
    "$.status",
    "We are still checking your payment. Do not pay again; the order's status will tell as soon as it is known.",
  ],
  payment_in_progress: [
    "$.status",
    "Another payment for this order is being made. Do not pay again; see the order's status first.",
  ],
  token_invalid: [
    "$.payment_data.token",
    "This payment authorisation can no longer be used, and nothing was charged. Please start the payment again.",
  ],
  instant_unavailable: [
    "$.payment_data",
    "Paying here is not available now, and nothing was charged. Please use the seller's checkout page.",
  ],
  payment_rejected: [
    "$.payment_data",
    "The payment could not be made here, and nothing was charged. Please use the seller's checkout page.",
  ],
  discount_used_up: [
    "$.discount_codes",
    "A discount code was used up in the meantime, and nothing was charged. Please look at the new total before paying.",
  ],
  closed: ["$.status", "This checkout is closed, and nothing was charged. Please start a new one."],
} as const satisfies Record<PlainRefusal, readonly [param: string, content: string]>;

function soldOutText({ title, left }: Extract<PaymentResult, { kind: "out_of_stock" }>): string {
  const what = left > 0 ? `Only ${left} of "${title}" are left` : `"${title}" has just sold out`;
  return `${what}, and nothing was charged.`;
}

function missingMessage(detail: MissingDetail | "buyer_email"): MessageView {
  if (detail === "buyer_email") {
    return error("missing", "$.buyer.email", "An e-mail address for the receipt is needed. Nothing was charged.");
  }
  const param = detail === "delivery_address" ? "$.fulfillment_address" : "$.fulfillment_option_id";
  return error("missing", param, `${missingText(detail)} Nothing was charged.`);
}

function error(code: NonNullable<MessageView["code"]>, param: string, content: string): MessageView {
  return { type: "error", code, param, content_type: "plain", content };
}

/** Says why a card was declined, as far as the buyer may know: a suspicion of fraud reads like any other refusal. */
export function declineText(reason: DeclineReason): string {
  switch (reason) {
    case "insufficient_funds":
      return "The card was declined because there is not enough money on it. Please use another one.";
    case "expired_card":
      return "The card has expired. Please use another one.";
    case "authentication_failed":
      return "The bank could not confirm this payment. Please try again or use another card.";
    case "card_declined":
    case "suspected_fraud":
    case "other":
      return "The bank declined this card. Please use another one.";
    default:
      return unreachable(reason);
  }
}
