import type { Money } from "../money.ts";
import type { Unknown } from "./failure.ts";

/** Money on its way to the seller's bank, or there. */
export type ProviderPayout = {
  readonly id: string;
  /** The provider's own word; one that is paid may fail later. */
  readonly status: string;
  readonly amount: Money;
  /** Whether the provider says what it is made of, for good; false while it does not, or never does. */
  readonly isItemized: boolean;
  readonly arrivesAt: Date;
  readonly createdAt: Date;
};

/** A booking in a payout, in the currency of the seller's balance. `net` is `amount` less `fee`; money that left is negative. */
export type PayoutEntry = {
  readonly id: string;
  /** The provider's own word, such as `charge`, `refund`, `dispute` or `fee`. */
  readonly kind: string;
  /** The payment that it is about; null where it is about none, or the provider does not say. */
  readonly reference: string | null;
  readonly amount: Money;
  readonly fee: Money;
  readonly net: Money;
  readonly bookedAt: Date;
};

export type PayoutsOutcome = { readonly kind: "listed"; readonly payouts: readonly ProviderPayout[] } | Unknown;
export type EntriesOutcome = { readonly kind: "listed"; readonly entries: readonly PayoutEntry[] } | Unknown;

/** What a provider pays out, of the whole account. */
export interface PayoutService {
  /** Payouts that were made since a moment. */
  list(since: Date): Promise<PayoutsOutcome>;
  /** What a payout is made of, without the booking of the payout itself. */
  entries(payoutId: string): Promise<EntriesOutcome>;
}
