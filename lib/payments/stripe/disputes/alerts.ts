import type Stripe from "stripe";
import { lesser, partOfOther, sum, zero, type Money } from "../../../money.ts";
import type { DisputeState, ProviderAlert, ProviderDispute, ProviderSignal } from "../../../orders/disputes/alert.ts";
import type { AlertsOutcome, OpenedAlertsOutcome } from "../../dispute-service.ts";
import { unknownBecause, type Unknown } from "../../failure.ts";
import { moneyFromStripe } from "../amount.ts";
import { pages } from "./pages.ts";

/** Every status that Stripe documents; an appeal is against a loss, and the money stays away meanwhile. */
const STATES: Readonly<Record<string, readonly [ProviderDispute["kind"], DisputeState]>> = {
  warning_needs_response: ["inquiry", "needs_response"],
  warning_under_review: ["inquiry", "under_review"],
  warning_closed: ["inquiry", "closed"],
  needs_response: ["chargeback", "needs_response"],
  under_review: ["chargeback", "under_review"],
  appeal_needs_response: ["chargeback", "needs_response"],
  appeal_under_review: ["chargeback", "under_review"],
  won: ["chargeback", "won"],
  lost: ["chargeback", "lost"],
  prevented: ["chargeback", "prevented"],
};

/**
 * All disputes, early fraud warnings and reviews of a payment: several disputes of one are possible, and events come in any
 * order (https://docs.stripe.com/disputes/how-disputes-work). A review that is over is no longer named by its payment, so
 * those that are `known` as open are read as well. Throws what Stripe throws.
 */
export async function readAlerts(
  stripe: Stripe,
  { reference, known }: { readonly reference: string; readonly known: readonly string[] },
): Promise<AlertsOutcome> {
  if (!/^pi_\w+$/.test(reference)) return unknownBecause("request_rejected", "the payment is not one of Stripe's");
  const alerts: ProviderAlert[] = [];
  const ofPayment = { payment_intent: reference };
  const disputes = await pages((after) => stripe.disputes.list({ ...ofPayment, ...after }));
  const warnings = await pages((after) => stripe.radar.earlyFraudWarnings.list({ ...ofPayment, ...after }));
  if (disputes === null || warnings === null) return TOO_MUCH;
  const expand = disputes.length === 0 ? [] : ["latest_charge.balance_transaction"];
  const { review, latest_charge: charge } = await stripe.paymentIntents.retrieve(reference, { expand });
  for (const one of disputes) {
    const dispute = disputeOf(one, bookedOf(charge));
    if ("why" in dispute) return dispute;
    alerts.push(dispute);
  }
  alerts.push(...warnings.map(warningOf));
  const named = review === null ? [] : [idOf(review)];
  for (const id of new Set([...named, ...known.filter((one) => one.startsWith("prv_"))]))
    alerts.push(reviewOf(await stripe.reviews.retrieve(id)));
  return { kind: "listed", alerts };
}

/** What was opened at the account since a moment; of reviews, those that are open. Throws what Stripe throws. */
export async function alertsOpenedSince(stripe: Stripe, since: Date): Promise<OpenedAlertsOutcome> {
  const opened = { created: { gte: Math.floor(since.getTime() / 1000) } };
  const disputes = await pages((after) => stripe.disputes.list({ ...opened, ...after }));
  const warnings = await pages((after) => stripe.radar.earlyFraudWarnings.list({ ...opened, ...after }));
  const reviews = await pages((after) => stripe.reviews.list({ ...opened, ...after }));
  if (disputes === null || warnings === null || reviews === null) return TOO_MUCH;
  const named = [...disputes, ...warnings, ...reviews].flatMap(({ id, payment_intent: intent }) =>
    intent === null || intent === undefined ? [] : [{ id, reference: idOf(intent) }],
  );
  return { kind: "listed", opened: named };
}

const TOO_MUCH: Unknown = unknownBecause("too_much_to_read", "more disputes than one look reads");

/** What a payment took, and what the balance has of it: of the same money, in two currencies where it was converted. */
type Booked = { readonly paid: Money; readonly settled: Money };

function bookedOf(charge: Stripe.PaymentIntent["latest_charge"]): Booked | null {
  const booking = charge === null || typeof charge === "string" ? null : charge.balance_transaction;
  if (charge === null || typeof charge === "string" || booking === null || typeof booking === "string") return null;
  const paid = moneyFromStripe(charge.amount, charge.currency);
  const settled = moneyFromStripe(booking.amount, booking.currency);
  return paid === null || settled === null || settled.amountMinor < 1 ? null : { paid, settled };
}

