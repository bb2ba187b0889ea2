import type { SellerId, ProductId } from "../ids.ts";
import { keptAnswers } from "../kept-answers.ts";
import { lesser, type Currency, type Money } from "../money.ts";
import type { ImportId } from "./imports/history.ts";
import type { Version } from "./version.ts";

export const AVAILABILITIES = ["in_stock", "out_of_stock", "pre_order", "backorder", "unknown"] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/**
 * A delivery price that the feed's row brings with it; null stands for every country, region, postal code or service. A
 * postal code is in capitals and without blanks: `94002`, `94*` for a beginning, `94002-95460` or `94*-95*` for a range.
 */
export type FeedDelivery = {
  readonly country: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly service: string | null;
  readonly price: Money;
};

/** One row of a product feed: one thing that can be bought, a variant included. Field meanings: docs/catalog-feed.md. */
export type Product = {
  readonly id: ProductId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly offerId: string | null;
  readonly groupId: string | null;
  readonly title: string;
  readonly description: string;
  readonly brand: string;
  readonly url: string;
  readonly imageUrl: string;
  readonly additionalImageUrls: readonly string[];
  readonly availability: Availability;
  readonly price: Money;
  /** Below `price` and in its currency, or null. */
  readonly salePrice: Money | null;
  /** The sale price counts from here on, until there; null: no limit on that side. */
  readonly saleFrom: Date | null;
  readonly saleUntil: Date | null;
  /** From then on the product is no longer for sale. */
  readonly expiresAt: Date | null;
  /** When a pre-order or a back-order can be sent. */
  readonly availableFrom: Date | null;
  readonly isEligibleSearch: boolean;
  readonly isEligibleCheckout: boolean;
  /** Not to be paid in the chat: https://developers.openai.com/plugins/app-guidelines, commerce. */
  readonly isDigital: boolean;
  readonly sellerPrivacyPolicyUrl: string | null;
  readonly sellerTermsUrl: string | null;
  readonly category: string | null;
  readonly condition: "new" | "refurbished" | "used";
  /** Option names to values, such as { Color: "Moss", Size: "M" }; empty when the row is no variant. */
  readonly variant: Readonly<Record<string, string>>;
  /** Units on hand when the merchant counts them (feed column `inventory_quantity`), else null: not counted. */
  readonly stockOnHand: number | null;
  readonly sku: string | null;
  /** 8 to 14 digits. */
  readonly gtin: string | null;
  readonly mpn: string | null;
  /** A name of a tax class; what it means is in the shop file. */
  readonly taxCategory: string | null;
  readonly weightGrams: number | null;
  readonly deliveryPrices: readonly FeedDelivery[];
};

/** What a unit costs now: the sale price from `saleFrom` on and before `saleUntil`, else the regular one. */
export function currentPrice({ price, salePrice, saleFrom, saleUntil }: Product, now: Date): Money {
  const isSale = (saleFrom === null || saleFrom <= now) && (saleUntil === null || now < saleUntil);
  return salePrice === null || !isSale ? price : lesser(salePrice, price);
}

export const isExpired = ({ expiresAt }: Product, now: Date): boolean => expiresAt !== null && expiresAt <= now;

/** True when the merchant offers the product for sale now, whatever is left of it; pre-orders and back-orders are. */
export function isOffered(product: Product, now: Date): boolean {
  return (
    product.isEligibleCheckout &&
    !isExpired(product, now) &&
    (product.availability === "in_stock" ||
      product.availability === "pre_order" ||
      product.availability === "backorder")
  );
}

/** Units that can be ordered; null: any number. A back-order is for what is not there yet, so no count bounds it. */
export const unitsLeft = (product: Product): number | null =>
  product.availability === "backorder" || product.stockOnHand === null ? null : Math.max(0, product.stockOnHand);

