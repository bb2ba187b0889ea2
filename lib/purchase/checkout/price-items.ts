import type { ProductId, SellerId } from "../../ids.ts";
import { isExpired, isOffered, titleWithVariant, unitsLeft, type Product } from "../../catalog/product.ts";
import { priceLine, type PricedLine } from "../../checkout/totals.ts";
import type { Currency } from "../../money.ts";
import type { PurchaseContext } from "../context.ts";
import type { CheckoutProblem } from "./problem.ts";

export type ItemRequest = { readonly productId: ProductId; readonly offerId: string | null; readonly quantity: number };

const MAX_UNITS = 99;

export type PricedItems =
  | {
      readonly kind: "priced";
      readonly lines: readonly PricedLine[];
      readonly sellerId: SellerId;
      readonly sellerName: string;
      readonly currency: Currency;
    }
  | { readonly kind: "refused"; readonly problems: readonly CheckoutProblem[] };

/**
 * Looks the items up and prices them from the catalogue. One seller and one currency to a checkout; the same
 * product asked for twice becomes one line. Every problem is reported, not just the first.
 */
export async function priceItems(context: PurchaseContext, items: readonly ItemRequest[]): Promise<PricedItems> {
  const now = context.now();
  const found = await context.catalog.products([...new Set(items.map((item) => item.productId))]);
  const byId = new Map(found.map((product) => [product.id, product]));
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
  const first = wanted[0]?.product;
  for (const { product, index: position } of wanted) {
    const { sellerName } = product;
    const title = titleWithVariant(product);
    const { currency } = product.price;
    if (first === undefined) continue;
    if (product.sellerId !== first.sellerId)
      problems.push({ kind: "other_seller", item: position, title, sellerName, checkoutSellerName: first.sellerName });
    else if (currency !== first.price.currency)
      problems.push({
        kind: "other_currency",
        item: position,
        title,
        currency,
        checkoutCurrency: first.price.currency,
      });
  }
  if (problems.length > 0 || first === undefined) return { kind: "refused", problems };
  return {
    kind: "priced",
    sellerId: first.sellerId,
    sellerName: first.sellerName,
    currency: first.price.currency,
    lines: wanted.map(({ product, quantity }, index) => priceLine(product, quantity, index + 1, now)),
  };
}

function problemWith(
  product: Product,
  { quantity, offerId }: ItemRequest,
  item: number,
  now: Date,
): CheckoutProblem | null {
  const title = titleWithVariant(product);
  if (!Number.isInteger(quantity) || quantity < 1) return { kind: "bad_quantity", item, quantity };
  if (offerId !== null && product.offerId !== null && offerId !== product.offerId)
    return { kind: "no_such_offer", item, title, offerId };
  if (product.availability === "out_of_stock" || isExpired(product, now)) return { kind: "out_of_stock", item, title };
  return isOffered(product, now) ? null : { kind: "not_sold_here", item, title, url: product.url };
}
