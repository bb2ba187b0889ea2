import { currentPrice, isOffered, type Product } from "../../catalog/product.ts";
import type { CheckoutSession, LineItem } from "../../checkout/session.ts";
import type { SellingRules } from "../../checkout/shop-rules.ts";
import { times } from "../../money.ts";

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
      product.sellerId !== session.sellerId ||
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
