import type { SellerId } from "../../ids.ts";
import type { NotSelling } from "../../sellers/record.ts";

/**
 * What becomes of a seller's rows: they are imported and for sale, imported and not for sale as long as the seller does not
 * sell, or rejected.
 */
export type FeedSellerStatus = "sells" | NotSelling | "refused";

/** Meets the sellers of a feed before their first products are stored, and decides about those that nobody knows yet. */
export type SellerGate = {
  meet(
    sellers: readonly { readonly id: SellerId; readonly name: string }[],
  ): Promise<ReadonlyMap<SellerId, FeedSellerStatus>>;
};
