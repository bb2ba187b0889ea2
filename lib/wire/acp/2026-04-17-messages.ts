import {
  missingDetails,
  type CheckoutSession,
  type MissingDetail,
  type RejectedDiscount,
} from "../../checkout/session.ts";
import { unreachable } from "../../invariant.ts";
import { awaitedMessages, checkoutMessages, refusedTotal, type MessageEdge } from "../checkout-messages.ts";
import { paymentMessages } from "../payment-messages.ts";
import type { PaymentResult } from "../payment-result.ts";
import type { MessageView } from "../host-session.ts";
import { aboutSellers } from "../sellers/parts-view.ts";
import { CHECKOUT_TEXTS } from "../texts/checkout.ts";

type Resolution = "recoverable" | "requires_buyer_input" | "requires_buyer_review";
type Place = { readonly param: string; readonly content_type: "plain"; readonly content: string };
export type Message20260417 =
  | ({ readonly type: "info" } & Place)
  | ({ readonly type: "warning"; readonly code: DiscountProblem } & Place)
  | ({ readonly type: "error"; readonly code: ErrorCode; readonly resolution: Resolution } & Place);

type DiscountProblem =
  | "discount_code_invalid"
  | "discount_code_expired"
  | "discount_code_minimum_not_met"
  | "discount_code_usage_limit_reached"
  | "discount_code_combination_disallowed"
  | "discount_code_user_ineligible";
type ErrorCode =
  "missing" | "invalid" | "out_of_stock" | "payment_declined" | "requires_3ds" | "region_restricted" | "unsupported";

/** Every message of a session: the news of a payment first, then what is missing, codes that did not count, included tax. */
export function messages20260417(
  session: CheckoutSession,
  edge: MessageEdge,
  news: PaymentResult | null,
): Message20260417[] {
  const messages = news === null ? stateMessages(session, edge) : newsMessages(session, news);
  const missing = missingDetails(session).map((detail) => missingMessage(session, detail));
  const rejected = session.rejectedDiscounts.map(({ code, reason }): Message20260417 => ({
    type: "warning",
    code: discountProblem(reason),
    param: "$.discounts.codes",
    content_type: "plain",
    content: CHECKOUT_TEXTS.codeNotUsed(code, reason),
  }));
  const tax = checkoutMessages(session, edge).filter((one) => one.type === "info" && one.param === "$.totals");
  const awaited = awaitedMessages(session, edge.locale);
  const covered = new Set(messages.map((one) => one.param));
  return [
    ...messages,
    ...missing.filter((one) => !covered.has(one.param)),
    ...rejected,
    ...[...awaited, ...tax].map((one): Message20260417 => ({ ...placed(one), type: "info" })),
  ];
}

/** Why a code did not count, in the words of the discount extension. */
export function discountProblem(reason: RejectedDiscount["reason"]): DiscountProblem {
  switch (reason) {
    case "unknown":
      return "discount_code_invalid";
    case "expired":
      return "discount_code_expired";
    case "not_started":
      return "discount_code_invalid";
    case "minimum_not_met":
      return "discount_code_minimum_not_met";
    case "used_up":
      return "discount_code_usage_limit_reached";
    case "not_combinable":
      return "discount_code_combination_disallowed";
    case "wrong_currency":
    case "not_applicable":
    case "customer_limit":
    case "first_order_only":
      return "discount_code_user_ineligible";
    default:
      return unreachable(reason);
  }
}

/** What an open payment means, for whoever only looks, and a total that cannot be paid. */
function stateMessages(session: CheckoutSession, { takes }: MessageEdge): Message20260417[] {
  const refusal = refusedTotal(session, takes);
  if (refusal !== null) return newsMessages(session, { kind: "amount_not_taken", why: refusal });
  if (session.status === "paying" || session.status === "unresolved")
    return newsMessages(session, { kind: "still_checking" });
  return session.status === "awaiting_buyer" ? newsMessages(session, { kind: "action_required" }) : [];
}

function newsMessages(session: CheckoutSession, news: PaymentResult): Message20260417[] {
  const views = paymentMessages(news);
  switch (news.kind) {
    // Nothing has failed and nothing is to be mended, so these are no errors in this version.
    case "still_checking":
    case "payment_in_progress":
      return views.map((one) => ({ ...placed(one), type: "info" }));
    case "details_missing":
      return news.missing.map((detail) =>
        detail === "buyer_email"
          ? error("missing", "$.buyer.email", CHECKOUT_TEXTS.missing.buyer_email, "requires_buyer_input")
          : missingMessage(session, detail),
      );
    case "declined":
      return views.map((one) => ({
        ...placed(one),
        type: "error",
        code: "payment_declined",
        resolution: "recoverable",
      }));
    case "action_required":
      return views.map(({ content }) =>
        error("requires_3ds", "$.authentication_result", content, "requires_buyer_input"),
      );
    case "out_of_stock":
    case "held_by_others":
    case "no_longer_sold":
      return views.map((one) => ({ ...placed(one), type: "error", code: "out_of_stock", resolution: "recoverable" }));
    case "instant_unavailable":
      return views.map((one) => ({
        ...placed(one),
        type: "error",
        code: "unsupported",
        resolution: "requires_buyer_review",
      }));
    case "amount_not_taken":
    case "changed":
    case "too_many_pages":
    case "price_raised":
    case "discount_used_up":
    case "token_invalid":
    case "payment_rejected":
    case "provider_busy":
    case "seller_not_ready":
    case "closed":
      return views.map((one) => ({ ...placed(one), type: "error", code: "invalid", resolution: "recoverable" }));
    case "completed":
      return [];
    default:
      return unreachable(news);
  }
}

function missingMessage(session: CheckoutSession, detail: MissingDetail): Message20260417 {
  // Nothing that the buyer gives makes it known: the platform asks again.
  if (detail === "tax") return error("missing", "$.totals", CHECKOUT_TEXTS.missing.tax, "recoverable");
  if (detail === "seller")
    return error("invalid", "$", aboutSellers(session, CHECKOUT_TEXTS.missing.seller), "recoverable");
  if (detail === "exact_address")
    return error(
      "invalid",
      "$.fulfillment_details.address",
      CHECKOUT_TEXTS.missing.exact_address,
      "requires_buyer_input",
    );
  return detail === "delivery_address" || detail === "tax_address"
    ? error("missing", "$.fulfillment_details.address", CHECKOUT_TEXTS.missing[detail], "requires_buyer_input")
    : error(
        "region_restricted",
        "$.fulfillment_details.address",
        CHECKOUT_TEXTS.missing[detail],
        "requires_buyer_input",
      );
}

function error(code: ErrorCode, param: string, content: string, resolution: Resolution): Message20260417 {
  return { type: "error", code, param, content_type: "plain", content, resolution };
}

const PARAMS: Readonly<Record<string, string>> = {
  "$.discount_codes": "$.discounts.codes",
  "$.payment_data.token": "$.payment_data.instrument.credential.token",
};

function placed({ param, content }: MessageView): Place {
  const place = param ?? "$";
  return { param: PARAMS[place] ?? place, content_type: "plain", content };
}
