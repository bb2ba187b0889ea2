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

/** Gives every seller that the shop file names a record, and the records the account and the logo that the file names. */
export async function storeFileSellers(
  transaction: StoreTransaction,
  file: readonly FileSeller[],
  now: Date,
): Promise<void> {
  const ids = file.flatMap(({ seller }) => (seller === "*" ? [] : [sellerId(seller)]));
  const from = { state: "active", why: "", origin: "file", given: {} } as const;
  await transaction.insertSellers(ids.map((id) => toStore(newSeller(id, from, now), file)));
  const logos = await transaction.sellerLogos(ids);
  for (const record of await transaction.sellerRecords(ids)) {
    const stored = toStore(record, file);
    if (stored.accountId !== record.accountId || stored.logo !== (logos.get(record.id) ?? null))
      await transaction.saveSeller({ ...stored, updatedAt: now }, record.revision);
  }
}
