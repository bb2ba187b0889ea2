import { isDispute, needsAnswer, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { latestNotice } from "../../orders/disputes/alert-life.ts";
import type { AttentionItem } from "../../orders/mail.ts";
import type { PurchaseContext } from "../context.ts";

/** Of a kind that has more than the first of these, more are read; behind the last, nobody reads on either. */
const LIMITS = [200, 2000, 10_000] as const;
/** What is settled by itself within minutes needs nobody. */
const SETTLES_WITHIN_MS = 30 * 60_000;

type Keyed = AttentionItem & { readonly key: string };

/** What needs a person now, at most 10,000 of each kind, with a key that stays the same while it does. */
export async function needingPerson(context: PurchaseContext): Promise<readonly Keyed[]> {
  const { store, now } = context;
  const settledBefore = new Date(now().getTime() - SETTLES_WITHIN_MS);
  const captures = await allOf((limit) => store.unsettledCaptures(limit));
  const refunds = await allOf((limit) => store.lostRefunds(limit));
  const alerts = await allOf((limit) => store.openAlerts(limit));
  const bookings = await allOf((limit) => store.refusedTaxBookings(limit));
  const events = await allOf((limit) => store.parkedEvents(limit));
  const entitlements = await allOf((limit) => store.entitlementsInReview(limit));
  const subscriptions = await allOf((limit) => store.openOrphanedSubscriptions(limit));
  const oversold = await allOf((limit) => store.oversold(limit));
  const jobs = await allOf((limit) => context.deadJobs(limit));
  const feed = (await context.feed?.state()) ?? null;
  return [
    ...captures
      .filter(({ use, recordedAt }) => use === "amount_mismatch" || recordedAt <= settledBefore)
      .map(({ use, reference, amount }) =>
        item(use === "amount_mismatch" ? "amount_mismatch" : "orphaned_payment", reference, amount),
      ),
    ...refunds.map(({ key, reference, amount }) => ({
      ...item("lost_refund", reference, amount),
      key: `lost_refund:${key}`,
    })),
    ...alerts.flatMap((alert) => itemsOfAlert(alert, now())),
    ...bookings.map(({ reference, orderId }) => ({
      ...item("tax_not_booked", orderId),
      key: `tax_not_booked:${reference}`,
    })),
    ...events
      .filter(({ receivedAt }) => receivedAt <= settledBefore)
      .map(({ event }) => item("parked_event", event.id)),
    ...entitlements.map(({ id, subscription }) => item("subscription_mismatch", subscription ?? id)),
    ...subscriptions.map(({ reference }) => item("orphaned_subscription", reference)),
    ...oversold.map(({ title, productId, stockOnHand }) => ({
      ...item("oversold", title),
      key: `oversold:${productId}:${stockOnHand}`,
    })),
    ...jobs.map(({ id, job }) => ({ ...item("dead_job", job.kind), key: `dead_job:${id}` })),
    ...(feed === null || feed.trouble === null || feed.troubledSince === null
      ? []
      : [{ ...item("feed_not_imported", feed.trouble), key: `feed:${feed.troubledSince.toISOString()}` }]),
  ];
}

/** Lists have the oldest first: a full one may hide what is new. */
async function allOf<Item>(read: (limit: number) => Promise<readonly Item[]>): Promise<readonly Item[]> {
  let found: readonly Item[] = [];
  for (const limit of LIMITS) {
    found = await read(limit);
    if (found.length < limit) break;
  }
  return found;
}

const item = (kind: AttentionItem["kind"], subject: string, amount: AttentionItem["amount"] = null): Keyed => ({
  kind,
  subject,
  amount,
  key: `${kind}:${subject}`,
});

/**
 * A dispute of an order has a message of its own when it is opened, so it is listed once its deadline comes near, and again
 * at each notice. Of one without an order no seller is written to.
 */
function itemsOfAlert(alert: PaymentAlert, now: Date): readonly Keyed[] {
  const { id, kind, reference } = alert;
  if (!needsAnswer(alert)) return [];
  if (!isDispute(alert)) {
    const what = alert.kind === "review" ? "payment_review" : alert.kind;
    return [{ ...item(what, reference), key: `${what}:${id}` }];
  }
  const { amount, evidenceDueAt, orderId } = alert;
  const notice = latestNotice(alert, now);
  const until = evidenceDueAt?.toISOString();
  return [
    ...(orderId === null
      ? [{ ...item("dispute_without_order", reference, amount), key: `dispute_without_order:${kind}:${id}` }]
      : []),
    ...(notice === null || until === undefined
      ? []
      : [{ ...item("evidence_due", reference, amount), until, key: `evidence_due:${id}:${until}:${notice}` }]),
  ];
}
