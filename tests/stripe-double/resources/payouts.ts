import type { Books } from "../books.ts";
import { text, type Params } from "../params.ts";
import { book, type BalanceTransaction } from "./balance.ts";
import { newId, type Wire } from "./objects.ts";

export type Payout = Wire & { object: "payout"; amount: number; currency: string; status: string };
/** `automatic` false: one that somebody made by hand, which Stripe does not itemize. */
export type PayoutRequest = { readonly currency: string; readonly automatic?: boolean };

/** Pays out everything in a currency that no payout has yet. */
export function payOut(books: Books, { currency, automatic = true }: PayoutRequest): Payout {
  const bookings = books
    .all<BalanceTransaction>("balance_transaction")
    .filter((one) => one.currency === currency && one.$private.payout === null);
  const amount = bookings.reduce((total, { net }) => total + net, 0);
  const id = newId("po");
  const own = book(books, { type: "payout", category: "payout", amount: -amount, currency, source: id });
  for (const one of automatic ? [...bookings, own] : [own]) one.$private.payout = id;
  const payout = books.insert<Payout>({
    id,
    object: "payout",
    amount,
    arrival_date: books.now(),
    automatic,
    balance_transaction: own.id,
    created: books.now(),
    currency,
    failure_code: null,
    livemode: false,
    metadata: {},
    method: "standard",
    reconciliation_status: automatic ? "completed" : "not_applicable",
    status: "paid",
    type: "bank_account",
  });
  books.announce("payout.created", payout);
  books.announce("payout.paid", payout);
  if (automatic) books.announce("payout.reconciliation_completed", payout);
  return payout;
}

/** Of one payout, where `payout` names it; the booking of the payout itself is among them. */
export function bookingsOf(books: Books, params: Params): readonly BalanceTransaction[] {
  const payout = text(params, "payout");
  const all = books.all<BalanceTransaction>("balance_transaction");
  return payout === null ? all : all.filter((one) => one.$private.payout === payout);
}
