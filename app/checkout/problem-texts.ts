import type { KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";

/** What the checkout page says when the order cannot be changed as the buyer asked. */
export const CHECKOUT_PROBLEM_TEXTS: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "One of the products is no longer sold here.",
  bad_quantity: () => "Please choose a quantity of at least 1.",
  too_many_units: ({ max }) => `At most ${max} of one product can be bought at once.`,
  no_such_offer: ({ title }) => `This offer of “${title}” has ended.`,
  not_sold_here: ({ title }) => `“${title}” cannot be bought here.`,
  out_of_stock: ({ title }) => `“${title}” is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of “${title}” are left.` : `“${title}” is out of stock.`,
  other_seller: ({ title, sellerName }) => `“${title}” is sold by ${sellerName} and needs an order of its own.`,
  other_currency: ({ title, currency }) => `“${title}” is priced in ${currency} and needs an order of its own.`,
  not_priced_in: ({ priced }) => `This order is priced in ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `This order is with ${sellerName} in ${currency}.`,
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Please give your delivery address first."
      : "This delivery option is no longer offered. Please choose another one.",
};

/** Why nothing was paid or changed, over a page that shows the order as it is now. */
export const STOPPED_TEXTS = {
  totalChanged: (total: string) => `The total is now ${total}. Please look at it, then pay.`,
  stillChecking: "The payment service has not answered yet, so the order stays as it is. Please try again soon.",
  pageNotOpened: "The payment page could not be opened, and nothing was charged. Please try again in a while.",
  codeNotUsed: (code: string) => `The code ${code} was not used; the reason is beside it. You can still pay.`,
} as const;
