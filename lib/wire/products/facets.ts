import type { SearchFacets } from "../../catalog/product.ts";
import { formatMoney, type Money } from "../../money.ts";
import type { SearchFacetsView } from "../tool-contract.ts";

/** What the matches of a search are made of, as the tool answers it. `locale`: BCP 47. */
export function facetsView(facets: SearchFacets, locale: string): SearchFacetsView {
  const view = (amount: Money) => ({
    amount: amount.amountMinor,
    currency: amount.currency,
    display: formatMoney(amount, locale),
  });
  return {
    counted: facets.counted,
    complete: facets.isComplete,
    sellers: facets.sellers.map(({ sellerId: id, name, count }) => ({ id, name, count })),
    brands: [...facets.brands],
    categories: [...facets.categories],
    availability: facets.availabilities.map(({ availability: name, count }) => ({ name, count })),
    prices: facets.prices.map(({ lowest, highest, count }) => ({ min: view(lowest), max: view(highest), count })),
  };
}
