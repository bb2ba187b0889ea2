import type { Product } from "../../catalog/product.ts";
import type { ProductId, SellerId, ShopperId } from "../../ids.ts";
import type { SellerRecord } from "../../sellers/record.ts";
import type { RememberedDetails } from "../buyers/remembered-store.ts";

/** Products that somebody wants to buy, and what is stored of whoever sells them. */
export type Offers = {
  readonly products: readonly Product[];
  /** Sellers without a record are not among them. */
  readonly sellers: readonly SellerRecord[];
  /** What the shopper had a seller remember. */
  readonly remembered: ReadonlyMap<SellerId, RememberedDetails>;
};

/** What a new checkout reads. Part of the port in lib/store/store.ts. */
export interface OfferReads {
  /**
   * In one statement. Null: of no shopper. What was remembered and last used before `usedAfter` has expired, and is not there.
   */
  offers(
    ids: readonly ProductId[],
    by: { readonly shopperId: ShopperId | null; readonly usedAfter: Date },
  ): Promise<Offers>;
}
