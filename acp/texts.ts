import type { KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";

const checkoutProblems: KindTable<CheckoutProblem, string> = {
  unknown_product: ({ productId }) => `No product has the id "${productId}".`,
  bad_quantity: () => "A quantity is a whole number of at least 1.",
  too_many_units: ({ quantity, max }) =>
    `At most ${max} of one product can be bought at once; ${quantity} were asked for.`,
  no_such_offer: ({ title, offerId }) => `"${title}" has no offer "${offerId}".`,
  not_sold_here: ({ title, url }) => `"${title}" cannot be bought here; see ${url}`,
  out_of_stock: ({ title }) => `"${title}" is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of "${title}" are left.` : `"${title}" is out of stock.`,
  other_seller: ({ title, sellerName, checkoutSellerName }) =>
    `"${title}" is sold by ${sellerName}, but the checkout session is with ${checkoutSellerName}. One checkout session contains the items of one seller; create another for the rest.`,
  other_currency: ({ title, currency, checkoutCurrency }) =>
    `"${title}" is priced in ${currency}, but the checkout session is in ${checkoutCurrency}. Create another checkout session for it.`,
  not_priced_in: ({ priced, expected }) => `These items are priced in ${priced}, not in ${expected}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `This checkout session is with ${sellerName} in ${currency}; create another one for other sellers or currencies.`,
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "There are no fulfillment options yet: give the delivery address first."
      : `Must be one of the fulfillment options: ${offeredIds.join(", ")}.`,
};

/** Every sentence of the protocol's errors, in one place, so that another language is another file. */
export const TEXTS = {
  checkoutProblems,
} as const;
