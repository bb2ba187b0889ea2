import { sellerId } from "#lib/ids.ts";
import { isCurrency } from "#lib/money.ts";
import type { RequestProblem } from "#lib/wire/input-problems.ts";
import { facetsView } from "#lib/wire/products/facets.ts";
import { productView } from "#lib/wire/product-view.ts";
import { searchProductsInput, searchProductsOutput } from "#lib/wire/tool-contract.ts";
import { facetLines } from "../facets-text.ts";
import { productLine } from "../product-text.ts";
import { TEXTS } from "../texts.ts";
import { defineTool } from "../tool.ts";
import { PRODUCTS_WIDGET_URI, toolMeta } from "../tool-meta.ts";

const DEFAULT_LIMIT = 10;

export const searchProducts = defineTool({
  name: "search_products",
  title: "Search products",
  description:
    "Finds products in this shop's catalogue by words or product numbers, with filters, a page at a time. Answers current prices and the product ids that checkout_session takes. Changes nothing.",
  input: searchProductsInput,
  output: searchProductsOutput,
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Looks products up in the catalogue and stores nothing.",
    destructiveHint: "Changes no data, so nothing can be lost.",
    openWorldHint: "Reads this shop's own catalogue, which is bounded and private to it, and writes nowhere.",
  },
  meta: toolMeta({
    invoking: "Searching the shop",
    invoked: "Searched the shop",
    renders: PRODUCTS_WIDGET_URI,
    fromWidget: true,
  }),
  async run(verbs, input, { edge, caller }) {
    const currency = input.currency?.toUpperCase() ?? null;
    const min = input.min_price ?? null;
    const max = input.max_price ?? null;
    const problems: RequestProblem[] = [];
    if (currency !== null && !isCurrency(currency))
      problems.push({ field: "currency", code: "invalid", message: TEXTS.currency });
    if (currency === null && (min !== null || max !== null))
      problems.push({ field: "currency", code: "missing", message: TEXTS.currencyNeeded });
    if (min !== null && max !== null && min > max)
      problems.push({ field: "min_price", code: "invalid", message: TEXTS.minAboveMax });
    if (problems.length > 0 || (currency !== null && !isCurrency(currency))) return { kind: "problems", problems };
    const query = input.query ?? "";
    const found = await verbs.searchProducts({
      text: query === "" ? null : query,
      currency,
      minPriceMinor: min,
      maxPriceMinor: max,
      sellerId: input.seller_id ? sellerId(input.seller_id) : null,
      availability: input.availability ?? null,
      brand: input.brand ? input.brand : null,
      category: input.category ? input.category : null,
      sort: input.sort ?? "relevance",
      withFacets: input.facets ?? false,
      limit: input.limit ?? DEFAULT_LIMIT,
      cursor: input.cursor ? input.cursor : null,
    });
    if (found.kind === "bad_cursor")
      return {
        kind: "problems",
        problems: [
          {
            field: "cursor",
            code: "invalid",
            message: TEXTS.badCursor,
          },
        ],
      };
    const products = found.products.map((product) =>
      productView(product, { publicUrl: edge.publicUrl, locale: caller.locale }, found.now, found.notForSale(product)),
    );
    const facets = found.facets === null ? null : facetsView(found.facets, caller.locale);
    const more = found.nextCursor === null ? [] : [TEXTS.more];
    const text =
      products.length === 0
        ? TEXTS.noMatches
        : [
            TEXTS.products(products.length),
            ...products.map((product) => productLine(product, caller.locale)),
            ...more,
            ...(facets === null ? [] : facetLines(facets)),
          ].join("\n");
    return {
      kind: "answer",
      structured: { products, next_cursor: found.nextCursor, ...(facets === null ? {} : { facets }) },
      text,
    };
  },
});
