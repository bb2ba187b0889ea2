import type { SellerId } from "../../ids.ts";
import {
  MAX_SELLER_KEYS,
  ORDER_ACTIONS,
  sellerKeyIdIn,
  sellerKeyText,
  type KeyRights,
  type OrderAction,
  type SellerKey,
} from "../../sellers/key.ts";
import type { SellerReceiver } from "../../sellers/receiver.ts";
import { timingSafeEqualText } from "../../timing-safe-equal.ts";
import { digestOf } from "../access/principal.ts";
import { transactionWithRollback, type PurchaseContext } from "../context.ts";
import { noteAct } from "./audit.ts";
import { isStillValid, mayName, type SellerCaller } from "./caller.ts";

/** More than can be valid; of those that were revoked the latest. */
const MAX_LISTED = 200;
/** A key that was not used for so long is one that nobody misses. */
const IDLE_DAYS = 90;
const DAY_MS = 86_400_000;

export type MakeKeyOutcome =
  /** `text` is the key itself, which nobody can read again; null in a dry run. */
  | { readonly kind: "made"; readonly key: SellerKey; readonly text: string | null }
  /** There is no such seller, or the caller's key is not for them. */
  | { readonly kind: "not_found" }
  /** The caller's own key does not allow these. */
  | { readonly kind: "not_own"; readonly actions: readonly OrderAction[] }
  | { readonly kind: "too_many"; readonly max: number };

export type RevokeKeyOutcome =
  | {
      readonly kind: "revoked";
      readonly key: SellerKey;
      /** False: it was revoked before. */
      readonly isChanged: boolean;
      /** Valid keys that were made with this one, or with keys that go back to it: whoever stole it may have them. */
      readonly made: readonly SellerKey[];
      /** Receivers that were added with this one, or with those keys: whoever stole it may get the orders there. */
      readonly receivers: readonly SellerReceiver[];
    }
  | { readonly kind: "not_found" };

/** Keys of sellers' systems that are made and revoked while the shop runs. */
export function sellerKeyVerbs(context: PurchaseContext) {
  const { store, now } = context;
  const today = () => dayOf(now());
  return {
    /**
     * What a seller's key allows; null when it is none, or was revoked. Read each time, so that a revoked key ends at once
     * on every instance. The key names its row, and what is compared is two digests.
     */
    async keyRights(sent: string): Promise<KeyRights | null> {
      const id = sellerKeyIdIn(sent);
      const key = id === null ? null : await store.sellerKey(id);
      if (key === null || key.revokedAt !== null || !timingSafeEqualText(digestOf(sent), key.digest)) return null;
      const day = today();
      if (key.lastUsedOn === null || key.lastUsedOn < day)
        await store.transaction((transaction) => transaction.markSellerKeyUsed(key.id, day));
      return { name: key.id, sellers: [key.sellerId], actions: key.actions };
    },
    /** A seller's keys, the valid ones first; null when there is no such seller, or the caller's key is not for them. */
    async sellerKeys(request: { readonly seller: SellerId; readonly caller: SellerCaller }) {
      const { seller, caller } = request;
      const [record] = mayName(caller, seller) ? await store.sellerRecords([seller]) : [];
      return record === undefined ? null : store.sellerKeys(seller, MAX_LISTED);
    },
    /** Valid keys of any seller that nobody used for 90 days, by their ids; at most `limit`. */
    idleSellerKeys: (limit: number) =>
      store.idleSellerKeys(dayOf(new Date(now().getTime() - IDLE_DAYS * DAY_MS)), limit),
    makeSellerKey: (request: MakeKeyRequest) => makeKey(context, request),
    revokeSellerKey: (request: RevokeKeyRequest) => revokeKey(context, request),
  };
}

export type MakeKeyRequest = {
  readonly seller: SellerId;
  readonly actions: readonly OrderAction[];
  readonly why: string;
  readonly caller: SellerCaller;
  /** What the caller's key allows: it gives away no more than that. */
  readonly own: readonly OrderAction[];
  readonly isDryRun?: boolean;
};

/** Makes a key for a seller, of any state: one who has left still settles what is open. */
function makeKey(context: PurchaseContext, request: MakeKeyRequest): Promise<MakeKeyOutcome> {
  const { seller, caller, why, own } = request;
  const actions = ORDER_ACTIONS.filter((action) => request.actions.includes(action));
  const more = actions.filter((action) => !own.includes(action));
  return transactionWithRollback<MakeKeyOutcome>(context.store, async (transaction, rollback) => {
    const [record] = mayName(caller, seller) ? await transaction.sellerRecords([seller]) : [];
    if (record === undefined) return { kind: "not_found" };
    if (more.length > 0) return { kind: "not_own", actions: more };
    if (!(await isStillValid(transaction, caller, seller))) return { kind: "not_found" };
    const valid = (await transaction.sellerKeys(seller, MAX_SELLER_KEYS)).filter(({ revokedAt }) => revokedAt === null);
    if (valid.length >= MAX_SELLER_KEYS) return { kind: "too_many", max: MAX_SELLER_KEYS };
    const id = context.newId("key");
    const text = sellerKeyText(id, context.newId("key").slice("key_".length));
    const createdAt = context.now();
    const createdBy = caller.by === "command" ? null : caller.keyName;
    const key: SellerKey = {
      id,
      sellerId: seller,
      actions,
      why,
      createdAt,
      createdBy,
      lastUsedOn: null,
      revokedAt: null,
    };
    await transaction.insertSellerKey({ ...key, digest: digestOf(text) });
    const details = { created: id, actions: actions.join(" ") };
    await noteAct(transaction, { id: seller, caller }, createdAt, { action: "seller_key_created", why, details });
    if (request.isDryRun === true) return rollback({ kind: "made", key, text: null });
    return { kind: "made", key, text };
  });
}

export type RevokeKeyRequest = {
  readonly key: string;
  /** Whose key it has to be; null: anybody's. */
  readonly seller: SellerId | null;
  readonly why: string | null;
  readonly caller: SellerCaller;
  readonly isDryRun?: boolean;
};

/** Ends a key, for good and at once. */
function revokeKey(context: PurchaseContext, request: RevokeKeyRequest): Promise<RevokeKeyOutcome> {
  const { seller, caller, why } = request;
  return transactionWithRollback<RevokeKeyOutcome>(context.store, async (transaction, rollback) => {
    const found = await transaction.sellerKey(request.key);
    if (found === null || !mayName(caller, found.sellerId)) return { kind: "not_found" };
    if (seller !== null && seller !== found.sellerId) return { kind: "not_found" };
    const { digest: _, ...key } = found;
    const { id: keyId, sellerId } = key;
    if (!(await isStillValid(transaction, caller, sellerId))) return { kind: "not_found" };
    const revokedAt = context.now();
    const isChanged = await transaction.revokeSellerKey(keyId, revokedAt);
    const made = await transaction.sellerKeysFrom(keyId, sellerId);
    const receivers = await transaction.sellerReceiversFrom(keyId, sellerId);
    const outcome = {
      kind: "revoked",
      key: { ...key, revokedAt: key.revokedAt ?? revokedAt },
      isChanged,
      made,
      receivers,
    } as const;
    if (!isChanged) return outcome;
    const entry = { action: "seller_key_revoked", why, details: { revoked: keyId } } as const;
    await noteAct(transaction, { id: sellerId, caller }, revokedAt, entry);
    return request.isDryRun === true ? rollback(outcome) : outcome;
  });
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
