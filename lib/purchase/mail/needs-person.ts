import type { AttentionItem } from "../../orders/mail.ts";
import type { PurchaseContext } from "../context.ts";

const MAX_LISTED = 200;
/** What is settled by itself within minutes needs nobody. */
const SETTLES_WITHIN_MS = 30 * 60_000;

/** What needs a person now, at most 200 of each kind, with a key that stays the same while it does. */
export async function needingPerson(
  context: PurchaseContext,
): Promise<readonly (AttentionItem & { readonly key: string })[]> {
  const { store, now } = context;
  const settledBefore = new Date(now().getTime() - SETTLES_WITHIN_MS);
  const captures = await store.unsettledCaptures(MAX_LISTED);
  const refunds = await store.lostRefunds(MAX_LISTED);
  const events = await store.parkedEvents(MAX_LISTED);
  const entitlements = await store.entitlementsInReview(MAX_LISTED);
  const subscriptions = await store.openOrphanedSubscriptions(MAX_LISTED);
  const oversold = await store.oversold(MAX_LISTED);
  const jobs = await context.deadJobs(MAX_LISTED);
  const feed = (await context.feed?.state()) ?? null;
  const item = (
    kind: AttentionItem["kind"],
    subject: string,
    amount: AttentionItem["amount"] = null,
    version = "",
  ) => ({
    kind,
    subject,
    amount,
    key: `${kind}:${subject}${version}`,
  });
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
