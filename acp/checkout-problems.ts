import { byKind, type KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";
import type { RequestProblem } from "#lib/wire/input-problems.ts";
import type { AcpDialect } from "./dialect.ts";
import { TEXTS } from "./texts.ts";

type Words = AcpDialect["words"];
type Place = Pick<RequestProblem, "field" | "code">;
const invalid = (field: string): Place => ({ field, code: "invalid" });
const itemId = ({ item }: { readonly item: number }, words: Words) => `${words.items}[${item}].id`;
const quantity = ({ item }: { readonly item: number }, words: Words) => `${words.items}[${item}].quantity`;

const PLACES: KindTable<CheckoutProblem, Place, [words: Words]> = {
  unknown_product: (problem, words) => invalid(itemId(problem, words)),
  bad_quantity: (problem, words) => invalid(quantity(problem, words)),
  too_many_units: (problem, words) => invalid(quantity(problem, words)),
  // An item of this protocol names no offer.
  no_such_offer: (problem, words) => invalid(itemId(problem, words)),
  not_sold_here: (problem, words) => invalid(itemId(problem, words)),
  seller_not_selling: (problem, words) => invalid(itemId(problem, words)),
  goods_not_sold: (problem, words) => invalid(itemId(problem, words)),
  out_of_stock: (problem, words) => ({ field: itemId(problem, words), code: "out_of_stock" }),
  not_enough_stock: (problem, words) => ({ field: quantity(problem, words), code: "out_of_stock" }),
  several_sellers: (problem, words) => invalid(itemId(problem, words)),
  other_currency: (problem, words) => invalid(itemId(problem, words)),
  not_priced_in: () => invalid("currency"),
  seller_and_currency_fixed: (_, words) => invalid(words.items),
  given_on_page: ({ detail }, words) => invalid(detail === "address" ? words.address : "buyer"),
  delivery_option_not_offered: (_, words) => invalid(words.fulfillment_option_id),
};

/** What keeps a checkout session from being created or updated, in the words of a version of the protocol. */
export function checkoutProblems({ words }: AcpDialect, problems: readonly CheckoutProblem[]): RequestProblem[] {
  return problems.map((problem) => ({
    ...byKind(PLACES, problem, words),
    message: byKind(TEXTS.checkoutProblems, problem),
  }));
}
