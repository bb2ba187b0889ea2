import { partsOf, sellerIdsOf } from "../../checkout/parts.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import type { SellerId } from "../../ids.ts";
import type { CheckoutView } from "../tool-contract.ts";

/**
 * The parts of a checkout of several sellers, for our widget and a model; nothing in a checkout of one. `linksOf`: the links of
 * a seller, which stand among the checkout's as linksOfSellers has them.
 */
export const partsView = (
  session: CheckoutSession,
  linksOf: (seller: SellerId) => readonly unknown[],
): Pick<CheckoutView, "parts"> =>
  session.parts === undefined
    ? {}
    : {
        parts: partsOf(session).map((part) => ({
          seller_id: part.sellerId,
          seller_name: part.sellerName,
          line_item_ids: part.lineItems.map(({ id }) => id),
          fulfillment_option_ids: part.deliveryOptions.map(({ id }) => id),
          ...(part.deliveryOptionId === null ? {} : { fulfillment_option_id: part.deliveryOptionId }),
          total: part.totals.total.amountMinor,
          link_count: linksOf(part.sellerId).length,
        })),
      };

/** Whose goods they are, as the free fields of a protocol have it. */
export const sellersMetadata = (session: CheckoutSession): Readonly<Record<string, string>> =>
  session.parts === undefined ? { seller_id: session.sellerId } : { seller_ids: sellerIdsOf(session).join(",") };

/** The links of each seller, one seller's after another's. */
export const linksOfSellers = <Link>(
  session: CheckoutSession,
  linksOf: (seller: SellerId) => readonly Link[],
): Link[] => sellerIdsOf(session).flatMap(linksOf);

/** A sentence about the sellers who cannot be paid, with their names where there are several. */
export function aboutSellers(session: CheckoutSession, sentence: string): string {
  const names = (session.parts ?? []).filter((part) => part.cannotBePaid === true).map((part) => part.sellerName);
  return names.length === 0 ? sentence : `${names.join(", ")}: ${sentence}`;
}
