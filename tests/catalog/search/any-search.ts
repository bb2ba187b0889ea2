import type { ProductSearch } from "#lib/catalog/product.ts";

/** A search for whatever there is, fifty at a time. */
export const ANY_SEARCH: Omit<ProductSearch, "now"> = {
  text: null,
  currency: null,
  minPriceMinor: null,
  maxPriceMinor: null,
  sellerId: null,
  availability: null,
  brand: null,
  category: null,
  sort: "relevance",
  withFacets: false,
  limit: 50,
  cursor: null,
};
