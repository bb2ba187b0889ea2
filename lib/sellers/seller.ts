import type { SellerId } from "../ids.ts";

/**
 * `onboarding`: not approved, or not yet able to receive money. `active`: sells. `paused`: sells nothing for now.
 * `closed`: has left; what is open is settled, and nothing new begins. Only an active seller's goods are for sale.
 */
export const SELLER_STATES = ["onboarding", "active", "paused", "closed"] as const;
export type SellerState = (typeof SELLER_STATES)[number];

/** What the platform keeps of a seller's sales: a rate, and a fixed part for each payment by currency, in minor units. */
export type FeeRule = {
  /** Null: every category that no other rule of the seller names. Else a beginning of the product's category. */
  readonly category: string | null;
  /** 50_000 is 5 %. */
  readonly ratePerMillion: number;
  readonly fixedMinor: Readonly<Record<string, number>>;
};

/** What a payment must know of a seller. */
export type SellerMoney = {
  readonly id: SellerId;
  readonly state: SellerState;
  /** The provider's own id of the seller's account; null while there is none. */
  readonly account: string | null;
  /** The provider says that the account can receive what the money model gives it. */
  readonly canReceive: boolean;
  /** For `direct`: the profile that the host's sheet makes tokens for; null: this seller is not paid in the chat. */
  readonly networkId: string | null;
  readonly fees: readonly FeeRule[];
  /** What a buyer's statement names the seller; absent or null: nothing is said of them there. */
  readonly statementDescriptor?: string | null;
};

/** Who knows the sellers. What it does not know is not in the answer. */
export interface SellerDirectory {
  money(ids: readonly SellerId[]): Promise<ReadonlyMap<SellerId, SellerMoney>>;
}
