import { sellerId, type SellerId } from "../../ids.ts";
import { fileFieldsOf, type FileSeller, type SellerRecord } from "../../sellers/record.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** What decides whether several sellers may have one account, and what the shop file says of sellers. */
export type AccountRules = { readonly file: readonly FileSeller[]; readonly mayShareAccounts: boolean };

export const accountRulesOf = ({ sellers, marketplace }: PurchaseContext): AccountRules => ({
  file: sellers.inFile.sellers,
  mayShareAccounts: marketplace.mayShareAccounts === true,
});

/** A seller with the account that they are about to have; null: none. */
type NamedAccount = Pick<SellerRecord, "id" | "accountId">;
export type AccountConflict = { readonly account: string; readonly seller: SellerId; readonly owner: SellerId };

/**
 * Finds an account that sellers are about to get and that is another's; null: none, or sellers may share. Whoever names accounts
 * asks it in the transaction that stores them: it takes a lock that lasts until the transaction ends, so that of two who name
 * one account the second sees the first.
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

/**
 * The same among `holders`, who have these accounts stored, read under the lock. An account is its seller's by what is stored and
 * by what the file says: in a rolling restart another instance may have stored what its file says, which is not ours. Of those
 * who are `named`, what they are about to have counts instead. Sellers who share an account since it was allowed keep it.
 */
export function conflictIn(
  holders: readonly NamedAccount[],
  named: readonly NamedAccount[],
  { file, mayShareAccounts }: AccountRules,
): AccountConflict | null {
  if (mayShareAccounts) return null;
  const sellersAt = new Map<string, Set<SellerId>>();
  for (const { id, accountId } of named)
    if (accountId !== null) sellersAt.set(accountId, (sellersAt.get(accountId) ?? new Set()).add(id));
  const isNamed = new Set<string>(named.map(({ id }) => id));
  const inFile = file.flatMap(({ seller, fields: { account = null } }) =>
    seller === "*" ? [] : [{ id: sellerId(seller), accountId: account }],
  );
  for (const { id, accountId } of [...holders, ...inFile])
    if (accountId !== null && !isNamed.has(id)) sellersAt.get(accountId)?.add(id);
  const held = new Map(holders.map(({ id, accountId }) => [id, accountId]));
  for (const [account, sellers] of sellersAt) {
    const isNew = (id: SellerId) => isNamed.has(id) && held.get(id) !== account;
    const isOfFile = (id: SellerId) => fileFieldsOf(file, id)?.account === account;
    const rank = (id: SellerId) => (isNew(id) ? 2 : 0) + (isOfFile(id) ? 1 : 0);
    const [owner, ...others] = [...sellers].toSorted((one, other) => rank(one) - rank(other));
    const seller = others.findLast(isNew);
    if (owner !== undefined && seller !== undefined) return { account, seller, owner };
  }
  return null;
}
