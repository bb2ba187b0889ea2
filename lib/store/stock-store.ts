import type { Listing, ListingPart } from "../catalog/listing.ts";
import type { Product } from "../catalog/product.ts";
import type { OrderId, ProductId, SellerId, SessionId } from "../ids.ts";
import type { Shortage } from "../orders/order.ts";

/** What a payment holds, in a session's name, while it isn't decided. */
export type Hold = {
  readonly sessionId: SessionId;
  readonly now: Date;
  /** An unpaid page gives way from then on; null: held until the payment is decided. */
  readonly until: Date | null;
  /** Whose unpaid page it is, so that one can't hold many; null when nobody knows. */
  readonly holder: string | null;
};

export type StockNeed = { readonly productId: ProductId; readonly quantity: number };

export type Reservation =
  | { readonly kind: "reserved" }
  | { readonly kind: "out_of_stock"; readonly productId: ProductId; readonly left: number }
  /** Enough is there, and may be free again within minutes. */
  | { readonly kind: "held_by_others"; readonly productId: ProductId }
  /** Enough is there once these sessions can't be paid any more; the one that has given way longest comes first. */
  | { readonly kind: "gives_way"; readonly productId: ProductId; readonly sessions: readonly SessionId[] };

/** A product of which more was sold than there was. */
export type Oversold = {
  readonly productId: ProductId;
  readonly sellerId: SellerId;
  readonly title: string;
  /** Below zero. */
  readonly stockOnHand: number;
  /** Numbers of the orders whose units were not there, latest first, at most five. */
  readonly orders: readonly string[];
};

export interface StockReads {
  /** Products whose count is below zero, back-orders aside; at most `limit`. */
  oversold(limit: number, after?: Oversold | null): Promise<readonly Oversold[]>;
}

export interface StockWrites {
  /** The products as they are now; none of them changes before the transaction ends. Unknown ids are left out. */
  lockProducts(ids: readonly ProductId[]): Promise<readonly Product[]>;
  /**
   * Holds counted stock of `products`, as lockProducts answers them; all or nothing. What is not counted always holds.
   * Unpaid pages together hold at most `maxHeldPerMillion` of a product's units.
   */
  reserveStock(
    hold: Hold,
    products: readonly Product[],
    needs: readonly StockNeed[],
    maxHeldPerMillion: number,
  ): Promise<Reservation>;
  /** How many sessions' unpaid pages hold counted stock for a shopper or browser, without the session `except`. */
  pagesHeldBy(holder: string, except: SessionId, now: Date): Promise<number>;
  /** Changes until when a session holds its stock and its uses of codes; null: until its payment is decided. */
  holdUntil(id: SessionId, until: Date | null): Promise<void>;
  releaseStock(id: SessionId): Promise<void>;
  /** Takes an order's units off the shelf for good, and its session's hold. Answers which of them were not there. */
  consumeStock(sale: SoldUnder, needs: readonly StockNeed[]): Promise<readonly Shortage[]>;
  /**
   * Puts units of an order back on the shelf: of each product at most `quantity`, and never so many that more than `most`
   * were put back in all. Answers how many units went back.
   */
  putBackStock(id: OrderId, needs: readonly (StockNeed & { readonly most: number })[]): Promise<number>;
  /**
   * Puts units back on the shelf that the order does not have any more, shipped or not: of each product no more than it
   * took and has not put back.
   */
  returnStock(id: OrderId, units: readonly StockNeed[]): Promise<void>;
  /** A product with its versions; it does not change before the transaction ends. */
  lockListing(id: ProductId): Promise<Listing | null>;
  /** Stores price, availability and count with their versions; `parts` are those that changed. */
  saveListing(listing: Listing, parts: readonly ListingPart[], now: Date): Promise<void>;
  /** Takes units off the shelf again of which, after all, no more than `quantity` may have been put back. */
  takeBackStock(id: OrderId, bounds: readonly StockNeed[]): Promise<void>;
}

export type SoldUnder = { readonly sessionId: SessionId; readonly orderId: OrderId };
