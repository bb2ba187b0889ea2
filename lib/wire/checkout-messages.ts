import type { CheckoutSession, MissingDetail, RejectedDiscount } from "../checkout/session.ts";
import { missingDetails } from "../checkout/session.ts";
import { unreachable } from "../invariant.ts";
import { formatMoney } from "../money.ts";
import type { MessageView } from "./host-session.ts";

/** What a buyer should know about a session: what is missing, codes that did not count, tax that the prices contain. */
export function checkoutMessages(session: CheckoutSession, locale: string): MessageView[] {
  const missing = missingDetails(session).map((detail): MessageView => ({
    type: "error",
    code: "missing",
    param: detail === "delivery_address" ? "$.fulfillment_address" : "$.fulfillment_option_id",
    content_type: "plain",
    content: missingText(detail),
  }));
  const rejected = session.rejectedDiscounts.map(({ code, reason }): MessageView => ({
    type: "info",
    param: "$.discount_codes",
    content_type: "plain",
    content: `The code ${code} was not used: ${rejectionText(reason)}.`,
  }));
  const { includedTax } = session;
  const tax: MessageView[] =
    includedTax === null || includedTax.amount.amountMinor === 0
      ? []
      : [
          {
            type: "info",
            param: "$.totals",
            content_type: "plain",
            content: `Prices include ${formatMoney(includedTax.amount, locale)} of ${includedTax.name}.`,
          },
        ];
  return [...missing, ...rejected, ...tax];
}

export function missingText(detail: MissingDetail): string {
  switch (detail) {
    case "delivery_address":
      return "A delivery address is needed.";
    case "delivery_option":
      return "The seller does not deliver to this address. Please give another one.";
    default:
      return unreachable(detail);
  }
}

/** Why a discount code did not count; continues a sentence. */
export function rejectionText(reason: RejectedDiscount["reason"]): string {
  switch (reason) {
    case "unknown":
      return "there is no such code";
    case "expired":
      return "it has expired";
    case "minimum_not_met":
      return "the order is below the amount it needs";
    case "used_up":
      return "it has been used up";
    case "wrong_currency":
      return "it does not apply in this currency";
    default:
      return unreachable(reason);
  }
}
