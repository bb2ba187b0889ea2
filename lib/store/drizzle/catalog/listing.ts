import { eq } from "drizzle-orm";
import { productFromRow } from "./product-row.ts";
import { isStorable, type Database } from "../database.ts";
import { products } from "../schema/catalog.ts";
import type { StockWrites } from "../../stock-store.ts";

export function listingOn(database: Database): Pick<StockWrites, "lockListing" | "saveListing"> {
  return {
    async lockListing(id) {
      if (!isStorable(id)) return null;
      const [row] = await database.select().from(products).where(eq(products.id, id)).for("update");
      if (row === undefined) return null;
      const { priceVersion: price, availabilityVersion: availability, stockVersion: stock } = row;
      return { product: productFromRow(row), versions: { price, availability, stock } };
    },
    async saveListing({ product, versions }, parts, now) {
      const { price, salePrice, saleFrom, saleUntil, availability, availableFrom, stockOnHand } = product;
      await database
        .update(products)
        .set({
          priceMinor: price.amountMinor,
          salePriceMinor: salePrice?.amountMinor ?? null,
          saleFrom,
          saleUntil,
          availability,
          availableFrom,
          stockOnHand,
          priceVersion: versions.price,
          availabilityVersion: versions.availability,
          stockVersion: versions.stock,
          ...(parts.includes("stock") ? { stockSetAt: now } : {}),
        })
        .where(eq(products.id, product.id));
    },
  };
}
