import type { SellerId } from "../ids.ts";

/** What a key for /api/orders, /api/products and /api/sellers may allow. `ship` includes reporting that an order was delivered. */
export const ORDER_ACTIONS = [
  "read",
  "ship",
  "refund",
  "change_products",
  "manage_sellers",
  "manage_receivers",
] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];

/** What a call may do by the key that it bears. */
export type KeyRights = {
  /** Names the key in the audit trail: of a key in the settings its name, of a seller's its id. */
  readonly name: string;
  /** Null: all sellers. */
  readonly sellers: readonly SellerId[] | null;
  readonly actions: readonly OrderAction[];
};

/** A key that was made while the shop runs, for one seller. Of its secret there is a digest, and that in the store alone. */
export type SellerKey = {
  /** Also the beginning of the key itself, so that whoever finds one knows which to revoke. */
  readonly id: string;
  readonly sellerId: SellerId;
  readonly actions: readonly OrderAction[];
  /** What it is for, in the words of whoever made it. */
  readonly why: string;
  readonly createdAt: Date;
  /** The name of the key with which it was created; null: by command. */
  readonly createdBy: string | null;
  /** The last day in UTC on which it was used, `2026-11-30`; null: never. */
  readonly lastUsedOn: string | null;
  /** Null: it is valid. */
  readonly revokedAt: Date | null;
};

/** So many valid keys a seller has at most. */
export const MAX_SELLER_KEYS = 20;

/** The key itself: its id, and behind it the secret. */
export const sellerKeyText = (id: string, secret: string): string => `${id}_${secret}`;

/** The id that a seller's key begins with; null: it has not that form. */
export const sellerKeyIdIn = (text: string): string | null =>
  /^(key_[0-9A-Za-z]{22,32})_[0-9A-Za-z]{22,32}$/.exec(text)?.[1] ?? null;
