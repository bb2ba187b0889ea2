import type { SellerId } from "../../ids.ts";
import { sellerOf, type FileSeller, type SellerRecord } from "../../sellers/record.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** What decides whether several sellers may have one account, and what the shop file says of sellers. */
export type AccountRules = { readonly file: readonly FileSeller[]; readonly mayShareAccounts: boolean };

export const accountRulesOf = ({ sellers, marketplace }: PurchaseContext): AccountRules => ({
  file: sellers.inFile.sellers,
  mayShareAccounts: marketplace.mayShareAccounts === true,
});

type NamedAccount = Pick<SellerRecord, "id" | "accountId">;
export type AccountConflict = { readonly account: string; readonly seller: SellerId; readonly owner: SellerId };

/**
 * Finds an account that sellers are about to get and that is another's; null: none, or sellers may share. Whoever names accounts
 * asks it in the transaction that stores them: it takes a lock that lasts until the transaction ends, so that of two who name
 * one account the second sees the first. What the shop file says now counts, not what was stored of an earlier one.
 */
export async function accountConflict(
  transaction: Pick<StoreTransaction, "lockSellerAccounts" | "sellersAtAccounts">,
  named: readonly NamedAccount[],
  rules: AccountRules,
): Promise<AccountConflict | null> {
  const accounts = named.flatMap(({ accountId }) => accountId ?? []);
  if (rules.mayShareAccounts || accounts.length === 0) return null;
  await transaction.lockSellerAccounts();
  return conflictIn(await transaction.sellersAtAccounts(accounts), named, rules);
}

/** The same among the sellers who have these accounts, read under the lock. */
export function conflictIn(
  holders: readonly SellerRecord[],
  named: readonly NamedAccount[],
  { file, mayShareAccounts }: AccountRules,
): AccountConflict | null {
  if (mayShareAccounts) return null;
  const wanted = new Map(named.flatMap(({ id, accountId }) => (accountId === null ? [] : [[accountId, id] as const])));
  for (const record of holders) {
    const { account } = sellerOf(record, file);
    const seller = account === null || account !== record.accountId ? undefined : wanted.get(account);
    if (account !== null && seller !== undefined && seller !== record.id) return { account, seller, owner: record.id };
  }
  return null;
}
