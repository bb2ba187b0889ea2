import type { KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";

const checkoutProblems: KindTable<CheckoutProblem, string> = {
  unknown_product: ({ productId }) => `No product has the id "${productId}". Use an id from search_products.`,
  bad_quantity: () => "A quantity is a whole number of at least 1.",
  too_many_units: ({ quantity, max }) =>
    `At most ${max} of one product can be bought at once; ${quantity} were asked for.`,
  no_such_offer: ({ title, offerId }) => `"${title}" has no offer "${offerId}".`,
  not_sold_here: ({ title, url }) => `"${title}" cannot be bought here; see ${url}`,
  out_of_stock: ({ title }) => `"${title}" is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of "${title}" are left.` : `"${title}" is out of stock.`,
  other_seller: ({ title, sellerName, checkoutSellerName }) =>
    `"${title}" is sold by ${sellerName}, but the checkout is with ${checkoutSellerName}. One checkout contains the items of one seller; prepare another for the rest.`,
  other_currency: ({ title, currency, checkoutCurrency }) =>
    `"${title}" is priced in ${currency}, but the checkout is in ${checkoutCurrency}. Prepare another checkout for it.`,
  not_priced_in: ({ priced, expected }) => `These items are priced in ${priced}, not in ${expected}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `This checkout is with ${sellerName} in ${currency}; prepare another one for other sellers or currencies.`,
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "There are no delivery options yet: give the delivery address first."
      : `Must be one of the delivery options: ${offeredIds.join(", ")}.`,
};

/** The sentences of the tools' answers, so that another language is another file. Descriptions stand with their tool. */
export const TEXTS = {
  checkoutProblems,
} as const;
