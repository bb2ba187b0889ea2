import type { SellerId } from "../../ids.ts";
import type { SellerRecord } from "../../sellers/record.ts";
import type { SellerState } from "../../sellers/seller.ts";

export type SellerQuery = {
  /** Behind this id; null: from the first one. */
  readonly after: SellerId | null;
  /** Null: of any state. */
  readonly state: SellerState | null;
  /** Null: all of them. */
  readonly sellers: readonly SellerId[] | null;
  /** Those whose id begins with a text, or whose names have words that begin with its words; absent or null: all. */
  readonly search?: SellerSearch | null;
  readonly limit: number;
};

/** `alsoNamed`: sellers whom the shop file names so. */
export type SellerSearch = { readonly text: string; readonly alsoNamed: readonly SellerId[] };

/** A record as it is to be stored; `logo` is the address of the picture that counts, the file's or another. */
export type SellerToStore = SellerRecord & { readonly logo: string | null };

/** What the store knows of sellers. Part of the port in lib/store/store.ts. */
export interface SellerReads {
  /** Those that there are, in one statement. */
  sellerRecords(ids: readonly SellerId[]): Promise<readonly SellerRecord[]>;
  /** By their ids; at most `limit`. */
  sellerPage(query: SellerQuery): Promise<readonly SellerRecord[]>;
  /** Those who have one of these accounts, by their ids. */
  sellersAtAccounts(accountIds: readonly string[]): Promise<readonly SellerRecord[]>;
  /** Those whose account was given by a shop file, not by command, API or onboarding; by their ids. */
  sellersWithFileAccounts(): Promise<readonly SellerRecord[]>;
  /**
   * Those whose account the provider restricts, or wants to know something for; by their ids. `needAccounts`: also those who
   * are active and have no account that was read, without which they cannot be paid.
   */
  sellersWithRequirements(
    query: { readonly limit: number; readonly needAccounts: boolean },
    after?: SellerRecord | null,
  ): Promise<readonly SellerRecord[]>;
  /** The address of each one's logo, as it was stored last; null: none. */
  sellerLogos(ids: readonly SellerId[]): Promise<ReadonlyMap<SellerId, string | null>>;
  /** The address of a seller's logo, by the name under which it is served; null when no seller has it. */
  logoAddress(key: string): Promise<string | null>;
}

export interface SellerWrites {
  /** Waits until no other transaction names accounts of sellers, and keeps them waiting until this one ends. */
  lockSellerAccounts(): Promise<void>;
  /** Adds those that there are not yet, and answers their ids. */
  insertSellers(records: readonly SellerToStore[]): Promise<ReadonlySet<SellerId>>;
  /** False when somebody else changed the seller since `revision` was read: nothing is written. */
  saveSeller(record: SellerToStore, revision: number): Promise<boolean>;
}
