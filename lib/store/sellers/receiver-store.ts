import type { OrderId, SellerId } from "../../ids.ts";
import type { SellerReceiver } from "../../sellers/receiver.ts";

/** Both secrets are encrypted: whoever reads the database alone cannot sign with them. */
export type StoredSellerReceiver = SellerReceiver & {
  readonly secret: string;
  /** Null: there is none. */
  readonly earlierSecret: string | null;
};

/** What can change of a receiver. */
export type SellerReceiverChange = Partial<
  Omit<StoredSellerReceiver, "id" | "sellerId" | "url" | "events" | "why" | "createdAt" | "createdBy">
>;

/** What the store knows of sellers' receivers. Part of the port in lib/store/store.ts. */
export interface SellerReceiverReads {
  sellerReceiver(id: string): Promise<StoredSellerReceiver | null>;
  /** A seller's, the oldest first. */
  sellerReceivers(sellerId: SellerId): Promise<readonly SellerReceiver[]>;
  /** The active ones of the sellers of an order, by one read. */
  receiversOfOrder(orderId: OrderId): Promise<readonly Pick<SellerReceiver, "id" | "sellerId" | "events">[]>;
  /** A seller's that were added with a key, or with one that goes back to it, the oldest first. */
  sellerReceiversFrom(keyId: string, sellerId: SellerId): Promise<readonly SellerReceiver[]>;
  /** Those that were turned off by themselves, by their ids behind `after`; at most `limit`. */
  failedReceivers(limit: number, after: Pick<SellerReceiver, "id"> | null): Promise<readonly SellerReceiver[]>;
  /** Those with a secret that does not begin with `keyId`, by their ids behind `after`; at most `limit`. */
  receiversWithOtherKey(keyId: string, limit: number, after: string): Promise<readonly StoredSellerReceiver[]>;
}

export interface SellerReceiverWrites {
  /** Until the transaction ends, nobody else changes this receiver. */
  lockSellerReceiver(id: string): Promise<void>;
  insertSellerReceiver(receiver: StoredSellerReceiver): Promise<void>;
  /** False when there is none. */
  changeSellerReceiver(id: string, change: SellerReceiverChange): Promise<boolean>;
  /** False when there is none. */
  removeSellerReceiver(id: string): Promise<boolean>;
  /** Forgets earlier secrets whose time is over; answers how many. */
  forgetEarlierSecrets(now: Date): Promise<number>;
}
