import type { ProductId, SellerId } from "../../ids.ts";
import { isExpired, isOffered, titleWithVariant, unitsLeft, type Product } from "../../catalog/product.ts";
import type { CartSeller } from "../../checkout/price-cart.ts";
import { priceLine, type PricedLine } from "../../checkout/totals.ts";
import type { Currency } from "../../money.ts";
import type { PurchaseContext } from "../context.ts";
import type { CheckoutProblem, SellersItems } from "./problem.ts";
import { mayHaveSeveralSellers } from "./several-sellers.ts";

export type ItemRequest = { readonly productId: ProductId; readonly offerId: string | null; readonly quantity: number };

const MAX_UNITS = 99;

export type PricedItems =
  | {
      readonly kind: "priced";
      readonly lines: readonly PricedLine[];
      /** In the order of their first lines. */
      readonly sellers: readonly CartSeller[];
      readonly currency: Currency;
    }
  | { readonly kind: "refused"; readonly problems: readonly CheckoutProblem[] };

/** The products that items name, each once. */
export const productsNamed = (items: readonly ItemRequest[]): readonly ProductId[] => [
  ...new Set(items.map((item) => item.productId)),
];

/**
 * Prices items from the catalogue: `products` is what it has of those that they name. One currency to a checkout, and one seller
 * where a payment has one; the same product asked for twice becomes one line. Every problem is reported, not just the first.
 */
export function priceItems(
  context: PurchaseContext,
  items: readonly ItemRequest[],
  products: readonly Product[],
): PricedItems {
  const now = context.now();
  const byId = new Map(products.map((product) => [product.id, product]));
  const problems: CheckoutProblem[] = [];
  const merged = new Map<string, { product: Product; quantity: number; index: number }>();
  for (const [position, item] of items.entries()) {
    const product = byId.get(item.productId);
    if (product === undefined) {
      problems.push({ kind: "unknown_product", item: position, productId: item.productId });
      continue;
    }
    const problem = problemWith(product, item, position, now);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    const before = merged.get(product.id);
    merged.set(product.id, {
      product,
      quantity: (before?.quantity ?? 0) + item.quantity,
      index: before?.index ?? position,
    });
  }
  const wanted = [...merged.values()];
  for (const { product, quantity, index: position } of wanted) {
    if (quantity > MAX_UNITS) problems.push({ kind: "too_many_units", item: position, quantity, max: MAX_UNITS });
    else {
      const left = unitsLeft(product);
      if (left !== null && quantity > left)
        problems.push({ kind: "not_enough_stock", item: position, title: titleWithVariant(product), left });
    }
  }
  problems.push(...togetherProblems(wanted, mayHaveSeveralSellers(context)));
  const first = wanted[0]?.product;
  if (problems.length > 0 || first === undefined) return { kind: "refused", problems };
  const lines = wanted.map(({ product, quantity }, index) => priceLine(product, quantity, index + 1, now));
  return { kind: "priced", sellers: sellersIn(wanted, lines), currency: first.price.currency, lines };
}

/** The same, with what the catalogue has of them now. */
export const priceFromCatalog = async (context: PurchaseContext, items: readonly ItemRequest[]): Promise<PricedItems> =>
  priceItems(context, items, await context.catalog.products(productsNamed(items)));

type Wanted = { readonly product: Product; readonly quantity: number; readonly index: number };

/** What keeps items from being in one checkout. */
function togetherProblems(wanted: readonly Wanted[], hasSeveral: boolean): readonly CheckoutProblem[] {
  const first = wanted[0]?.product;
  const isOther = ({ product }: Wanted) => product.sellerId !== first?.sellerId;
  const other = hasSeveral ? undefined : wanted.find(isOther);
  const checkoutCurrency = first?.price.currency;
  const inOthers = wanted.flatMap((one): CheckoutProblem[] => {
    const { currency } = one.product.price;
    if (checkoutCurrency === undefined || currency === checkoutCurrency || (!hasSeveral && isOther(one))) return [];
    const title = titleWithVariant(one.product);
    return [{ kind: "other_currency", item: one.index, title, currency, checkoutCurrency }];
  });
  if (other === undefined) return inOthers;
  const groups = new Map<SellerId, SellersItems>();
  for (const { product, quantity } of wanted) {
    const item = { productId: product.id, title: titleWithVariant(product), quantity };
    const items = [...(groups.get(product.sellerId)?.items ?? []), item];
    groups.set(product.sellerId, { sellerName: product.sellerName, items });
  }
  return [{ kind: "several_sellers", item: other.index, groups: [...groups.values()] }, ...inOthers];
}

function sellersIn(wanted: readonly Wanted[], lines: readonly PricedLine[]): readonly CartSeller[] {
  const sellers = new Map<SellerId, CartSeller>();
  for (const [position, { product }] of wanted.entries()) {
    const { sellerId, sellerName } = product;
    const lineIds = [...(sellers.get(sellerId)?.lineIds ?? []), lines[position]?.id ?? ""];
    sellers.set(sellerId, { sellerId, sellerName: sellers.get(sellerId)?.sellerName ?? sellerName, lineIds });
  }
  return [...sellers.values()];
}

function problemWith(
  product: Product,
  { quantity, offerId }: ItemRequest,
  item: number,
  now: Date,
): CheckoutProblem | null {
  if (!Number.isInteger(quantity) || quantity < 1) return { kind: "bad_quantity", item, quantity };
  const named = () => ({ item, title: titleWithVariant(product) });
  if (offerId !== null && product.offerId !== null && offerId !== product.offerId)
    return { kind: "no_such_offer", ...named(), offerId };
  if (product.availability === "out_of_stock" || isExpired(product, now)) return { kind: "out_of_stock", ...named() };
  return isOffered(product, now) ? null : { kind: "not_sold_here", ...named(), url: product.url };
}
