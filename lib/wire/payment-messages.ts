import type { MissingDetail } from "../checkout/session.ts";
import type { DeclineReason } from "../payments/provider.ts";
import type { MessageView } from "./host-session.ts";
import type { PaymentResult, PlainRefusal } from "./payment-result.ts";
import { DEFAULT_LOCALE } from "./accept-language.ts";
import type { Chosen } from "./text-tables.ts";
import { CHECKOUT_TEXTS } from "./texts/checkout.ts";
import type { PaymentTexts } from "./texts/payment/en.ts";

const ENGLISH: Chosen<PaymentTexts> = { ...CHECKOUT_TEXTS, locale: DEFAULT_LOCALE };

/**
 * The messages of an answer to `complete_checkout`. `payment_declined` and `requires_3ds` are shown on the
 * host's sheet, where the buyer can try another card; every other code closes the sheet and reaches our widget
 * (checkout API reference, "Errors"). So a payment whose outcome is open never carries either of the two. On a page they
 * are in the buyer's language, by `texts`.
 */
export function paymentMessages(result: PaymentResult, texts: Chosen<PaymentTexts> = ENGLISH): MessageView[] {
  switch (result.kind) {
    case "completed":
      return [];
    case "declined":
      return [error("payment_declined", "$.payment_data", texts.declines[result.reason])];
    case "action_required":
      return [error("requires_3ds", "$.payment_data", texts.confirmAtBank)];
    case "out_of_stock":
      return [error("out_of_stock", "$.line_items", texts.soldOut(result.title, result.left))];
    case "changed":
      return [error("invalid", "$", texts.changed(result.parts))];
    case "held_by_others":
      return [error("out_of_stock", "$.line_items", texts.heldByOthers(result.title))];
    case "no_longer_sold":
      return [error("out_of_stock", "$.line_items", texts.noLongerSold(result.title))];
    case "price_raised":
      return [error("invalid", "$.line_items", texts.priceRaised(result.title))];
    case "amount_not_taken":
      return [error("invalid", "$.totals", texts.amountNotTaken(result.why, texts.locale))];
    case "details_missing":
      return result.missing.map((detail) => missingMessage(detail, texts));
    default:
      return [error("invalid", REFUSAL_PARAMS[result.kind], texts.refusals[result.kind])];
  }
}

/** Where each of these belongs in the session. */
const REFUSAL_PARAMS: Readonly<Record<PlainRefusal, string>> = {
  still_checking: "$.status",
  payment_in_progress: "$.status",
  token_invalid: "$.payment_data.token",
  instant_unavailable: "$.payment_data",
  payment_rejected: "$.payment_data",
  provider_busy: "$.payment_data",
  seller_not_ready: "$.payment_data",
  discount_used_up: "$.discount_codes",
  too_many_pages: "$.status",
  closed: "$.status",
};

const MISSING_PARAMS: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "$.fulfillment_address",
  delivery_option: "$.fulfillment_option_id",
  tax_address: "$.fulfillment_address",
  exact_address: "$.fulfillment_address.postal_code",
  tax: "$.totals",
  seller: "$",
  buyer_email: "$.buyer.email",
};

function missingMessage(detail: MissingDetail | "buyer_email", texts: PaymentTexts): MessageView {
  const code = detail === "seller" ? "invalid" : "missing";
  return error(code, MISSING_PARAMS[detail], texts.missingAtPayment(detail));
}

function error(code: NonNullable<MessageView["code"]>, param: string, content: string): MessageView {
  return { type: "error", code, param, content_type: "plain", content };
}

/** Why a card was declined, as far as the buyer may know. */
export const declineText = (reason: DeclineReason): string => CHECKOUT_TEXTS.declines[reason];
