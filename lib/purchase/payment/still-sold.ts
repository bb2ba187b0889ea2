import { currentPrice, isOffered, type Product } from "../../catalog/product.ts";
import { sellerOfLine } from "../../checkout/parts.ts";
import type { CheckoutSession, LineItem, Route } from "../../checkout/session.ts";
import { changedParts, type ShownPart } from "../../checkout/shown.ts";
import type { SellerId } from "../../ids.ts";
import type { SellingRules } from "../../checkout/shop-rules.ts";
import { times } from "../../money.ts";
import type { Seller } from "../../sellers/record.ts";
import { notForSale } from "../../sellers/sale.ts";
import type { PurchaseContext } from "../context.ts";

/** What makes a line unpayable as the buyer saw it. */
export type Change = { readonly kind: "no_longer_sold" | "price_raised"; readonly title: string };

/**
 * Compares what a session shows with the catalogue as it is now; null when it may be charged. A price that rose by more than the
 * shop allows stops the payment; a smaller rise, and every fall, is charged as shown. A sale that ended is such a rise.
 * Whether enough is in stock is decided where stock is reserved. Something sold by another seller or in another currency by
 * now is not what was shown.
 */
export function changeSinceShown(
  session: CheckoutSession,
  products: readonly Product[],
  { maxPriceRisePerMillion }: SellingRules,
  now: Date,
): Change | null {
  for (const line of session.lineItems) {
    const product = products.find((one) => one.id === line.productId);
    if (
      product === undefined ||
      !isOffered(product, now) ||
      product.sellerId !== sellerOfLine(session, line.id) ||
      product.price.currency !== session.currency
    )
      return { kind: "no_longer_sold", title: line.title };
    const current = times(currentPrice(product, now), line.quantity).amountMinor;
    // In whole numbers, because a share of a price must not be rounded in anybody's favour.
    if (BigInt(current) * 1_000_000n > BigInt(priceShown(line)) * BigInt(1_000_000 + maxPriceRisePerMillion))
      return { kind: "price_raised", title: line.title };
  }
  return null;
}

/** What the line cost by the catalogue; discounts of the line are the shop's, and no rise of a price. */
const priceShown = ({ subtotal, reductions }: LineItem): number =>
  reductions.reduce((all, one) => all + one.amount.amountMinor, subtotal.amountMinor);

/**
 * What makes a session unpayable as the buyer saw it; null when it may be charged. Its seller may have paused or left since,
 * and goods may no longer be sold to where they go: seller and products are as the transaction that takes the payment read them.
 */
export function changeSinceSeen(
  { sellers, rules }: Pick<PurchaseContext, "sellers" | "rules">,
  session: CheckoutSession,
  {
    sellerBy,
    products,
    now,
  }: {
    readonly sellerBy: (id: SellerId) => Seller;
    readonly products: readonly Product[];
    readonly now: Date;
  },
): Change | null {
  const country = session.address?.country ?? null;
  const line = session.lineItems.find(
    ({ id, category }) =>
      notForSale(sellers.inFile.goods, sellerBy(sellerOfLine(session, id)), { category, country }) !== null,
  );
  if (line !== undefined) return { kind: "no_longer_sold", title: line.title };
  return changeSinceShown(session, products, rules.selling, now);
}

/** What a payer saw otherwise than it is now; nothing where nothing was shown. */
export const changedOnScreen = (
  { shown, route }: { readonly shown: string | null; readonly route: Route },
  session: CheckoutSession,
): readonly ShownPart[] => (shown === null ? [] : changedParts(shown, session).filter(isOnScreen(route)));

/** The host's sheet names its own buyer, and shows none of ours. */
const isOnScreen = (route: Route) => (part: ShownPart) => route === "external" || part !== "buyer";
