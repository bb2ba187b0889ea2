import type { ProviderAccount } from "../payments/account.ts";

/** What is not finished at an account of a provider, in numbers. `account` is null in rows of earlier releases. */
export type OpenAtAccount = {
  readonly provider: string;
  readonly account: string;
  /** The provider's own id of the account, where it was learned. */
  readonly accountId: string | null;
  /** Payments whose outcome is not known, or whose page waits for its buyer. */
  readonly attempts: number;
  readonly refunds: number;
  /** Paid orders that are not all given back: they can be refunded there alone. */
  readonly orders: number;
};

/** Part of the port in lib/store/store.ts: the accounts at payment providers that our books name. */
export interface AccountReads {
  /** The provider's own id of each account that was learned, by the account as attempts have it. */
  accountIds(provider: string): Promise<ReadonlyMap<string, string | null>>;
  /** What is not finished, by account; only accounts where something is. */
  openByAccount(): Promise<readonly OpenAtAccount[]>;
}

export interface AccountWrites {
  /** Stores what a provider says of an account of ours; `accountId` null: it does not say. What is known stays. */
  saveAccountId(account: ProviderAccount, accountId: string | null, now: Date): Promise<void>;
  /**
   * Gives rows of earlier releases, which did not store where they were made, their account: that of these with their
   * provider's name, the attempts that took no money that of the first. Those of other providers get `otherwise`.
   */
  nameAccounts(accounts: readonly [ProviderAccount, ...ProviderAccount[]], otherwise: string): Promise<void>;
}
