import { isPaymentOpen } from "../checkout/session.ts";
import { KEPT_FOR_MS } from "./idempotency.ts";
import { checkOrder } from "./payment/check-order.ts";
import { reconcilePayments, type Reconciliation } from "./payment/reconcile-payments.ts";
import type { PurchaseContext } from "./context.ts";
import { expireWhenDue } from "./checkout/expire-checkout.ts";
import { finishRefund } from "./orders/refund-payment.ts";
import { checkEntitlement, endOrphaned } from "./plans/settle-entitlement.ts";

/** An open payment is asked about again after this long. */
const ASK_AFTER_MS = 45_000;
/** A page that waits for its buyer, or a subscription that should have been paid again, is read again after this long. */
const READ_AGAIN_AFTER_MS = 10 * 60_000;
const MAX_AT_ONCE = 200;
/** The clock's sweep compares the books in one minute of ten; six of them look at the same payment. */
const COMPARE_EVERY_MINUTES = 10;
const COMPARE_MS = 60 * 60_000;
const COMPARE_WHEN_ASKED_MS = 24 * 60 * 60_000;

/** `settled`: open payments whose outcome is known now, of those `asked` about. */
export type SweepReport = {
  readonly asked: number;
  readonly settled: number;
  readonly refundsAsked: number;
  readonly refunded: number;
  readonly expired: number;
  /** Subscriptions that were read again. */
  readonly subscriptionsAsked: number;
  /** The payment provider's list against ours; null when they were not reconciled this time, or it has no list. */
  readonly books: Reconciliation | null;
};

export type SweepOptions = {
  /** A person or the start of a server asks: about everything that is open, and about the books of a day. */
  readonly isThorough: boolean;
};

/**
 * Looks for what a crash, a lost reply or a missing webhook left behind: open payments are looked up at the payment
 * service, refunds that did not arrive are asked for again, subscriptions that should have been paid again are read,
 * sessions whose time is over are closed and give back stock and discount uses, answers kept for repetitions and
 * the console's ended sessions are forgotten, and now and then the payment service's books are compared with ours. One that fails does not keep the others waiting. Safe to run on several instances at once.
 */
export async function sweep(context: PurchaseContext, { isThorough }: SweepOptions): Promise<SweepReport> {
  const { store } = context;
  const askAfterMs = isThorough ? 0 : ASK_AFTER_MS;
  const asked = await store.openPayments(new Date(context.now().getTime() - askAfterMs), MAX_AT_ONCE);
  const settled = await each(context, asked, async (sessionId) => {
    const state = await checkOrder(context, { sessionId });
    const isOpen = state !== null && isPaymentOpen(state.session);
    await store.transaction(async (transaction) => {
      await transaction.markChecked(sessionId, context.now());
      // A page waits for its buyer; anything else is asked about until it is known.
      if (isOpen && state.session.status !== "awaiting_buyer")
        await transaction.enqueue({ kind: "settle_payment", sessionId });
    });
    return !isOpen;
  });
  const refunds = (await store.openRefunds(MAX_AT_ONCE)).filter((refund) => refund.state !== "refused");
  const refunded = await each(context, refunds, async ({ key }) => {
    const state = await finishRefund(context, key);
    return state === "done" || state === "accepted";
  });
  const due = await store.dueSessions(context.now(), MAX_AT_ONCE);
  const expired = await each(context, due, async (id) => {
    const session = await expireWhenDue(context, await store.session(id));
    return session?.status === "expired";
  });
  await store.transaction((transaction) => transaction.forgetRequests(new Date(context.now().getTime() - KEPT_FOR_MS)));
  await store.transaction((transaction) => transaction.forgetConsoleSessions(context.now(), MAX_AT_ONCE));
  const subscriptionsAsked = await sweepPlans(context, isThorough ? 0 : READ_AGAIN_AFTER_MS);
  const books = await compareNow(context, isThorough);
  return { asked: asked.length, settled, refundsAsked: refunds.length, refunded, expired, subscriptionsAsked, books };
}

async function compareNow(context: PurchaseContext, isThorough: boolean): Promise<SweepReport["books"]> {
  const now = context.now();
  if (context.provider.listPayments === null) return null;
  if (!isThorough && now.getUTCMinutes() % COMPARE_EVERY_MINUTES !== 0) return null;
  return reconcilePayments(context, new Date(now.getTime() - (isThorough ? COMPARE_WHEN_ASKED_MS : COMPARE_MS)));
}

async function sweepPlans(context: PurchaseContext, readAfterMs: number): Promise<number> {
  const { store } = context;
  if (context.plans === null) return 0;
  const now = context.now();
  const due = await store.dueEntitlements(now, new Date(now.getTime() - readAfterMs), MAX_AT_ONCE);
  await each(context, due, async (id) => (await checkEntitlement(context, id)) !== null);
  const orphaned = (await store.openOrphanedSubscriptions(MAX_AT_ONCE)).filter((one) => one.state !== "refused");
  await each(context, orphaned, async (one) => (await endOrphaned(context, one)) === "done");
  return due.length;
}

async function each<Item>(
  context: PurchaseContext,
  items: readonly Item[],
  work: (item: Item) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const item of items) {
    try {
      if (await work(item)) done += 1;
    } catch (error) {
      context.report({
        level: "error",
        message: "one item of a sweep failed; the next sweep tries it again",
        fields: {},
        error,
      });
    }
  }
  return done;
}
