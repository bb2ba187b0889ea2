import { sellerId, type SellerId } from "../../ids.ts";
import {
  sellerOf,
  type AccountFacts,
  type FileSeller,
  type SellerFields,
  type SellerOrigin,
  type SellerRecord,
} from "../../sellers/record.ts";
import type { SellerState } from "../../sellers/seller.ts";
import type { SellerToStore } from "../../store/sellers/seller-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { conflictIn, type AccountRules } from "./account-owner.ts";

/** A new record. */
export const newSeller = (
  id: SellerId,
  from: {
    readonly state: SellerState;
    readonly why: string;
    readonly origin: SellerOrigin;
    readonly given: SellerFields;
  },
  now: Date,
): SellerRecord => ({
  id,
  ...from,
  since: now,
  account: null,
  accountId: null,
  readyAt: null,
  revision: 1,
  createdAt: now,
  updatedAt: now,
});

/**
 * A record with what is looked up by: the account and the logo that count, whoever named them. Where no account does any more,
 * the one before stays known by its id, so that a seller who comes back gets another one.
 */
export function toStore(record: SellerRecord, file: readonly FileSeller[]): SellerToStore {
  const { account, logo } = sellerOf(record, file);
  const before = record.accountId;
  const isSame = account === before;
  const left = account === null && before !== null ? unusableAt(before, record.updatedAt) : null;
  return { ...record, accountId: account, logo, ...(isSame ? {} : { account: left, readyAt: null }) };
}

/** What is kept of an account that is not ours to use any more, as after its seller disconnected: nothing can be sent there. */
export const unusableAt = (id: string, readAt: Date): AccountFacts => ({
  id,
  canReceive: false,
  canCharge: false,
  canPayOut: false,
  requirements: [],
  disabledReason: "account_gone",
  isClosed: true,
  readAt,
});

/**
 * Gives every seller that the shop file names a record, and the records the account and the logo that the file names. A seller
 * whom an earlier file gave an account that is another's now has it no more. Throws with a message for the operator where an
 * account is that of a seller who got it otherwise, unless sellers may share.
 */
export async function storeFileSellers(
  transaction: StoreTransaction,
  { file, mayShareAccounts, now }: AccountRules & { readonly now: Date },
): Promise<void> {
  const ids = file.flatMap(({ seller }) => (seller === "*" ? [] : [sellerId(seller)]));
  const from = { state: "active", why: "", origin: "file", given: {} } as const;
  await transaction.insertSellers(ids.map((id) => toStore(newSeller(id, from, now), file)));
  const named = (await transaction.sellerRecords(ids)).map((record) => ({ record, stored: toStore(record, file) }));
  const accounts = named.map(({ stored }) => stored);
  // As accountConflict does: who has the accounts is read once nobody else can name one.
  if (!mayShareAccounts) await transaction.lockSellerAccounts();
  const holders = await transaction.sellersAtAccounts(accounts.flatMap(({ accountId }) => accountId ?? []));
  const conflict = conflictIn(holders, accounts, { file, mayShareAccounts });
  if (conflict !== null)
    throw new Error(
      `SHOP_FILE: sellers, ${conflict.seller}, account: ${conflict.account} is the account of ${conflict.owner}, who got it by API, command or onboarding: each seller has one of their own, so that what was sent there says whose it is. Name another, take it from ${conflict.owner}, or set SHARED_SELLER_ACCOUNTS=allow.`,
    );
  const known = new Set<string>(ids);
  const others = holders.filter(({ id }) => !known.has(id));
  const all = [...named, ...others.map((record) => ({ record, stored: toStore(record, file) }))];
  const logos = await transaction.sellerLogos(all.map(({ record }) => record.id));
  for (const { record, stored } of all)
    if (stored.accountId !== record.accountId || stored.logo !== (logos.get(record.id) ?? null))
      await transaction.saveSeller({ ...stored, updatedAt: now }, record.revision);
}
