import type { SellerId } from "../ids.ts";
import type { TaxBasis } from "./taxes/quote.ts";

/**
 * One seller's part of a cart of several, as it is kept. Everything else about it follows from the cart's lines, options and
 * discounts, so that parts always add up to the cart (docs/decisions/0079).
 */
export type CartPart = {
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly lineIds: readonly string[];
  /** Of the cart's options those by which this seller delivers; each id is of one part. */
  readonly deliveryOptionIds: readonly string[];
  readonly deliveryOptionId: string | null;
  readonly taxBasis: TaxBasis;
  /** Absent where the seller can be paid. */
  readonly cannotBePaid?: true;
};
