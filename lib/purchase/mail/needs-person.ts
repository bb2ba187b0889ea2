import { isDispute, needsAnswer, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { latestNotice } from "../../orders/disputes/alert-life.ts";
import { orderNumberOf } from "../../orders/order.ts";
import type { AttentionItem } from "../../orders/mail.ts";
import { pagesOf, sellersInTrouble } from "../attention.ts";
import type { PurchaseContext } from "../context.ts";

/** What is settled by itself within minutes needs nobody. */
const SETTLES_WITHIN_MS = 30 * 60_000;

export type Keyed = AttentionItem & { readonly key: string };

/** What needs a person now, a page after the other, with a key that stays the same while it does. */
export async function* needingPerson(context: PurchaseContext): AsyncGenerator<readonly Keyed[]> {
  const { store, now } = context;
  const settledBefore = new Date(now().getTime() - SETTLES_WITHIN_MS);
  for await (const captures of pagesOf(store.unsettledCaptures))
    yield captures
      .filter(({ use, recordedAt }) => use === "amount_mismatch" || recordedAt <= settledBefore)
      .map(({ use, reference, amount }) =>
        item(use === "amount_mismatch" ? "amount_mismatch" : "orphaned_payment", reference, amount),
      );
  for await (const refunds of pagesOf(store.lostRefunds))
    yield refunds.map(({ key, reference, amount }) => ({
      ...item("lost_refund", reference, amount),
      key: `lost_refund:${key}`,
    }));
  for await (const alerts of pagesOf(store.openAlerts)) yield alerts.flatMap((alert) => itemsOfAlert(alert, now()));
  for await (const movements of pagesOf(store.lostMovements))
    yield movements.map(({ key, sellerId, reference, amount }) => ({
      ...item("seller_not_paid", `${sellerId}, ${reference}`, amount),
      key: `seller_not_paid:${key}`,
    }));
  for await (const bookings of pagesOf(store.refusedTaxBookings))
    yield bookings.map(({ reference, orderId }) => ({
      ...item("tax_not_booked", orderId),
      key: `tax_not_booked:${reference}`,
    }));
  for await (const events of pagesOf(store.parkedEvents))
    yield events
      .filter(({ receivedAt }) => receivedAt <= settledBefore)
      .map(({ event }) => item("parked_event", event.id));
  for await (const entitlements of pagesOf(store.entitlementsInReview))
    yield entitlements.map(({ id, subscription }) => item("subscription_mismatch", subscription ?? id));
  for await (const subscriptions of pagesOf(store.openOrphanedSubscriptions))
    yield subscriptions.map(({ reference }) => item("orphaned_subscription", reference));
  for await (const oversold of pagesOf(store.oversold))
    yield oversold.map(({ title, productId, stockOnHand }) => ({
      ...item("oversold", title),
      key: `oversold:${productId}:${stockOnHand}`,
    }));
  for await (const jobs of pagesOf(context.deadJobs))
    yield jobs.map(({ id, job }) => ({ ...item("dead_job", job.kind), key: `dead_job:${id}` }));
  for await (const sellers of pagesOf(sellersInTrouble(context)))
    yield sellers.map(({ id, account }) => ({
      ...item(account === null ? "seller_not_ready" : "seller_requirements", id),
      ...untilOf(account?.requirements.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt])) ?? []),
      key: account === null ? `seller_not_ready:${id}` : `seller_requirements:${id}:${account.disabledReason ?? ""}`,
    }));
  const feed = (await context.feed?.state()) ?? null;
  if (feed !== null && feed.trouble !== null && feed.troubledSince !== null)
    yield [{ ...item("feed_not_imported", feed.trouble), key: `feed:${feed.troubledSince.toISOString()}` }];
}

const untilOf = (dates: readonly Date[]): Pick<AttentionItem, "until"> => {
  const [first] = dates.toSorted((a, b) => a.getTime() - b.getTime());
  return first === undefined ? {} : { until: first.toISOString() };
};

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
  const { id, kind, reference, sellerId } = alert;
  if (!needsAnswer(alert)) return [];
  // Whoever reads it knows the number and the seller; the name at the provider is for finding it there.
  const named = [...(alert.orderId === null ? [] : [orderNumberOf(alert.orderId)]), sellerId, reference].join(", ");
  if (!isDispute(alert)) {
    const what = alert.kind === "review" ? "payment_review" : alert.kind;
    return [{ ...item(what, named), key: `${what}:${id}` }];
  }
  const { amount, evidenceDueAt, orderId } = alert;
  const notice = latestNotice(alert, now);
  const until = evidenceDueAt?.toISOString();
  return [
    ...(orderId === null
      ? [{ ...item("dispute_without_order", named, amount), key: `dispute_without_order:${kind}:${id}` }]
      : []),
    ...(notice === null || until === undefined
      ? []
      : [{ ...item("evidence_due", named, amount), until, key: `evidence_due:${id}:${until}:${notice}` }]),
  ];
}