/** As a buyer reads it: what is expired, or counted and used up, is out of stock, whatever the feed's word for it. */
export const availabilityNow = (product: Product, now: Date): Availability =>
  isExpired(product, now) || unitsLeft(product) === 0 ? "out_of_stock" : product.availability;

/** True when an order for one unit can be taken now. */
export const canBeOrdered = (product: Product, now: Date): boolean =>
  isOffered(product, now) && unitsLeft(product) !== 0;

/** True of a pre-order and of a back-order, which are sold before they can be sent. */
export const isAwaited = (availability: Availability): availability is "pre_order" | "backorder" =>
  availability === "pre_order" || availability === "backorder";

/** The day on which a pre-order or a back-order is sent; null when none is known, or when it has come. */
export function awaitedFrom({ availability, availableFrom }: Product, now: Date): Date | null {
  return isAwaited(availability) && availableFrom !== null && now < availableFrom ? availableFrom : null;
}

/**
 * The title with every option of its variant, for a person: "Trail jacket (Moss, M)". Only a title that ends with all of
 * them, set off from the rest, is left as it is: an option that merely occurs in it, such as S in "Shirt", says nothing.
 */
export function titleWithVariant({ title, variant }: Pick<Product, "title" | "variant">): string {
  const options = Object.values(variant);
  if (options.length === 0) return title;
  const list = options.map((value) => value.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&")).join("\\s*[,/|·–-]?\\s*");
  return namingOf(list).test(title) ? title : `${title} (${options.join(", ")})`;
}

const MAX_LISTS = 1000;
/** How a title ends that has these options. Compiling it takes longer than pricing a line. */
const namingOf = keptAnswers(MAX_LISTS, (list) => new RegExp(`(?:\\s-\\s|[,:/|·([–—]\\s*)${list}[)\\]]?$`, "iu"));

/**
 * A product as a row of a feed gives it. `stockOnHand` null says nothing about the count, unless `isNotCounted`. `version`:
 * of the row's price, availability and count; a row without one is older than every one that has one.
 */
export type FeedProduct = Product & { readonly isNotCounted?: boolean; readonly version?: Version | null };

/** `recordAs`: the import under which what was there before is kept, so that it can be rolled back; null: it is not kept. */
export type UpsertOptions = { readonly ofOneSeller: boolean; readonly recordAs?: ImportId | null };

/** What a batch of a feed changed. Which rows set what: docs/decisions/0039. */
export type Upserted = {
  /** Ids that another seller has; nothing of them was changed. */
  readonly ofOthers: readonly ProductId[];
  /** Rows with a count that set it, and rows with one that left what stood there. */
  readonly stockSet: number;
  readonly stockLeft: number;
  /** Rows whose price or availability was left, because a later one stands there. */
  readonly pricesLeft: number;
};

/** What a row of a feed would do to a product; `changes` are names of columns that would differ, in no particular order. */
export type Preview = {
  readonly id: ProductId;
  readonly before: Product | null;
  readonly changes: readonly string[];
};

export const SEARCH_ORDERS = ["relevance", "price_ascending", "price_descending"] as const;

/** How what is found is made up, each list by number and at most ten long. */
export type SearchFacets = {
  /** Of so many matches; not complete when there are more, and then every number is at least so high. */
  readonly counted: number;
  readonly isComplete: boolean;
  readonly sellers: readonly { readonly sellerId: SellerId; readonly name: string; readonly count: number }[];
  readonly brands: readonly { readonly name: string; readonly count: number }[];
  /** As the feed has them, such as "Home > Kitchen". */
  readonly categories: readonly { readonly name: string; readonly count: number }[];
  readonly availabilities: readonly { readonly availability: Availability; readonly count: number }[];
  /** For each currency. */
  readonly prices: readonly { readonly lowest: Money; readonly highest: Money; readonly count: number }[];
};

export type ProductSearch = {
  readonly text: string | null;
  readonly currency: Currency | null;
  /** Minor units of `currency`; ignored without a currency. */
  readonly minPriceMinor: number | null;
  readonly maxPriceMinor: number | null;
  readonly sellerId: SellerId | null;
  readonly availability: Availability | null;
  /** Whatever its case, accents and punctuation. */
  readonly brand: string | null;
  /** With everything below it; levels are divided by ">". */
  readonly category: string | null;
  /** By price: each currency for itself, in the order of their codes. */
  readonly sort: (typeof SEARCH_ORDERS)[number];
  readonly withFacets: boolean;
  /** Decides which sales and products are over. */
  readonly now: Date;
  /** 1 to 50. */
  readonly limit: number;
  /** As the page before returned it, or null for the first page. */
  readonly cursor: string | null;
};

export type ProductPage = {
  readonly products: readonly Product[];
  readonly nextCursor: string | null;
  /** Null unless asked for. */
  readonly facets: SearchFacets | null;
};

export type ImportReport = {
  readonly accepted: number;
  readonly rejected: number;
  /** Products that the file no longer names and that were taken off sale; 0 unless the import was to replace. */
  readonly withdrawn: number;
  readonly stockSet: number;
  readonly stockLeft: number;
  readonly pricesLeft: number;
  readonly firstRejections: readonly RowRejection[];
};
/** `line` counts from 1 and is where the row starts; `field` is empty when the row could not be read at all. */
export type RowRejection = { readonly line: number; readonly field: string; readonly reason: string };

/** The catalogue as the verbs see it. Adapter: lib/store/drizzle/catalog.ts. */
export interface Catalog {
  /** Products by id, in no particular order; ids that are not known are left out. */
  products(ids: readonly ProductId[]): Promise<readonly Product[]>;
  /** The other rows of a product's group, itself included, by title then id; at most 100. */
  variants(groupId: string, sellerId: SellerId): Promise<readonly Product[]>;
  /**
   * Full-text search with filters and keyset paging; only rows that are eligible for search and not expired. How words are found:
   * docs/search.md. A text without any word, such as "?!", browses.
   * A cursor that was not made by this catalogue for this text, these filters and this order gives `bad_cursor`.
   */
  search(search: ProductSearch): Promise<({ kind: "found" } & ProductPage) | { kind: "bad_cursor" }>;
  /**
   * Inserts or replaces by id, in one statement; count, price and availability only where the row brings newer ones. With
   * `ofOneSeller` a product stays its seller's.
   */
  upsert(products: readonly FeedProduct[], options?: UpsertOptions): Promise<Upserted>;
  /** What `upsert` would change, without a change; a product is its seller's or not, as the caller judges. */
  preview(products: readonly FeedProduct[]): Promise<readonly Preview[]>;
  /** Makes the words of at most `limit` products that earlier releases indexed; answers how many, 0 when none is left. */
  reindex(limit: number): Promise<number>;
  /**
   * Called while an import goes on, with the rows that it has written so far. Where the database thinks the table is much
   * smaller, it looks again: Postgres keeps the plans of hot reads, and one that was made for a few rows reads them all.
   */
  noteGrowth(written: number): Promise<void>;
  /** Ids of a seller's products in ascending order, those after `after`; at most `limit`. */
  idsOfSeller(seller: SellerId, after: ProductId | null, limit: number): Promise<readonly ProductId[]>;
  /**
   * Takes products off sale and out of the search. They stay, because sessions and orders point at them. Answers how many
   * were on sale or in the search before.
   */
  withdraw(ids: readonly ProductId[], recordAs?: ImportId | null): Promise<number>;
  /**
   * Where the picture with this key is, and a product's title for it; null when no product has it. Keys are made by
   * lib/pictures/picture-address.ts.
   */
  picture(key: string): Promise<{ readonly source: string; readonly title: string } | null>;
  count(): Promise<number>;
  /** Of these sellers, those who have products, each with the name that a feed gave; of several names the first. */
  sellerNames(ids: readonly SellerId[]): Promise<ReadonlyMap<SellerId, string>>;
}
