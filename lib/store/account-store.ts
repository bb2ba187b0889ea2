import type { ProviderAccount } from "../payments/account.ts";

/** What is not finished at an account of a provider, in numbers. `account` is null in rows of earlier releases. */
export type OpenAtAccount = {
  readonly provider: string;
  readonly account: string;
  /** The provider's own id of the account, where it was learned. */
  readonly accountId: string | null;
  /** Of a seller's own account. */
  readonly platform?: string | null;
  /** Payments whose outcome is not known, or whose page waits for its buyer. */
  readonly attempts: number;
  readonly refunds: number;
  /** Paid orders that are not all given back: they can be refunded there alone. */
  readonly orders: number;
};

/**
 * A seller's own account, where payments of the `direct` model were made. `platform`: the account of ours that it is connected
 * to, as attempts name it; null in rows of earlier releases.
 */
export type SellersAccount = ProviderAccount & { readonly platform: string | null };

/** Which sellers' accounts are compared: with payments begun since a moment, or with an open one, however old. */
export type SellersAccountQuery = {
  readonly since: Date;
  /** Behind this account in their order; null: from the first one. */
  readonly after: ProviderAccount | null;
  readonly limit: number;
};

/** Part of the port in lib/store/store.ts: the accounts at payment providers that our books name. */
export interface AccountReads {
  /** The provider's own id of each account of ours that was learned, by the account as attempts have it. */
  accountIds(provider: string): Promise<ReadonlyMap<string, string | null>>;
  /** Null where it is no seller's own account that we know. */
  sellersAccount(provider: string, account: string): Promise<SellersAccount | null>;
  /** `openSince`: when the oldest open payment there was begun; null: none is open. */
  sellersAccounts(
    query: SellersAccountQuery,
  ): Promise<readonly (SellersAccount & { readonly openSince: Date | null })[]>;
  /** What is not finished, by account; only accounts where something is. As many statements however many there are. */
  openByAccount(): Promise<readonly OpenAtAccount[]>;
}

export interface AccountWrites {
  /** The id of the installation that these books are of: `fresh`, unless there is one. */
  installationId(fresh: string): Promise<string>;
  /** Notes that payments were made at a seller's own account. */
  saveSellersAccount(account: SellersAccount, now: Date): Promise<void>;
  /** Stores what a provider says of an account of ours; `accountId` null: it does not say. What is known stays. */
  saveAccountId(account: ProviderAccount, accountId: string | null, now: Date): Promise<void>;
  /**
   * Gives rows of earlier releases, which did not store where they were made, their account: that of these with their
   * provider's name, the attempts that took no money that of the first. Those of other providers get `otherwise`.
   */
  nameAccounts(accounts: readonly [ProviderAccount, ...ProviderAccount[]], otherwise: string): Promise<void>;
}
