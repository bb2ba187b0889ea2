import type { SellerId } from "../../ids.ts";
import type { SellerKey } from "../../sellers/key.ts";

/** `digest`: SHA-256 of the whole key, in hexadecimal. */
export type StoredSellerKey = SellerKey & { readonly digest: string };

/** What the store knows of sellers' keys. Part of the port in lib/store/store.ts. */
export interface SellerKeyReads {
  /** Also one that was revoked. */
  sellerKey(id: string): Promise<StoredSellerKey | null>;
  /** A seller's keys, the valid ones first and of those the newest; at most `limit`. */
  sellerKeys(sellerId: SellerId, limit: number): Promise<readonly SellerKey[]>;
  /** Valid keys of a seller that go back to this one by who made whom, also by way of revoked ones; the newest first. */
  sellerKeysFrom(id: string, sellerId: SellerId): Promise<readonly SellerKey[]>;
  /** Valid keys that were neither made nor used on `day` or later, by their ids; at most `limit`. */
  idleSellerKeys(day: string, limit: number): Promise<readonly SellerKey[]>;
}

export interface SellerKeyWrites {
  /** Until the transaction ends, nobody else makes or revokes keys of this seller. */
  lockSellerKeys(sellerId: SellerId): Promise<void>;
  insertSellerKey(key: StoredSellerKey): Promise<void>;
  /** False when it was revoked before. */
  revokeSellerKey(id: string, revokedAt: Date): Promise<boolean>;
  /** Notes the day on which a key was used, unless that or a later one is noted. */
  markSellerKeyUsed(id: string, day: string): Promise<void>;
}
