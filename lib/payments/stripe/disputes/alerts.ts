import type Stripe from "stripe";
import { sum, type Money } from "../../../money.ts";
import type { DisputeState, ProviderAlert, ProviderDispute, ProviderSignal } from "../../../orders/disputes/alert.ts";
import type { AlertsOutcome, OpenedAlertsOutcome } from "../../dispute-service.ts";
import { unknownBecause, type Unknown } from "../../failure.ts";
import { moneyFromStripe } from "../amount.ts";

const PAGE_SIZE = 100;
const MAX_PAGES = 20;

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
  const ofPayment = { payment_intent: reference, limit: PAGE_SIZE };
  const disputes = await pages((after) => stripe.disputes.list({ ...ofPayment, ...after }));
  const warnings = await pages((after) => stripe.radar.earlyFraudWarnings.list({ ...ofPayment, ...after }));
  if (disputes === null || warnings === null) return TOO_MUCH;
  for (const one of disputes) {
    const dispute = disputeOf(one);
    if ("why" in dispute) return dispute;
    alerts.push(dispute);
  }
  alerts.push(...warnings.map(warningOf));
  const { review } = await stripe.paymentIntents.retrieve(reference);
  const named = review === null ? [] : [idOf(review)];
  for (const id of new Set([...named, ...known.filter((one) => one.startsWith("prv_"))]))
    alerts.push(reviewOf(await stripe.reviews.retrieve(id)));
  return { kind: "listed", alerts };
}

/** What was opened at the account since a moment; of reviews, those that are open. Throws what Stripe throws. */
export async function alertsOpenedSince(stripe: Stripe, since: Date): Promise<OpenedAlertsOutcome> {
  const opened = { created: { gte: Math.floor(since.getTime() / 1000) }, limit: PAGE_SIZE };
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

type Page<Item> = { readonly data: readonly Item[]; readonly has_more: boolean };

/** Null when there are more than one look reads. */
async function pages<Item extends { readonly id: string }>(
  ask: (after: { starting_after?: string }) => PromiseLike<Page<Item>>,
): Promise<readonly Item[] | null> {
  const items: Item[] = [];
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more: hasMore } = await ask(after);
    items.push(...data);
    const last = data.at(-1);
    if (!hasMore || last === undefined) return items;
    after = { starting_after: last.id };
  }
  return null;
}

function disputeOf(dispute: Stripe.Dispute): ProviderDispute | Unknown {
  const { id, status, reason, evidence_details: details } = dispute;
  const amount = moneyFromStripe(dispute.amount, dispute.currency);
  if (amount === null) return unknownBecause("unreadable", "a dispute in a currency that we do not know");
  const isInquiry = status.startsWith("warning_");
  const [kind, state] = STATES[status] ?? [isInquiry ? "inquiry" : "chargeback", "unknown"];
  return {
    kind,
    id,
    amount,
    taken: takenBy(dispute, amount),
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

/** What the balance lost and got back for it; null where it is kept in another currency, or nothing was booked yet. */
function takenBy({ balance_transactions: bookings }: Stripe.Dispute, { currency }: Money): Money | null {
  if (bookings.length === 0 || bookings.some((one) => one.currency.toUpperCase() !== currency)) return null;
  const netted = bookings.reduce((total, { amount }) => total - amount, 0);
  return moneyFromStripe(Math.max(0, netted), currency.toLowerCase());
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
