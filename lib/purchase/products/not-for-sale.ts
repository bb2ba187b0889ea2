import type { Product } from "../../catalog/product.ts";
import { notForSale, type NotForSale } from "../../sellers/sale.ts";
import { whyNotReady } from "../../sellers/split.ts";
import type { PurchaseContext } from "../context.ts";
import { moneyOf } from "../sellers/directory.ts";

/** Why a product is not for sale, though its feed offers it; null: it is. */
export type WhyNotForSale = (product: Product) => NotForSale | null;

/** Products under the names that buyers know their sellers by, and why they are not for sale. */
export type SoldProducts = { readonly products: readonly Product[]; readonly notForSale: WhyNotForSale };

/** Asks who sells these products, in one statement; not at all where there are none. */
export async function asSold(
  { sellers, marketplace }: Pick<PurchaseContext, "sellers" | "marketplace">,
  products: readonly Product[],
): Promise<SoldProducts> {
  const sellerBy = await sellers.of(products.map(({ sellerId }) => sellerId));
  return {
    products: products.map((product) => ({
      ...product,
      sellerName: sellerBy(product.sellerId).name ?? product.sellerName,
    })),
    notForSale({ sellerId, category }) {
      const seller = sellerBy(sellerId);
      const why = notForSale(sellers.inFile.goods, seller, { category, country: null });
      if (why !== null) return why;
      // As prepare says it: nothing is priced by rules that nobody can read (docs/decisions/0095).
      if (sellers.ownRules(seller) === null) return "seller_paused";
      return whyNotReady(marketplace.model, moneyOf(seller)) === null ? null : "seller_not_ready";
    },
  };
}
