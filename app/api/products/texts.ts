import type { ListingProblem } from "#lib/catalog/listing.ts";
import type { KindTable } from "#lib/invariant.ts";

/** Each continues "field: ". */
const problems: KindTable<ListingProblem, string> = {
  other_currency: ({ currency }) => `the product is sold in ${currency}`,
  sale_not_below_price: ({ price }) =>
    `must be below the price, ${price.amountMinor} minor units; set a lower one, or null to end the sale`,
};

/** Every sentence of `/api/products`, in one place, so that another language is another file. */
export const TEXTS = {
  problems,
  invalidBody: "invalid body",
  notAllowed: "the product does not allow this",
  outdated: "something later was set; product has what it is now",
  outdatedField: "is earlier than the version that set it",
  noProduct: "there is no product with this id",
  noProductField: "unknown",
} as const;
