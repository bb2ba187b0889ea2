import { byKind, type KindTable } from "#lib/invariant.ts";
import type { CheckoutProblem } from "#lib/purchase/checkout/problem.ts";
import type { RequestProblem } from "#lib/wire/input-problems.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import { PROBLEM_TEXTS } from "#lib/wire/texts/problems/problem-texts.ts";
import { TEXTS } from "./texts.ts";
import type { Saying, ToolContext } from "./tool.ts";

type Place = Pick<RequestProblem, "field" | "code">;
const invalid = (field: string): Place => ({ field, code: "invalid" });

const PLACES: KindTable<CheckoutProblem, Place> = {
  unknown_product: ({ item }) => invalid(`items[${item}].id`),
  bad_quantity: ({ item }) => invalid(`items[${item}].quantity`),
  too_many_units: ({ item }) => invalid(`items[${item}].quantity`),
  no_such_offer: ({ item }) => invalid(`items[${item}].offerId`),
  not_sold_here: ({ item }) => invalid(`items[${item}].id`),
  seller_not_selling: ({ item }) => invalid(`items[${item}].id`),
  goods_not_sold: ({ item }) => invalid(`items[${item}].id`),
  out_of_stock: ({ item }) => ({ field: `items[${item}].id`, code: "out_of_stock" }),
  not_enough_stock: ({ item }) => ({ field: `items[${item}].quantity`, code: "out_of_stock" }),
  several_sellers: ({ item }) => invalid(`items[${item}].id`),
  other_currency: ({ item }) => invalid(`items[${item}].id`),
  not_priced_in: () => invalid("items"),
  seller_and_currency_fixed: () => invalid("items"),
  given_on_page: ({ detail }) => invalid(detail === "address" ? "fulfillment_address" : "buyer"),
  delivery_option_not_offered: () => invalid("fulfillment_option_id"),
};

/** What keeps a checkout from being prepared or changed, in the words of the tools. `parent`: the field around the items. */
export function checkoutProblems(problems: readonly CheckoutProblem[], parent: string | null = null): RequestProblem[] {
  return problems.map((problem) => {
    const { field, code } = byKind(PLACES, problem);
    return {
      field: parent === null ? field : `${parent}.${field}`,
      code,
      message: byKind(TEXTS.checkoutProblems, problem),
    };
  });
}

/** The same in the language of the card in which the buyer asked for it; nothing in English. */
export function problemSayings(
  problems: readonly CheckoutProblem[],
  { language }: Pick<ToolContext, "language">,
): readonly Saying[] {
  const card = cardTexts(language);
  if (card === null) return [];
  return problems.map((problem) => [
    byKind(TEXTS.checkoutProblems, problem),
    problem.kind === "given_on_page" ? card.givenOnPage : byKind(PROBLEM_TEXTS[language], problem),
  ]);
}
