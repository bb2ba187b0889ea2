import { isDispute, type Dispute } from "../../orders/disputes/alert.ts";
import { noticeDue } from "../../orders/disputes/alert-life.ts";
import { accountsToCompare, contextWith } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import { pagesOf } from "../attention.ts";
import type { PurchaseContext } from "../context.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import { readAlerts } from "./read-alerts.ts";
import { reportDeadline } from "./report-alerts.ts";

const MAX_AT_ONCE = 50;
/** The clock's sweep lists what was opened lately four times a day: a lost event is no lost dispute. */
const LIST_EVERY_HOURS = 6;
const LIST_AT_MINUTE = 7;
const HOUR_MS = 60 * 60_000;
const LIST_MS = 8 * 24 * HOUR_MS;
const LIST_WHEN_ASKED_MS = 30 * 24 * HOUR_MS;

type Each = <Item>(items: readonly Item[], work: (item: Item) => Promise<boolean>) => Promise<number>;

/**
 * Reads what the provider has against payments: what is open once a day, and what was opened lately without an event that
 * reached us. Then notifies of deadlines. Payments that are put off before they are asked about keep nobody waiting.
 * Answers how many payments were read.
 */
export async function sweepAlerts(context: PurchaseContext, isThorough: boolean, each: Each): Promise<number> {
  const due = await context.store.dueAlertReads(context.now(), MAX_AT_ONCE);
  const isListing = isThorough || isListed(context.now());
  const opened: PaymentName[] = [];
  if (isListing)
    for await (const { provider } of accountsToCompare(context, new Date(context.now().getTime() - LIST_MS)))
      opened.push(...(await openedLately(contextWith(context, provider), isThorough)));
  const payments = new Map([...due, ...opened].map((payment) => [`${payment.provider} ${payment.reference}`, payment]));
  const read = await each(
    [...payments.values()],
    async ({ provider, reference }) => (await readAlerts(context, reference, provider)) === "read",
  );
  await notifyOfDeadlines(context);
  return read;
}

const isListed = (now: Date) => now.getUTCHours() % LIST_EVERY_HOURS === 0 && now.getUTCMinutes() === LIST_AT_MINUTE;

/** Payments of ours that something was opened against lately that our books do not have. */
async function openedLately(context: PurchaseContext, isThorough: boolean): Promise<readonly PaymentName[]> {
  const { store, provider } = context;
  const { disputes } = provider;
  if (disputes === null) return [];
  const since = new Date(context.now().getTime() - (isThorough ? LIST_WHEN_ASKED_MS : LIST_MS));
  const list = await askProvider(context, { call: "disputes.openedSince" }, () => disputes.openedSince(since));
  if (list.kind === "unknown") return [];
  const missed: PaymentName[] = [];
  for (const { id, reference } of list.opened) {
    const payment = { provider: provider.name, reference };
    // A subscription's payment is no capture of ours; whose it is, the provider says when it is read.
    const isPlans = provider.plans !== null && context.plans !== null;
    if (!isPlans && (await store.capture(provider.name, reference)) === null) continue;
    if (!(await store.alerts(payment)).some((alert) => alert.id === id)) missed.push(payment);
  }
  return missed;
}

/** Each notice is stored before it is reported, so that of several instances one reports it. */
async function notifyOfDeadlines(context: PurchaseContext): Promise<void> {
  for await (const page of pagesOf(context.store.openAlerts)) await notifyOfThese(context, page.filter(isDispute));
}

async function notifyOfThese(context: PurchaseContext, disputes: readonly Dispute[]): Promise<void> {
  for (const { provider, reference, id } of disputes) {
    const notice = await context.store.transaction(async (transaction) => {
      await transaction.lockCapture(provider, reference);
      const dispute = (await transaction.alerts({ provider, reference }))
        .filter(isDispute)
        .find((one) => one.id === id);
      const days = dispute === undefined ? null : noticeDue(dispute, context.now());
      if (dispute === undefined || days === null) return null;
      await transaction.saveAlert({ ...dispute, notifiedDays: days });
      return { dispute, days };
    });
    if (notice !== null) reportDeadline(context, notice.dispute, notice.days);
  }
}
