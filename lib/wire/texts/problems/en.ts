import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";

/** Why a checkout cannot be changed as the buyer asked. */
export const en: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "One of the products is no longer sold here.",
  bad_quantity: () => "Please choose a quantity of at least 1.",
  too_many_units: ({ max }) => `At most ${max} of one product can be bought at once.`,
  no_such_offer: ({ title }) => `This offer of “${title}” has ended.`,
  not_sold_here: ({ title }) => `“${title}” cannot be bought here.`,
  seller_not_selling: ({ title, sellerName }) =>
    `“${title}” cannot be bought now: ${sellerName} is not selling at the moment.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `“${title}” is not sold here.` : `“${title}” is not sold to this country.`,
  out_of_stock: ({ title }) => `“${title}” is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of “${title}” are left.` : `“${title}” is out of stock.`,
  several_sellers: ({ groups }) =>
    `These items are sold by ${namesOf(groups, "en")}. Each seller needs an order of its own.`,
  other_currency: ({ title, currency }) => `“${title}” is priced in ${currency} and needs an order of its own.`,
  not_priced_in: ({ priced }) => `This order is priced in ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `This order is with ${sellerName} in ${currency}.`,
  // No page sees it: what was typed here can be changed here.
  given_on_page: () => "This was given on this page and can be changed here.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "Please give your delivery address first."
      : "This delivery option is no longer offered. Please choose another one.",
};
