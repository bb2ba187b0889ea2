import { isPaymentOpen } from "../checkout/session.ts";
import type { SessionId } from "../ids.ts";
import { KEPT_FOR_MS } from "./idempotency.ts";
import { contextAt, learnAccounts } from "./accounts.ts";
import { pagesOf } from "./attention.ts";
import { each, onOwnClock, type Bounds } from "./phase.ts";
import { checkOrder } from "./payment/check-order.ts";
import { reconcileAccounts, type Reconciliation } from "./payment/reconcile-payments.ts";
import type { PurchaseContext } from "./context.ts";
import { expireWhenDue } from "./checkout/expire-checkout.ts";
import { readPayouts } from "./disputes/read-payouts.ts";
import { sweepAlerts } from "./disputes/sweep-alerts.ts";
import { sweepRefunds, type RefundSweep } from "./orders/sweep-refunds.ts";
import { sweepTransfers, type TransferSweep } from "./transfers/sweep-transfers.ts";
import { sweepBookings } from "./taxes/finish-booking.ts";
import { checkEntitlement, endOrphaned } from "./plans/settle-entitlement.ts";

/** A charge that goes well is over by then, so that a payment without an answer has one who looks after it soon. */
const ASK_AFTER_MS = 15_000;
/** A payment that has had no answer for this long, such as a bank debit, is asked about as seldom as a page. */
const SELDOM_AFTER_MS = 60 * 60_000;
/** A page that waits for its buyer, or a subscription that should have been paid again, is read again after this long. */
const READ_AGAIN_AFTER_MS = 10 * 60_000;
const MAX_AT_ONCE = 200;
/** What nobody knows is asked about by many at a time; what an event tells of is read by few, within the provider's limits. */
const UNANSWERED: Bounds = { atOnce: 8, moveOnAfterMs: 5000 };
const SELDOM: Bounds = { atOnce: 4, moveOnAfterMs: 5000 };
/** A person, or a start, waits for everything. */
const IN_ORDER: Bounds = { atOnce: 1, moveOnAfterMs: Infinity };
/** The clock's sweep compares the books in one minute of ten; six of them look at the same payment. */
const COMPARE_EVERY_MINUTES = 10;
const COMPARE_MS = 60 * 60_000;
const COMPARE_WHEN_ASKED_MS = 24 * 60 * 60_000;

/** `settled`: open payments whose outcome is known now, of those `asked` about. */
export type SweepReport = RefundSweep &
  TransferSweep & {
    readonly asked: number;
    readonly settled: number;
    readonly expired: number;
    /** Payments whose disputes, early fraud warnings and reviews were read. */
    readonly alertsRead: number;
    /** Payouts whose bookings were read. */
    readonly payoutsRead: number;
    /** Subscriptions that were read again. */
    readonly subscriptionsAsked: number;
    /** The payment provider's list against ours; null when they were not reconciled this time, or it has no list. */
    readonly books: Reconciliation | null;
  };

export type SweepOptions = {
  /** A person or the start of a server asks: about everything that is open, and about the books of a day. */
  readonly isThorough: boolean;
  /** The books are compared since then, as after a backup was restored; the last day or hour unless given. */
  readonly booksSince?: Date | undefined;
};

/**
 * Looks for what a crash, a lost reply or a missing webhook left behind: open payments are looked up at the payment service,
 * those without an answer first; refunds that did not arrive are asked for again and accepted ones are read, so are bookings at
 * the tax service, what is open against payments is read, subscriptions that should have been paid again are read, sessions whose
 * time is over are closed and give back stock and discount uses, what was kept for a while is forgotten, and now and then the
 * payment service's books are compared with ours. Each of these has its own clock, so that none waits for another that hangs.
 * Safe to run on several instances at once.
 */
export async function sweep(context: PurchaseContext, { isThorough, booksSince }: SweepOptions): Promise<SweepReport> {
  const phases = phasesOf(context, isThorough, booksSince);
  const none = { asked: 0, done: 0 };
  if (isThorough) {
    await phases.accounts();
    await phases.taxes();
    const unanswered = await phases.unanswered();
    return reportOf({
      unanswered,
      pages: await phases.pages(),
      refunds: await phases.refunds(),
      transfers: await phases.transfers(),
      expired: await phases.expiry(),
      alertsRead: await phases.alerts(),
      payoutsRead: await phases.payouts(),
      subscriptionsAsked: await phases.plans(),
      books: await phases.books(),
    });
  }
  const [unanswered, pages, refunds, transfers, expired, alertsRead, payoutsRead, subscriptionsAsked, books] =
    await Promise.all([
      onOwnClock(context, "unanswered", none, phases.unanswered),
      onOwnClock(context, "pages", none, phases.pages),
      onOwnClock(context, "refunds", { refundsAsked: 0, refunded: 0, refundsRead: 0 }, phases.refunds),
      onOwnClock(context, "transfers", { transfersAsked: 0, transfersSettled: 0 }, phases.transfers),
      onOwnClock(context, "expiry", 0, phases.expiry),
      onOwnClock(context, "alerts", 0, phases.alerts),
      onOwnClock(context, "payouts", 0, phases.payouts),
      onOwnClock(context, "plans", 0, phases.plans),
      onOwnClock(context, "books", null, phases.books),
      onOwnClock(context, "accounts", undefined, phases.accounts),
      onOwnClock(context, "taxes", 0, phases.taxes),
    ]);
  return reportOf({
    unanswered,
    pages,
    refunds,
    transfers,
    expired,
    alertsRead,
    payoutsRead,
    subscriptionsAsked,
    books,
  });
}

