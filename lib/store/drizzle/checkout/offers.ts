import { and, eq, sql } from "drizzle-orm";
import type { Buyer } from "../../../checkout/session.ts";
import { sellerId, type SellerId } from "../../../ids.ts";
import type { SellerRecord } from "../../../sellers/record.ts";
import type { RememberedDetails } from "../../buyers/remembered-store.ts";
import type { OfferReads, Offers } from "../../checkout/offer-store.ts";
import { PRODUCT_COLUMNS, productFromRow } from "../catalog/product-row.ts";
import { givenArray, writtenOnce } from "../connection/written-once.ts";
import { isStorable, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import { rememberedDetails } from "../schema/customer.ts";
import { sellers } from "../schema/sellers/seller.ts";
import { recordFromRow } from "../sellers/sellers.ts";
import { addressFromStored, type StoredAddress } from "../stored/lines.ts";
import { readTogether } from "../status/dataloader.ts";

/** What one checkout asks for: products, and whose details. */
type Asked = { readonly ids: readonly string[]; readonly shopper: string | null; readonly usedAfter: Date };

/**
 * What a new checkout reads. Every purchase begins here, so it is one statement whose text is written once, and what is asked
 * at the same moment is asked together: each row says which checkout it is for, and nobody gets another's.
 */
export function offerReadsOn(database: Database): OfferReads {
  const read = readTogether<Asked, Offers>(async (all) => {
    const asked = all.flatMap(({ ids, shopper }, n) => ids.map((id) => ({ n, id, shopper })));
    const rows = await offersAsked(database, {
      places: asked.map(({ n }) => n),
      ids: asked.map(({ id }) => id),
      shoppers: asked.map(({ shopper }) => shopper),
    });
    const rowsOf = all.map((): Row[] => []);
    for (const row of rows) rowsOf[row.n]?.push(row);
    return all.map(
      ({ usedAfter }, n) =>
        () =>
          offersFrom(rowsOf[n] ?? [], usedAfter),
    );
  });
  return {
    async offers(ids, { shopperId, usedAfter }) {
      const shopper = shopperId !== null && isStorable(shopperId) ? shopperId : null;
      const storable = ids.filter(isStorable);
      return storable.length === 0 ? offersFrom([], usedAfter) : read({ ids: storable, shopper, usedAfter });
    },
  };
}

type Row = Awaited<ReturnType<typeof offersAsked>>[number];

function offersFrom(rows: readonly Row[], usedAfter: Date): Offers {
  const records = new Map<SellerId, SellerRecord>();
  const remembered = new Map<SellerId, RememberedDetails>();
  for (const { product, seller, kept } of rows) {
    if (seller !== null) records.set(sellerId(seller.id), recordFromRow(seller));
    const details = kept === null || kept.usedAt <= usedAfter ? null : detailsFromStored(kept.details);
    if (details !== null) remembered.set(sellerId(product.sellerId), details);
  }
  return { products: rows.map(({ product }) => productFromRow(product)), sellers: [...records.values()], remembered };
}

const offersAsked = writtenOnce((database) => {
  const [places, ids, shoppers] = [
    givenArray("places", "int"),
    givenArray("ids", "text"),
    givenArray("shoppers", "text"),
  ];
  const asked = sql`unnest(${places}, ${ids}, ${shoppers}) as asked (n, id, shopper)`;
  return database
    .select({
      n: sql<number>`asked.n`,
      product: PRODUCT_COLUMNS,
      seller: sellers,
      kept: { details: rememberedDetails.details, usedAt: rememberedDetails.usedAt },
    })
    .from(asked)
    .innerJoin(products, sql`${products.id} = asked.id`)
    .leftJoin(sellers, eq(sellers.id, products.sellerId))
    .leftJoin(
      rememberedDetails,
      and(eq(rememberedDetails.sellerId, products.sellerId), sql`${rememberedDetails.shopperId} = asked.shopper`),
    );
});

function detailsFromStored(stored: unknown): RememberedDetails | null {
  const details = stored as { readonly address: StoredAddress; readonly buyer: Buyer | null };
  const address = addressFromStored(details.address);
  return address === null ? null : { address, buyer: details.buyer };
}