/** Money of the balance as the part of the payment that it is, by the payment's own proportion; the whole is exactly the whole. */
function ofPayment(amount: Money, booked: Booked | null): Money {
  if (booked === null || amount.currency === booked.paid.currency || amount.currency !== booked.settled.currency)
    return amount;
  const { paid: other, settled: whole } = booked;
  return lesser(partOfOther(amount, { before: zero(amount.currency), whole, other }), other);
}

/** In the currency of the payment, whatever the bank disputes in: our books of a payment are in that alone. */
function disputeOf(dispute: Stripe.Dispute, booked: Booked | null): ProviderDispute | Unknown {
  const { id, status, reason, evidence_details: details } = dispute;
  const amount = amountOf(dispute, booked);
  if (amount === null) return unknownBecause("unreadable", "a dispute in a currency that we do not know");
  const isInquiry = status.startsWith("warning_");
  const [kind, state] = STATES[status] ?? [isInquiry ? "inquiry" : "chargeback", "unknown"];
  return {
    kind,
    id,
    amount,
    taken: takenBy(dispute, amount, booked),
    fee: feeOf(dispute),
    state,
    status,
    reason,
    // 0 where the bank takes no answer.
    evidenceDueAt: details.due_by === null || details.due_by === 0 ? null : dateOf(details.due_by),
    submissions: details.submission_count,
    openedAt: dateOf(dispute.created),
  };
}

/** In a third currency it is as much of the payment as the balance was first asked for; null where we do not know the currency. */
function amountOf(
  { amount, currency, balance_transactions: bookings }: Stripe.Dispute,
  booked: Booked | null,
): Money | null {
  const named = moneyFromStripe(amount, currency);
  const [first] = bookings;
  if (named === null || booked === null || first === undefined) return named === null ? null : ofPayment(named, booked);
  if (named.currency === booked.paid.currency || named.currency === booked.settled.currency)
    return ofPayment(named, booked);
  const withdrawn = moneyFromStripe(Math.abs(first.amount), first.currency);
  return withdrawn === null ? named : ofPayment(withdrawn, booked);
}

/** What the balance lost and got back for it; null where nobody can say what that is of the payment, or nothing is booked yet. */
function takenBy(
  { balance_transactions: bookings, currency: named }: Stripe.Dispute,
  { currency }: Money,
  booked: Booked | null,
): Money | null {
  const [first] = bookings;
  if (first === undefined || bookings.some((one) => one.currency !== first.currency)) return null;
  // What the dispute says in the payment's currency is exact, and what the balance lost is by the rate of another day.
  if (named.toUpperCase() === currency && first.currency !== named) return null;
  const netted = bookings.reduce((total, { amount }) => total - amount, 0);
  const lost = moneyFromStripe(Math.max(0, netted), first.currency);
  const taken = lost === null ? null : ofPayment(lost, booked);
  return taken?.currency === currency ? taken : null;
}

function feeOf({ balance_transactions: bookings }: Stripe.Dispute): Money | null {
  const fees = bookings.flatMap(({ fee, currency }) => moneyFromStripe(Math.max(0, fee), currency) ?? []);
  const [first] = fees;
  return first === undefined || fees.some(({ currency }) => currency !== first.currency)
    ? null
    : sum(fees, first.currency);
}

/** `actionable` is false once the payment was refunded or disputed. */
function warningOf({ id, actionable, created, fraud_type: reason }: Stripe.Radar.EarlyFraudWarning): ProviderSignal {
  const state = actionable ? "open" : "closed";
  const status = actionable ? "actionable" : "not_actionable";
  return { kind: "early_fraud_warning", id, state, status, reason, openedAt: dateOf(created) };
}

function reviewOf({ id, open, created, reason, opened_reason: why }: Stripe.Review): ProviderSignal {
  const openedAt = dateOf(created);
  return { kind: "review", id, state: open ? "open" : "closed", status: open ? "open" : reason, reason: why, openedAt };
}

const idOf = (object: string | { readonly id: string }): string => (typeof object === "string" ? object : object.id);
const dateOf = (seconds: number): Date => new Date(seconds * 1000);