type Asked = { readonly asked: number; readonly done: number };

function reportOf({
  unanswered,
  pages,
  refunds,
  transfers,
  ...rest
}: {
  readonly unanswered: Asked;
  readonly pages: Asked;
  readonly refunds: RefundSweep;
  readonly transfers: TransferSweep;
} & Pick<SweepReport, "expired" | "alertsRead" | "payoutsRead" | "subscriptionsAsked" | "books">): SweepReport {
  const asked = unanswered.asked + pages.asked;
  return { asked, settled: unanswered.done + pages.done, ...refunds, ...transfers, ...rest };
}

function phasesOf(context: PurchaseContext, isThorough: boolean, booksSince: SweepOptions["booksSince"]) {
  const { store } = context;
  const ago = (ms: number) => new Date(context.now().getTime() - (isThorough ? 0 : ms));
  const within = (bounds: Bounds) => (isThorough ? IN_ORDER : bounds);
  const settle = (sessionId: SessionId) => settleOne(context, sessionId);
  return {
    accounts: () => learnAccounts(context),
    taxes: () => sweepBookings(context, (references, work) => each(context, references, within(SELDOM), work)),
    async unanswered(): Promise<Asked> {
      const due = {
        before: ago(ASK_AFTER_MS),
        recentSince: ago(SELDOM_AFTER_MS),
        seldomBefore: ago(READ_AGAIN_AFTER_MS),
      };
      const asked = await store.unansweredPayments(due, MAX_AT_ONCE);
      return { asked: asked.length, done: await each(context, asked, within(UNANSWERED), settle) };
    },
    async pages(): Promise<Asked> {
      const asked = await store.awaitedPages(ago(READ_AGAIN_AFTER_MS), MAX_AT_ONCE);
      return { asked: asked.length, done: await each(context, asked, within(SELDOM), settle) };
    },
    refunds: () => sweepRefunds(context, isThorough, (items, work) => each(context, items, within(SELDOM), work)),
    async expiry(): Promise<number> {
      const due = await store.dueSessions(context.now(), MAX_AT_ONCE);
      const expired = await each(context, due, IN_ORDER, async (id) => {
        const session = await expireWhenDue(context, await store.session(id));
        return session?.status === "expired";
      });
      const keptSince = new Date(context.now().getTime() - KEPT_FOR_MS);
      await store.transaction((transaction) => transaction.forgetRequests(keptSince));
      await store.transaction((transaction) => transaction.forgetConsoleSessions(context.now(), MAX_AT_ONCE));
      return expired;
    },
    alerts: () => sweepAlerts(context, isThorough, (items, work) => each(context, items, within(SELDOM), work)),
    transfers: () => sweepTransfers(context, isThorough, (rows, work) => each(context, rows, within(SELDOM), work)),
    payouts: () => readPayouts(context, isThorough),
    plans: () => sweepPlans(context, within(SELDOM), ago(READ_AGAIN_AFTER_MS)),
    books: () => compareNow(context, isThorough, booksSince),
  };
}

/** Marked before the provider is asked: one that hangs goes to the end of the queue, and no other instance takes it too. */
async function settleOne(context: PurchaseContext, sessionId: SessionId): Promise<boolean> {
  const { store } = context;
  await store.transaction((transaction) => transaction.markChecked(sessionId, context.now()));
  const session = (await checkOrder(context, { sessionId }))?.session;
  if (session === undefined || !isPaymentOpen(session)) return true;
  // A page waits for its buyer; anything else is asked about until it is known, a charge under way when it must be over.
  const { startedAt } = session.attempt;
  if (session.status !== "awaiting_buyer" && context.now().getTime() - startedAt.getTime() < SELDOM_AFTER_MS) {
    const attempt = await store.attempt(session.attempt.id);
    const own = attempt === null ? null : await contextAt(context, attempt);
    if (own === null) return false;
    const overAt = new Date(startedAt.getTime() + own.provider.absentIsFinalAfterMs);
    await store.transaction((transaction) =>
      transaction.enqueue({ kind: "settle_payment", sessionId }, session.status === "paying" ? overAt : undefined),
    );
  }
  return false;
}

async function compareNow(
  context: PurchaseContext,
  isThorough: boolean,
  booksSince: SweepOptions["booksSince"],
): Promise<SweepReport["books"]> {
  const now = context.now();
  if (!isThorough && now.getUTCMinutes() % COMPARE_EVERY_MINUTES !== 0) return null;
  return reconcileAccounts(
    context,
    booksSince ?? new Date(now.getTime() - (isThorough ? COMPARE_WHEN_ASKED_MS : COMPARE_MS)),
  );
}

async function sweepPlans(context: PurchaseContext, bounds: Bounds, readBefore: Date): Promise<number> {
  const { store } = context;
  if (context.plans === null) return 0;
  const due = await store.dueEntitlements(context.now(), readBefore, MAX_AT_ONCE);
  await each(context, due, bounds, async (id) => (await checkEntitlement(context, id)) !== null);
  for await (const orphaned of pagesOf(store.openOrphanedSubscriptions)) {
    const asked = orphaned.filter((one) => one.state !== "refused");
    await each(context, asked, bounds, async (one) => (await endOrphaned(context, one)) === "done");
  }
  return due.length;
}
