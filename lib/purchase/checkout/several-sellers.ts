import { partsOf } from "../../checkout/parts.ts";
import type { CartSeller } from "../../checkout/price-cart.ts";
import { NO_OWN_RULES } from "../../checkout/shop-rules.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import type { Seller, SellerRecord } from "../../sellers/record.ts";
import type { PurchaseContext } from "../context.ts";

/** Whether one checkout may have the goods of several sellers, which one payment has to be divided among (docs/decisions/0079). */
export const mayHaveSeveralSellers = ({ marketplace }: Pick<PurchaseContext, "marketplace">): boolean =>
  marketplace.hasSeveralSellers === true;

/** Who sells lines of a cart, as the cart and as the directory has them. */
export type SoldBy = CartSeller & {
  readonly seller: Seller;
  /** Whether this release can read the seller's own rules; without them nothing of theirs is priced. */
  readonly isPriced: boolean;
};

/** The sellers of a cart with what is known of them, in one statement, or by records that were read already. */
export async function soldBy(
  { sellers }: Pick<PurchaseContext, "sellers">,
  cart: readonly CartSeller[],
  records?: readonly SellerRecord[],
): Promise<readonly SoldBy[]> {
  const ids = cart.map(({ sellerId }) => sellerId);
  const sellerBy = records === undefined ? await sellers.of(ids) : sellers.from(ids, records);
  return cart.map((one) => {
    const seller = sellerBy(one.sellerId);
    const own = sellers.ownRules(seller);
    const sellerName = seller.name ?? one.sellerName;
    return { ...one, seller, own: own ?? NO_OWN_RULES, isPriced: own !== null, sellerName };
  });
}

/** Who sells what in a session, under the names that it has. */
export const sellersOfCart = (session: CheckoutSession): readonly CartSeller[] =>
  partsOf(session).map(({ sellerId, sellerName, lineItems }) => ({
    sellerId,
    sellerName,
    lineIds: lineItems.map(({ id }) => id),
  }));
