import type { PayoutEntry, ProviderPayout } from "../payments/payout-service.ts";

/** A payout in our books. `entries` null: what it is made of was not read yet, or is not said. */
export type StoredPayout = ProviderPayout & {
  readonly provider: string;
  readonly entries: readonly (PayoutEntry & { readonly orderNumber: string | null })[] | null;
};

export interface PayoutReads {
  /** Payouts that arrive from a moment until before another, in that order, with what they are made of. */
  payoutsArriving(from: Date, until: Date): Promise<readonly StoredPayout[]>;
  /** Payouts that the provider itemizes and whose entries were not read; oldest first. */
  unreadPayouts(provider: string, limit: number): Promise<readonly string[]>;
}

/** Part of the port in lib/store/store.ts. */
export interface PayoutWrites {
  /** Stores a payout over the one with its id. */
  savePayout(provider: string, payout: ProviderPayout): Promise<void>;
  /** Stores what a payout is made of, once and for all of it. */
  savePayoutEntries(
    payout: { readonly provider: string; readonly id: string },
    entries: readonly PayoutEntry[],
    now: Date,
  ): Promise<void>;
}
