import type { Books } from "../books.ts";
import { newId, type Wire } from "./objects.ts";

export type BalanceTransaction = Wire & {
  object: "balance_transaction";
  amount: number;
  fee: number;
  net: number;
  currency: string;
  type: string;
  source: string;
  /** The payout that it is part of; Stripe does not show it, its list is asked for it. */
  $private: { payout: string | null };
};

type Booking = {
  readonly type: string;
  readonly category: string;
  readonly amount: number;
  readonly fee?: number;
  readonly currency: string;
  readonly source: string;
};

const DAY = 86_400;

/** 2.9% and 30 cents, as a US account pays for a card (https://stripe.com/pricing). */
export const cardFee = (amount: number): number => Math.round(amount * 0.029) + 30;

/** Moves money of our balance; `net` is what is left of it after the fee. */
export function book(books: Books, { type, category, amount, fee = 0, currency, source }: Booking): BalanceTransaction {
  return books.insert<BalanceTransaction>({
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: books.now() + 2 * DAY,
    balance_type: "payments",
    created: books.now(),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: null, type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "available",
    type,
    $private: { payout: null },
  });
}

/** An amount as our balance keeps it: in the currency that the account settles in. */
export function settled(
  { settlement }: Books,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): { readonly amount: number; readonly currency: string } {
  return settlement === null || settlement.currency === currency
    ? { amount, currency }
    : { amount: Math.round(amount * settlement.rate), currency: settlement.currency };
}
