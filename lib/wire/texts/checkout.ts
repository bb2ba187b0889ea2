import type { MissingDetail, RejectedDiscount } from "../../checkout/session.ts";
import type { ShownPart } from "../../checkout/shown.ts";
import { unreachable } from "../../invariant.ts";
import { formatMoney } from "../../money.ts";
import { quoted } from "../../plain-text.ts";
import type { AmountRefusal, DeclineReason } from "../../payments/provider.ts";
import type { PlainRefusal } from "../payment-result.ts";
import type { HostSession } from "../host-session.ts";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "A delivery address is needed.",
  delivery_option: "The seller does not deliver to this address. Please give another one.",
  tax_address: "The buyer's address is needed, because the tax depends on where the buyer is. Nothing is sent there.",
  exact_address:
    "The tax depends on the exact place, and this address does not say enough. Please check its postal code and its state or region.",
  tax: "The tax on this order cannot be worked out at the moment, so it cannot be paid yet. Please try again in a minute.",
  seller: "The seller cannot be paid at the moment, so this order cannot be paid yet. Please try again later.",
  buyer_email: "An e-mail address for the receipt is needed.",
};

const rejections: Readonly<Record<RejectedDiscount["reason"], (code: string) => string>> = {
  unknown: (code) => `There is no code ${code}.`,
  expired: (code) => `The code ${code} has expired.`,
  minimum_not_met: (code) => `The order is below the amount that the code ${code} needs.`,
  used_up: (code) => `The code ${code} has been used up.`,
  wrong_currency: (code) => `The code ${code} does not apply in this currency.`,
  not_combinable: (code) => `The code ${code} cannot be combined with the other discount.`,
  not_started: (code) => `The code ${code} cannot be used yet.`,
  not_applicable: (code) => `The code ${code} is for other items, or for more of them.`,
  customer_limit: (code) =>
    `You have used the code ${code} as often as one customer can, or you are paying for another order with it.`,
  first_order_only: (code) => `The code ${code} is for a customer's first order.`,
};

const totals: Readonly<Record<HostSession["totals"][number]["type"], string>> = {
  items_base_amount: "Items",
  items_discount: "Sale savings",
  subtotal: "Subtotal",
  discount: "Discount",
  fulfillment: "Delivery",
  tax: "Tax",
  fee: "Fee",
  total: "Total",
};

const REFUSED_CARD = "The bank declined this card. Please use another one.";
/** As far as the buyer may know: a suspicion of fraud reads like any other refusal. */
const declines: Readonly<Record<DeclineReason, string>> = {
  insufficient_funds: "The card was declined because there is not enough money on it. Please use another one.",
  expired_card: "The card has expired. Please use another one.",
  authentication_failed: "The bank could not confirm this payment. Please try again or use another card.",
  card_declined: REFUSED_CARD,
  suspected_fraud: REFUSED_CARD,
  other: REFUSED_CARD,
};

const refusals: Readonly<Record<PlainRefusal, string>> = {
  still_checking:
    "We are still checking your payment. Do not pay again; the order's status will show the outcome as soon as it is known.",
  payment_in_progress: "Another payment for this order is being made. Do not pay again; see the order's status first.",
  token_invalid:
    "This payment authorisation can no longer be used, and nothing was charged. Please start the payment again.",
  instant_unavailable:
    "Paying here is not available now, and nothing was charged. Please use the seller's checkout page.",
  payment_rejected:
    "The payment could not be made here, and nothing was charged. Please use the seller's checkout page.",
  provider_busy: "The payment provider is busy right now, and nothing was charged. Please try again in a minute.",
  seller_not_ready: "The seller cannot be paid at the moment, and nothing was charged. Please try again later.",
  discount_used_up:
    "A discount does not count any more: it was used up, or used by this customer before. Nothing was charged. Please look at the new total before paying.",
  too_many_pages:
    "You have too many unpaid checkouts open, and nothing was charged. Please pay or cancel one of them, or try again in a few minutes.",
  closed: "This checkout is closed, and nothing was charged. Please start a new one.",
};

const shownParts: Readonly<Record<ShownPart, string>> = {
  lines: "items",
  delivery_address: "delivery address",
  delivery: "delivery",
  buyer: "buyer",
  discount_codes: "discount codes",
  total: "total",
};

function amountNotTaken(why: AmountRefusal, locale: string): string {
  switch (why.kind) {
    case "too_low":
      return `The total is too low to be paid: the payment provider takes ${formatMoney(why.limit, locale)} or more. Please add an item, or take a discount code off.`;
    case "too_high":
      return `The total is too high to be paid at once: the payment provider takes up to ${formatMoney(why.limit, locale)}. Please make two orders of it.`;
    case "refused":
      return "The payment provider does not take this total. Please change the order.";
    case "not_exact":
      return "The payment provider cannot be paid exactly this total in this currency. Please change the order.";
    default:
      return unreachable(why);
  }
}

/** Every sentence and label of a checkout on the wire, in English, which models read. Buyers' pages have texts/payment. */
export const CHECKOUT_TEXTS = {
  missing,
  missingAtPayment: (detail: keyof typeof missing): string => `${missing[detail]} Nothing was charged.`,
  codeNotUsed: (code: string, reason: RejectedDiscount["reason"]) => rejections[reason](quoted(code)),
  awaited: (title: string, words: string) => `${quoted(title)}: ${words}.`,
  addressGivenOnPage: (country: string) =>
    `The delivery address was given on the seller's checkout page, in ${country}. It is not shown here and can be changed there only.`,
  addressRemembered: (country: string) =>
    `The delivery address is the one that the buyer had this shop remember, in ${country}. It is not shown here; the buyer can change it, and a new one replaces it.`,
  includedTax: (amount: string, name: string) => `Prices include ${amount} of ${name}.`,
  lineDiscount: (title: string, amount: string, line: string) => `${title}: ${amount} off ${quoted(line)}.`,
  deliveryTax: (amount: string, name: string) => `Delivery includes ${amount} of ${name}.`,
  totals,
  declines,
  refusals,
  amountNotTaken: (why: AmountRefusal, locale: string): string => `${amountNotTaken(why, locale)} Nothing was charged.`,
  paymentFailed: (day: string) =>
    `The payment that was made on the payment page failed on ${day}, and nothing was charged.`,
  confirmAtBank: "Your bank asks you to confirm this payment.",
  changed: (parts: readonly ShownPart[]): string =>
    `The order has changed since it was shown (${parts.map((part) => shownParts[part]).join(", ")}), and nothing was charged. Please look at it again before paying.`,
  heldByOthers: (title: string): string =>
    `Other buyers are paying for the last of ${quoted(title)} right now, and nothing was charged. Please try again in a few minutes.`,
  noLongerSold: (title: string): string => `${quoted(title)} is no longer sold, and nothing was charged.`,
  priceRaised: (title: string): string =>
    `The price of ${quoted(title)} has gone up, and nothing was charged. Please look at the new total before paying.`,
  soldOut: (title: string, left: number): string =>
    left > 0
      ? `Only ${left} of ${quoted(title)} are left, and nothing was charged.`
      : `${quoted(title)} has just sold out, and nothing was charged.`,
};
