import type Stripe from "stripe";
import type { ProviderRefund, ProviderRefundState } from "../../orders/refund.ts";
import { unknownBecause, type Unknown } from "../failure.ts";
import type { ListedRefund, ListRefundsOutcome, ListRefundsSinceOutcome } from "../refund-outcome.ts";
import { moneyFromStripe } from "./amount.ts";
import { requestIdOf, type FromResponse } from "./failure.ts";
import { refundKeyOf } from "./metadata.ts";

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
/** Of all payments together. */
const MAX_PAGES_SINCE = 100;

const STATES: Readonly<Record<string, ProviderRefundState>> = {
  pending: "accepted",
  requires_action: "requires_action",
  succeeded: "done",
  failed: "failed",
  canceled: "canceled",
};

/**
 * All refunds of a payment, whoever made them and in whatever state: what is given back is worked out of them, because they
 * move both ways and events come in any order (https://docs.stripe.com/refunds). Throws what Stripe throws.
 */
export async function listRefunds(stripe: Stripe, reference: string): Promise<ListRefundsOutcome> {
  if (!/^pi_\w+$/.test(reference)) return unknownBecause("request_rejected", "the payment is not one of Stripe's");
  const refunds: ProviderRefund[] = [];
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const request = { payment_intent: reference, limit: PAGE_SIZE, ...after };
    const { data, has_more: hasMore } = await stripe.refunds.list(request);
    for (const one of data) {
      const refund = refundOf(one);
      if ("why" in refund) return refund;
      refunds.push(refund);
    }
    const last = data.at(-1);
    if (!hasMore || last === undefined) return { kind: "listed", refunds };
    after = { starting_after: last.id };
  }
  return unknownBecause("too_much_to_read", "more refunds of the payment than one look reads");
}

/**
 * Refunds of every payment that were made since a moment, those of a status that we do not know left out: their payment's own
 * list says so. Throws what Stripe throws. https://docs.stripe.com/api/refunds/list
 */
export async function listRefundsSince(stripe: Stripe, since: Date): Promise<ListRefundsSinceOutcome> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const refunds: ListedRefund[] = [];
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES_SINCE; page += 1) {
    const { data, has_more: hasMore } = await stripe.refunds.list({ created, limit: PAGE_SIZE, ...after });
    for (const { id, status, payment_intent: intent } of data) {
      const state = STATES[status ?? ""];
      const reference = typeof intent === "string" ? intent : intent?.id;
      if (state !== undefined && reference !== undefined) refunds.push({ id, state, reference });
    }
    const last = data.at(-1);
    if (!hasMore || last === undefined) return { kind: "listed", refunds };
    after = { starting_after: last.id };
  }
  return unknownBecause("too_much_to_read", "more refunds than one look reads");
}

/** A refund in the port's words, or why it has none: Stripe's status is an open list. */
export function refundOf(refund: Stripe.Refund & FromResponse): ProviderRefund | Unknown {
  const state = STATES[refund.status ?? ""];
  const amount = moneyFromStripe(refund.amount, refund.currency);
  if (state === undefined)
    return unknownBecause("undecided", `the refund is ${refund.status ?? "without a status"}`, requestIdOf(refund));
  if (amount === null)
    return unknownBecause("unreadable", "an amount in a currency that we do not know", requestIdOf(refund));
  return {
    id: refund.id,
    key: refundKeyOf(refund.metadata),
    amount,
    state,
    reason: refund.failure_reason ?? refund.pending_reason ?? null,
    createdAt: new Date(refund.created * 1000),
  };
}
