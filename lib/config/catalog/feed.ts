import { z } from "zod";
import type { FeedDefaults } from "../../catalog/feed/fields.ts";
import { isCurrency } from "../../money.ts";
import { baseAddress } from "../setting.ts";

/** What the merchant's feed does not say of itself (docs/catalog-feed.md, "What the feed does not say"). */
export const catalogSettings = z
  .object({
    CATALOG_CURRENCY: z.string().refine(isCurrency, "must be a currency's code in capitals, such as USD").optional(),
    CATALOG_SHOP_URL: baseAddress("https://shop.example.com").optional(),
    CATALOG_SELLER: z.string().max(200, "must have at most 200 characters").optional(),
  })
  .transform(({ CATALOG_CURRENCY, CATALOG_SHOP_URL, CATALOG_SELLER }): FeedDefaults => ({
    currency: CATALOG_CURRENCY ?? null,
    shopUrl: CATALOG_SHOP_URL ?? null,
    sellerName: CATALOG_SELLER ?? null,
  }));
