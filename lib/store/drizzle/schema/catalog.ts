import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** One row per purchasable item or variant. The words of title and variant weigh most in the search, the description least. */
export const products = pgTable(
  "products",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    sellerName: text("seller_name").notNull(),
    offerId: text("offer_id"),
    groupId: text("group_id"),
    title: text("title").notNull(),
    description: text("description").notNull(),
    brand: text("brand").notNull(),
    url: text("url").notNull(),
    imageUrl: text("image_url").notNull(),
    /** Made of `image_url` by lib/pictures/picture-address.ts. */
    pictureKey: text("picture_key").notNull(),
    additionalImageUrls: jsonb("additional_image_urls").notNull(),
    availability: text("availability").notNull(),
    currency: text("currency").notNull(),
    priceMinor: bigint("price_minor", { mode: "number" }).notNull(),
    salePriceMinor: bigint("sale_price_minor", { mode: "number" }),
    saleFrom: timestamptz("sale_from"),
    saleUntil: timestamptz("sale_until"),
    expiresAt: timestamptz("expires_at"),
    availableFrom: timestamptz("available_from"),
    isEligibleSearch: boolean("is_eligible_search").notNull(),
    isEligibleCheckout: boolean("is_eligible_checkout").notNull(),
    isDigital: boolean("is_digital").notNull(),
    sellerPrivacyPolicyUrl: text("seller_privacy_policy_url"),
    sellerTermsUrl: text("seller_terms_url"),
    category: text("category"),
    condition: text("condition").notNull(),
    variant: jsonb("variant").notNull(),
    stockOnHand: integer("stock_on_hand"),
    sku: text("sku"),
    gtin: text("gtin"),
    mpn: text("mpn"),
    taxCategory: text("tax_category"),
    weightGrams: integer("weight_grams"),
    /** Null: none. */
    deliveryPrices: jsonb("delivery_prices"),
    /** What the feed's row said of the count the last time it said anything: a number, or `not_counted`. */
    feedStock: text("feed_stock"),
    /** Of what stands now, each part by itself; null: it came from a feed's row without one. lib/catalog/version.ts. */
    stockVersion: bigint("stock_version", { mode: "number" }),
    priceVersion: bigint("price_version", { mode: "number" }),
    availabilityVersion: bigint("availability_version", { mode: "number" }),
    /** When the count was last set; sales and returns do not change it. */
    stockSetAt: timestamptz("stock_set_at"),
    /** Made by lib/store/drizzle/catalog/words.ts, never by the database's own parser of words. */
    words: tsvector("words").notNull(),
  },
  (table) => [
    index("products_by_words").using("gin", table.words),
    // The order of many matches: catalog/pages.ts
    index("products_mixed").on(sql`(hashtext(${table.id}) & 2147483647)`, table.id),
    index("products_by_group").on(table.groupId, table.sellerId),
    index("products_by_picture").on(table.pictureKey),
    index("products_by_seller").on(table.sellerId, table.sellerName),
    // Search by price: what is not on sale, and what may be. catalog/search.ts
    index("products_by_price").on(table.currency, table.priceMinor, table.id),
    index("products_by_sale_price")
      .on(table.currency, table.salePriceMinor, table.id)
      .where(sql`${table.salePriceMinor} is not null`),
    // Whose words an earlier release made: that is empty a while after an upgrade. catalog/reindex.ts
    index("products_to_index")
      .on(table.id)
      .where(sql`not (${table.words} @@ '''@2'''::tsquery)`),
    // What was sold and is not there.
    index("products_oversold")
      .on(table.id)
      .where(sql`${table.stockOnHand} < 0`),
  ],
);

/** The right spellings that a mistyped word of a search is compared with: words of the products' titles, brands and so on. */
export const searchWords = pgTable(
  "search_words",
  {
    word: text("word").primaryKey(),
    /** The word, and the word without any one of its characters. lib/catalog/search/spelling.ts */
    cuts: text("cuts").array().notNull(),
  },
  (table) => [
    index("search_words_by_cuts").using("gin", table.cuts),
    // By bytes, whatever the database's alphabet: what starts with some letters. catalog/longer-words.ts
    index("search_words_by_beginning").on(table.word.op("text_pattern_ops")),
  ],
);
