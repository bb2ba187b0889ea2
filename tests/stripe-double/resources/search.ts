import type { Books } from "../books.ts";
import type { PaymentIntent } from "./objects.ts";
import { required, text, whole, type Params } from "../params.ts";
import { invalidRequest } from "../stripe-error.ts";

export type SearchResult = {
  readonly object: "search_result";
  readonly data: readonly PaymentIntent[];
  readonly has_more: boolean;
  readonly next_page: string | null;
  readonly url: string;
};

/** Stripe's index is up to a minute behind: nobody may take a search for the truth about what was made just now. */
const BEHIND_SECONDS = 60;

/** The one query that is understood: `metadata['name']:'value'`. */
export function searchIntents(books: Books, params: Params): SearchResult {
  const query = required(text(params, "query"), "query");
  const [, name, value] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
  if (name === undefined) throw invalidRequest(`This double of Stripe cannot search for ${query}.`, { param: "query" });
  const indexed = books.now() - BEHIND_SECONDS;
  const found = books
    .all<PaymentIntent>("payment_intent")
    .filter(({ metadata, created }) => metadata[name] === value && created <= indexed);
  const limit = whole(params, ["limit"], 1) ?? 10;
  return {
    object: "search_result",
    data: found.slice(0, limit),
    has_more: found.length > limit,
    next_page: null,
    url: "/v1/payment_intents/search",
  };
}
