import type Stripe from "stripe";
import { money } from "../../../money.ts";
import { unknownBecause } from "../../failure.ts";
import type { EntriesOutcome, PayoutEntry, PayoutsOutcome, ProviderPayout } from "../../payout-service.ts";
import { moneyFromStripe } from "../amount.ts";
import { pages } from "./pages.ts";

const TOO_MUCH = unknownBecause("too_much_to_read", "more payouts or bookings than one look reads");
const UNREADABLE = unknownBecause("unreadable", "an amount in a currency that we do not know");

/** Payouts since a moment. Stripe itemizes automatic ones, once reconciled (https://docs.stripe.com/payouts/reconciliation). */
export async function listPayouts(stripe: Stripe, since: Date): Promise<PayoutsOutcome> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const list = await pages((page) => stripe.payouts.list({ created, ...page }));
  if (list === null) return TOO_MUCH;
  const payouts = list.map(payoutOf);
  return payouts.includes(null) ? UNREADABLE : { kind: "listed", payouts: payouts.filter((one) => one !== null) };
}

function payoutOf(payout: Stripe.Payout): ProviderPayout | null {
  const { id, status, reconciliation_status: reconciled, arrival_date: arrival, created } = payout;
  const amount = signed(payout.amount, payout.currency);
  if (amount === null) return null;
  const isItemized = reconciled === "completed";
  return { id, status, amount, isItemized, arrivesAt: new Date(arrival * 1000), createdAt: new Date(created * 1000) };
}

/** Everything in a payout but the payout's own booking. The payment is that of the charge, refund or dispute booked. */
export async function listEntries(stripe: Stripe, payout: string): Promise<EntriesOutcome> {
  const list = await pages((page) => stripe.balanceTransactions.list({ payout, expand: ["data.source"], ...page }));
  if (list === null) return TOO_MUCH;
  const entries = list.filter(({ type }) => type !== "payout").map(entryOf);
  return entries.includes(null) ? UNREADABLE : { kind: "listed", entries: entries.filter((one) => one !== null) };
}

function entryOf(booking: Stripe.BalanceTransaction): PayoutEntry | null {
  const { id, reporting_category: kind, source, created, currency } = booking;
  const [amount, fee, net] = [booking.amount, booking.fee, booking.net].map((minor) => signed(minor, currency));
  if (amount === null || amount === undefined || fee === null || fee === undefined || net === null || net === undefined)
    return null;
  return { id, kind, reference: referenceOf(source), amount, fee, net, bookedAt: new Date(created * 1000) };
}

function referenceOf(source: Stripe.BalanceTransaction["source"]): string | null {
  if (source === null || typeof source === "string" || !("payment_intent" in source)) return null;
  const { payment_intent: intent } = source;
  if (intent === null || intent === undefined) return null;
  return typeof intent === "string" ? intent : intent.id;
}

/** Bookings have signs, amounts of payments have none. */
function signed(minor: number, currency: string) {
  const size = moneyFromStripe(Math.abs(minor), currency);
  return size === null || minor >= 0 ? size : money(-size.amountMinor, size.currency);
}
