import type Stripe from "stripe";
import { z } from "zod";
import { PLAN_INTERVALS } from "../../orders/plans/plan.ts";
import type { Subscription } from "../../orders/plans/entitlement.ts";
import type { PlanEvent } from "../plan-service.ts";
import { moneyFromStripe } from "./amount.ts";
import { entitlementOf, isOfOther, type InstallationMark } from "./metadata.ts";
import { readEvent } from "./webhook.ts";

/** A subscription with its `latest_invoice` as an object, in our words. */
export function subscriptionFacts(subscription: Stripe.Subscription): Subscription {
  const [item, ...others] = subscription.items.data;
  const price = item !== undefined && others.length === 0 && item.quantity === 1 ? item.price : null;
  const amount = price?.unit_amount ?? null;
  const rhythm = price?.recurring?.interval_count === 1 ? price.recurring.interval : null;
  const { ended_at: endedAt } = subscription;
  return {
    reference: subscription.id,
    entitlementId: entitlementOf(subscription.metadata),
    state: stateOf(subscription.status),
    price: price === null || amount === null ? null : moneyFromStripe(amount, price.currency),
    interval: PLAN_INTERVALS.find((one) => one === rhythm) ?? null,
    paid: item === undefined ? null : paidBy(subscription.latest_invoice, item.current_period_end),
    endedAt: endedAt === null ? null : new Date(endedAt * 1000),
  };
}

/** At a renewal the period moves on an hour before its invoice is paid, so the period alone proves nothing. */
function paidBy(invoice: string | Stripe.Invoice | null, periodEnd: number): Subscription["paid"] {
  if (invoice === null || typeof invoice === "string" || invoice.status !== "paid") return null;
  const amount = moneyFromStripe(invoice.total, invoice.currency);
  return amount === null ? null : { amount, until: new Date(periodEnd * 1000) };
}

function stateOf(status: Stripe.Subscription["status"]): Subscription["state"] {
  switch (status) {
    case "incomplete":
      return "incomplete";
    case "active":
      return "active";
    case "past_due":
    case "unpaid":
      return "past_due";
    case "canceled":
    case "incomplete_expired":
      return "ended";
    default:
      return "other";
  }
}

const marks = z.record(z.string(), z.string()).nullish();
const pageObject = z.object({ mode: z.literal("subscription"), metadata: marks, subscription: z.string().nullish() });
const subscriptionObject = z.object({ id: z.string(), metadata: marks });
const invoiceObject = z.object({
  parent: z.object({ subscription_details: z.object({ subscription: z.string(), metadata: marks }) }),
});

/** What a verified webhook reports of subscriptions: only whom it is about, because their state is read again. */
export function planEventsIn(text: string, mode: "test" | "live", mark: InstallationMark = {}): PlanEvent[] {
  const event = readEvent(text, mode);
  const about = event === null ? null : aboutWhom(event.type, event.object);
  const entitlementId = entitlementOf(about?.metadata ?? null);
  if (event === null || about === null || entitlementId === null) return [];
  // Plans are sold at our account: whoever has one that is connected to it could write our marks on a subscription of theirs.
  if (event.account !== undefined) return [];
  if (isOfOther(about.metadata ?? null, mark)) return [];
  return [{ id: event.id, entitlementId, subscription: about.subscription ?? null }];
}

type About = { metadata?: Record<string, string> | null | undefined; subscription?: string | null | undefined } | null;

function aboutWhom(type: string, object: unknown): About {
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
      return pageObject.safeParse(object).data ?? null;
    case "customer.subscription.updated":
    case "customer.subscription.deleted": {
      const { data } = subscriptionObject.safeParse(object);
      return data === undefined ? null : { metadata: data.metadata, subscription: data.id };
    }
    case "invoice.paid":
    case "invoice.payment_failed":
      return invoiceObject.safeParse(object).data?.parent.subscription_details ?? null;
    default:
      return null;
  }
}
