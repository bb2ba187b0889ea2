import type { CheckoutSession } from "../checkout/session.ts";
import { missingDetails } from "../checkout/session.ts";
import { cameFromOutside } from "../checkout/ownership.ts";
import { formatMoney } from "../money.ts";
import type { MessageView } from "./host-session.ts";
import { CHECKOUT_TEXTS } from "./texts/checkout.ts";

/** What a buyer should know about a session: what is missing, codes that did not count, tax that the prices contain. */
export function checkoutMessages(session: CheckoutSession, locale: string): MessageView[] {
  const missing = missingDetails(session).map((detail): MessageView => ({
    type: "error",
    code: "missing",
    param: detail === "delivery_address" ? "$.fulfillment_address" : "$.fulfillment_option_id",
    content_type: "plain",
    content: CHECKOUT_TEXTS.missing[detail],
  }));
  const rejected = session.rejectedDiscounts.map(({ code, reason }): MessageView => ({
    type: "info",
    param: "$.discount_codes",
    content_type: "plain",
    content: CHECKOUT_TEXTS.codeNotUsed(code, reason),
  }));
  const given: MessageView[] =
    session.address === null || cameFromOutside(session.origins.address)
      ? []
      : [
          {
            type: "info",
            param: "$.fulfillment_address",
            content_type: "plain",
            content: CHECKOUT_TEXTS.addressGivenOnPage(session.address.country),
          },
        ];
  const { includedTax } = session;
  const tax: MessageView[] =
    includedTax === null || includedTax.amount.amountMinor === 0
      ? []
      : [
          {
            type: "info",
            param: "$.totals",
            content_type: "plain",
            content: CHECKOUT_TEXTS.includedTax(formatMoney(includedTax.amount, locale), includedTax.name),
          },
        ];
  return [...missing, ...given, ...rejected, ...tax];
}
