import type { ProductId } from "../../ids.ts";
import type { Currency } from "../../money.ts";

/** What was asked for of one seller. */
export type SellersItems = {
  readonly sellerName: string;
  readonly items: readonly { readonly productId: ProductId; readonly title: string; readonly quantity: number }[];
};

/**
 * One thing that keeps a checkout from being prepared or changed, as data: each surface has a table of its own words and
 * field names (`KindTable<CheckoutProblem, …>`). `item` counts the request's items from 0.
 */
export type CheckoutProblem =
  | { readonly kind: "unknown_product"; readonly item: number; readonly productId: ProductId }
  | { readonly kind: "bad_quantity"; readonly item: number; readonly quantity: number }
  | { readonly kind: "too_many_units"; readonly item: number; readonly quantity: number; readonly max: number }
  | { readonly kind: "no_such_offer"; readonly item: number; readonly title: string; readonly offerId: string }
  /** The seller's own page, `url`, may sell it. */
  | { readonly kind: "not_sold_here"; readonly item: number; readonly title: string; readonly url: string }
  /** The seller has not begun to sell yet, has paused or has left. */
  | {
      readonly kind: "seller_not_selling";
      readonly item: number;
      readonly title: string;
      readonly sellerName: string;
    }
  /** Goods of its kind are not sold; `country`: not to that one. */
  | {
      readonly kind: "goods_not_sold";
      readonly item: number;
      readonly title: string;
      readonly sellerName: string;
      readonly country: string | null;
    }
  | { readonly kind: "out_of_stock"; readonly item: number; readonly title: string }
  /** It is sold, but fewer than were asked for are left. */
  | { readonly kind: "not_enough_stock"; readonly item: number; readonly title: string; readonly left: number }
  /** A checkout has one seller here, and the items are of several. `item` is the first of another one than the first item's. */
  | {
      readonly kind: "several_sellers";
      readonly item: number;
      /** In the order of the items; a checkout of its own for each can be made. */
      readonly groups: readonly SellersItems[];
    }
  /** The checkout's currency is that of the first item. */
  | {
      readonly kind: "other_currency";
      readonly item: number;
      readonly title: string;
      readonly currency: Currency;
      readonly checkoutCurrency: Currency;
    }
  /** The caller expected the items to be priced in `expected`. */
  | { readonly kind: "not_priced_in"; readonly expected: Currency; readonly priced: Currency }
  /** A checkout keeps the seller and the currency that it was prepared with. */
  | { readonly kind: "seller_and_currency_fixed"; readonly sellerName: string; readonly currency: Currency }
  /** The buyer typed it on the merchant's page, and only there can it be changed. */
  | { readonly kind: "given_on_page"; readonly detail: "address" | "buyer" }
  /** None is offered before the delivery address is known. */
  | {
      readonly kind: "delivery_option_not_offered";
      readonly optionId: string;
      readonly offeredIds: readonly string[];
    };
