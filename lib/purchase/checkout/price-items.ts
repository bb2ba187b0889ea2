import type { ProductId, SellerId } from "../../ids.ts";
import type { Problem } from "./problem.ts";
import { canBeOrdered, titleWithVariant, type Product } from "../../catalog/product.ts";
import { priceLine, type PricedLine } from "../../checkout/totals.ts";
import type { Currency } from "../../money.ts";
import type { PurchaseContext } from "../context.ts";

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
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * Looks the items up and prices them from the catalogue. One seller and one currency to a checkout; the same
 * product asked for twice becomes one line. Every problem is reported, not just the first.
 */
export async function priceItems(context: PurchaseContext, items: readonly ItemRequest[]): Promise<PricedItems> {
  const found = await context.catalog.products([...new Set(items.map((item) => item.productId))]);
  const byId = new Map(found.map((product) => [product.id, product]));
  const problems: Problem[] = [];
  const merged = new Map<string, { product: Product; quantity: number; index: number }>();
  for (const [position, item] of items.entries()) {
    const product = byId.get(item.productId);
    const problem = product === undefined ? unknownProduct(item, position) : problemWith(product, item, position);
    if (product === undefined || problem !== null) {
      if (problem !== null) problems.push(problem);
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
    if (quantity > MAX_UNITS)
      problems.push({
        field: `items[${position}].quantity`,
        code: "invalid",
        message: `At most ${MAX_UNITS} of one product can be bought at once; ${quantity} were asked for.`,
      });
    else if (product.stockOnHand !== null && quantity > product.stockOnHand)
      problems.push(outOfStock(product, position));
  }
  const first = wanted[0]?.product;
  for (const { product, index: position } of wanted) {
    if (first !== undefined && product.sellerId !== first.sellerId) {
      problems.push({
        field: `items[${position}].id`,
        code: "invalid",
        message: `"${product.title}" is sold by ${product.sellerName}, but the checkout is with ${first.sellerName}. One checkout holds the items of one seller; prepare another for the rest.`,
      });
    } else if (first !== undefined && product.price.currency !== first.price.currency) {
      problems.push({
        field: `items[${position}].id`,
        code: "invalid",
        message: `"${product.title}" is priced in ${product.price.currency}, but the checkout is in ${first.price.currency}. Prepare another checkout for it.`,
      });
    }
  }
  if (problems.length > 0 || first === undefined) return { kind: "refused", problems };
  return {
    kind: "priced",
    sellerId: first.sellerId,
    sellerName: first.sellerName,
    currency: first.price.currency,
    lines: wanted.map(({ product, quantity }, index) => priceLine(product, quantity, index + 1)),
  };
}

function unknownProduct(item: ItemRequest, index: number): Problem {
  return {
    field: `items[${index}].id`,
    code: "invalid",
    message: `No product has the id "${item.productId.slice(0, 100)}". Use an id from search_products.`,
  };
}

function outOfStock(product: Product, index: number): Problem {
  const left = product.stockOnHand ?? 0;
  return {
    field: `items[${index}].quantity`,
    code: "out_of_stock",
    message:
      left > 0
        ? `Only ${left} of "${titleWithVariant(product)}" are left.`
        : `"${titleWithVariant(product)}" is out of stock.`,
  };
}

function problemWith(product: Product, item: ItemRequest, index: number): Problem | null {
  if (!Number.isInteger(item.quantity) || item.quantity < 1)
    return {
      field: `items[${index}].quantity`,
      code: "invalid",
      message: "A quantity is a whole number of at least 1.",
    };
  if (item.offerId !== null && product.offerId !== null && item.offerId !== product.offerId) {
    return {
      field: `items[${index}].offerId`,
      code: "invalid",
      message: `"${product.title}" has no offer "${item.offerId.slice(0, 100)}".`,
    };
  }
  if (product.availability === "out_of_stock")
    return {
      field: `items[${index}].id`,
      code: "out_of_stock",
      message: `"${titleWithVariant(product)}" is out of stock.`,
    };
  if (!canBeOrdered(product))
    return {
      field: `items[${index}].id`,
      code: "invalid",
      message: `"${titleWithVariant(product)}" cannot be bought here; see ${product.url}`,
    };
  return null;
}
