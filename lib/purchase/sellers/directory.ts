import type { SellerId } from "../../ids.ts";
import { notSelling, sellerOf, type FileSeller, type Seller, type SellerRecord } from "../../sellers/record.ts";
import type { Dispatch } from "../../checkout/delivery/conditions.ts";
import type { OwnRules } from "../../checkout/shop-rules.ts";
import type { GoodsRule } from "../../sellers/goods.ts";
import type { SellerDirectory, SellerMoney } from "../../sellers/seller.ts";
import type { SellerReads } from "../../store/sellers/seller-store.ts";
import { keptRules, type OwnRulesOf, type ReadOwnRules } from "./own-rules.ts";

/** What the shop file says of sellers, and whoever sells: of goods, and when parcels leave unless a rule says it. */
export type SellersInFile = {
  readonly sellers: readonly FileSeller[];
  readonly goods: readonly GoodsRule[];
  readonly dispatch: Dispatch | null;
};

/** Who knows the sellers, for the verbs and the pages. */
export interface Sellers extends SellerDirectory {
  readonly inFile: SellersInFile;
  /**
   * Every one of them, in one statement, which `reads` may ask within a transaction. One without a record sells: their
   * products came here before there were records.
   */
  of(ids: readonly SellerId[], reads?: Pick<SellerReads, "sellerRecords">): Promise<(id: SellerId) => Seller>;
  /** The same by records that were read already. */
  from(ids: readonly SellerId[], records: readonly SellerRecord[]): (id: SellerId) => Seller;
  one(id: SellerId): Promise<Seller>;
  /**
   * A seller's own rules of delivery and tax, read once for each revision of theirs; null where this release cannot read them, so
   * that nothing of theirs is priced.
   */
  ownRules(seller: OwnRulesOf): OwnRules | null;
  /** The same of what is not stored yet. */
  readRules: ReadOwnRules;
  /** What this process read of a seller's money last; undefined: it has not. */
  known(id: SellerId): SellerMoney | undefined;
}

export function openSellers(
  store: Pick<SellerReads, "sellerRecords">,
  inFile: SellersInFile,
  readerOf: (dispatch: Dispatch | null) => ReadOwnRules,
): Sellers {
  const readRules = readerOf(inFile.dispatch);
  const read = new Map<SellerId, SellerMoney>();
  const from: Sellers["from"] = (ids, records) => {
    const known = new Map(records.map((one) => [one.id, sellerOf(one, inFile.sellers)]));
    const sellerBy = (id: SellerId) => known.get(id) ?? sellerOf(withoutRecord(id), inFile.sellers);
    for (const id of ids) read.set(id, moneyOf(sellerBy(id)));
    return sellerBy;
  };
  const of: Sellers["of"] = async (ids, reads = store) => from(ids, await reads.sellerRecords([...new Set(ids)]));
  return {
    inFile,
    of,
    from,
    one: async (id) => (await of([id]))(id),
    ownRules: keptRules(readRules),
    readRules,
    async money(ids) {
      const sellerBy = await of(ids);
      return new Map(ids.map((id) => [id, moneyOf(sellerBy(id))]));
    },
    known: (id) => read.get(id),
  };
}

/** Whom the provider restricts is paused for everybody but the operator. */
export function moneyOf(seller: Seller): SellerMoney {
  const { id, account, facts, networkId, fees, statementDescriptor } = seller;
  const state = seller.state === "active" && notSelling(seller) !== null ? "paused" : seller.state;
  return { id, state, account, canReceive: facts?.canReceive === true, networkId, fees, statementDescriptor };
}

const BEFORE_RECORDS = new Date(0);
const withoutRecord = (id: SellerId): SellerRecord => ({
  id,
  given: {},
  state: "active",
  why: "",
  since: BEFORE_RECORDS,
  origin: "feed",
  account: null,
  accountId: null,
  readyAt: null,
  revision: 0,
  createdAt: BEFORE_RECORDS,
  updatedAt: BEFORE_RECORDS,
});
