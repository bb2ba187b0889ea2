import { sellerId, type SellerId } from "../../ids.ts";
import {
  fileFieldsOf,
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
import { conflictIn, type AccountConflict, type AccountRules } from "./account-owner.ts";

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

/** The same where what changed names no account: the one that is stored stays, also where it is of a file that we did not read. */
export const toStoreWithAccount = (record: SellerRecord, file: readonly FileSeller[]): SellerToStore => ({
  ...record,
  logo: sellerOf(record, file).logo,
});

/** Whether the account that is stored is of a shop file that we did not read, as in a rolling restart with a new one. */
export const hasAccountOfOtherFile = (record: SellerRecord, file: readonly FileSeller[]): boolean =>
  record.accountId !== null && record.accountId !== sellerOf(record, file).account;

/**
 * Gives every seller that the shop file names a record, and the records the account and the logo that the file names. A seller
 * whom an earlier file gave an account that this one does not give them has it no more. Throws with a message for the operator
 * where an account is that of another seller, unless sellers may share. Everything is read under the lock of the accounts.
 */
export async function storeFileSellers(
  transaction: StoreTransaction,
  { file, mayShareAccounts, now }: AccountRules & { readonly now: Date },
): Promise<void> {
  await transaction.lockSellerAccounts();
  const ids = [...new Set(file.flatMap(({ seller }) => (seller === "*" ? [] : [sellerId(seller)])))];
  const inFile = new Set(ids);
  const known = await transaction.sellerRecords(ids);
  const knownIds = new Set(known.map(({ id }) => id));
  const from = { state: "active", why: "", origin: "file", given: {} } as const;
  const added = ids.filter((id) => !knownIds.has(id)).map((id) => toStore(newSeller(id, from, now), file));
  const left = (await transaction.sellersWithFileAccounts()).filter(({ id }) => !inFile.has(id));
  const changed = [...known, ...left].map((record) => ({ record, stored: toStore(record, file) }));
  const named = [...changed.map(({ stored }) => stored), ...added];
  const holders = await transaction.sellersAtAccounts(named.flatMap(({ accountId }) => accountId ?? []));
  const conflict = conflictIn(holders, named, { file, mayShareAccounts });
  if (conflict !== null) throw conflictError(conflict, file);
  const inserted = await transaction.insertSellers(added);
  const logos = await transaction.sellerLogos(changed.map(({ record }) => record.id));
  for (const { record, stored } of changed)
    if (stored.accountId !== record.accountId || stored.logo !== (logos.get(record.id) ?? null))
      await saveOfFile(transaction, record, { file, now });
  const meanwhile = await transaction.sellerRecords(added.map(({ id }) => id).filter((id) => !inserted.has(id)));
  for (const record of meanwhile) await saveOfFile(transaction, record, { file, now });
}

function conflictError({ account, seller, owner }: AccountConflict, file: readonly FileSeller[]): Error {
  const isInFile = fileFieldsOf(file, owner)?.account === account;
  return new Error(
    `SHOP_FILE: sellers, ${seller}, account: ${account} is the account of ${owner}, ${isInFile ? "here too" : "who got it by API, command or onboarding"}: each seller has one of their own, so that what was sent there says whose it is. Name another, take it from ${owner}, or set SHARED_SELLER_ACCOUNTS=allow.`,
  );
}

/** Others change sellers meanwhile, also without the lock of the accounts. */
const MAX_RACES = 10;

async function saveOfFile(
  transaction: StoreTransaction,
  read: SellerRecord,
  { file, now }: { readonly file: readonly FileSeller[]; readonly now: Date },
): Promise<void> {
  let record: SellerRecord | undefined = read;
  for (let race = 0; race < MAX_RACES && record !== undefined; race += 1) {
    if (await transaction.saveSeller({ ...toStore(record, file), updatedAt: now }, record.revision)) return;
    [record] = await transaction.sellerRecords([read.id]);
  }
  throw new Error(`seller ${read.id} was changed by others ${MAX_RACES} times in a row`);
}
