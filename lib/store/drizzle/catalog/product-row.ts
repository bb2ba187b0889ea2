import { getTableColumns, type InferSelectModel } from "drizzle-orm";
import { AVAILABILITIES, type Availability, type FeedDelivery, type Product } from "../../../catalog/product.ts";
import { productId, sellerId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency, money } from "../../../money.ts";
import { products } from "../schema/catalog.ts";

/** Whoever only reads products need not ask for their words, which are the larger part of many rows. */
export type ProductRow = Omit<InferSelectModel<typeof products>, "words"> & { readonly words?: string };

const { words: _words, ...withoutWords } = getTableColumns(products);
/** What a product is read from. */
export const PRODUCT_COLUMNS = withoutWords;

/** As a JSON column has it. Without a postal code it is what earlier releases wrote, so that an upgrade changes no row. */
export type StoredDelivery = Omit<FeedDelivery, "postalCode"> & { readonly postalCode?: string };

export const deliveryToRow = ({ postalCode, ...delivery }: FeedDelivery): StoredDelivery =>
  postalCode === null ? delivery : { ...delivery, postalCode };

export function productFromRow(row: ProductRow): Product {
  invariant(isCurrency(row.currency), `product ${row.id} has a known currency`);
  const availability = AVAILABILITIES.find((one) => one === row.availability) ?? ("unknown" satisfies Availability);
  const { currency, priceMinor, salePriceMinor, words: _index, pictureKey: _key, ...others } = row;
  const {
    feedStock: _feed,
    stockVersion: _s,
    priceVersion: _p,
    availabilityVersion: _a,
    stockSetAt: _at,
    ...rest
  } = others;
  return {
    ...rest,
    id: productId(row.id),
    sellerId: sellerId(row.sellerId),
    additionalImageUrls: row.additionalImageUrls as readonly string[],
    availability,
    price: money(priceMinor, currency),
    salePrice: salePriceMinor === null ? null : money(salePriceMinor, currency),
    condition: row.condition as Product["condition"],
    variant: row.variant as Record<string, string>,
    deliveryPrices: ((row.deliveryPrices ?? []) as readonly StoredDelivery[]).map((stored) => ({
      ...stored,
      postalCode: stored.postalCode ?? null,
    })),
  };
}
