import { and, eq, sql } from "drizzle-orm";
import type { Buyer } from "../../../checkout/session.ts";
import { sellerId, type SellerId } from "../../../ids.ts";
import type { SellerRecord } from "../../../sellers/record.ts";
import type { RememberedDetails } from "../../buyers/remembered-store.ts";
import type { OfferReads } from "../../checkout/offer-store.ts";
import { PRODUCT_COLUMNS, productFromRow } from "../catalog/product-row.ts";
import { isStorable, textArray, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { rememberedDetails } from "../schema/customer.ts";
import { sellers } from "../schema/sellers/seller.ts";
import { recordFromRow } from "../sellers/sellers.ts";
import { addressFromStored, type StoredAddress } from "../stored/lines.ts";
import { once } from "./once.ts";

/** What a new checkout reads. Every purchase begins here, so it is one statement, and its text is written once. */
export function offerReadsOn(database: Database): OfferReads {
  const statement = once(() => statementOn(database));
  return {
    async offers(ids, { shopperId, usedAfter }) {
      const storable = ids.filter(isStorable);
      const shopper = shopperId !== null && isStorable(shopperId) ? shopperId : null;
      const rows = storable.length === 0 ? [] : await statement().execute({ ids: textArray(storable), shopper });
      const records = new Map<SellerId, SellerRecord>();
      const remembered = new Map<SellerId, RememberedDetails>();
      for (const { product, seller, kept } of rows) {
        if (seller !== null) records.set(sellerId(seller.id), recordFromRow(seller));
        const details = kept === null || kept.usedAt <= usedAfter ? null : detailsFromStored(kept.details);
        if (details !== null) remembered.set(sellerId(product.sellerId), details);
      }
      return {
        products: rows.map(({ product }) => productFromRow(product)),
        sellers: [...records.values()],
        remembered,
      };
    },
  };
}

function statementOn(database: Database) {
  const isOfShopper = eq(rememberedDetails.shopperId, sql.placeholder("shopper"));
  return database
    .select({
      product: PRODUCT_COLUMNS,
      seller: sellers,
      kept: { details: rememberedDetails.details, usedAt: rememberedDetails.usedAt },
    })
    .from(products)
    .leftJoin(sellers, eq(sellers.id, products.sellerId))
    .leftJoin(rememberedDetails, and(eq(rememberedDetails.sellerId, products.sellerId), isOfShopper))
    .where(sql`${products.id} = any(${sql.placeholder("ids")}::text[])`)
    .prepare("offers");
}

function detailsFromStored(stored: unknown): RememberedDetails | null {
  const details = stored as { readonly address: StoredAddress; readonly buyer: Buyer | null };
  const address = addressFromStored(details.address);
  return address === null ? null : { address, buyer: details.buyer };
}
