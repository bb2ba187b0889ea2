import {
  isDispute,
  isOpen,
  lostToDisputes,
  type PaymentAlert,
  type ProviderAlert,
} from "../../orders/disputes/alert.ts";
import { mergeAlerts, readDue, type MergedAlerts } from "../../orders/disputes/alert-life.ts";
import type { Capture } from "../../orders/capture.ts";
import type { PaymentEvent } from "../../payments/provider.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import { enqueueOrderEvent, orderBefore, type PurchaseContext } from "../context.ts";
import { mailDisputes } from "../mail/enqueue-mail.ts";
import { orderIdOf } from "../orders/order-of-payment.ts";
import { claimEvent } from "../payment/claim-event.ts";
import { followTaken } from "../transfers/follow-taken.ts";
import { dropRefusedRefunds } from "./drop-refused-refunds.ts";
import { newAlert, readPlanAlerts, UNREAD_PAUSE_MS, type ReadAlerts } from "./read-plan-alerts.ts";
import { reportAlerts } from "./report-alerts.ts";

/** What an event left to be read is read by its job after this long, unless the event's own process did. */
const READ_AFTER_MS = 20_000;
/** A review is opened in the moment of the payment, perhaps before our own books have it; another account's never gets there. */
const UNKNOWN_PAYMENT_AFTER_MS = 5 * 60_000;

/**
 * Reads everything that the provider has against a payment and brings our rows in line with it, as readRefunds does with
 * refunds: looks are numbered as they begin, and one that is overtaken by a later one records nothing. `unknown`: the
 * provider did not answer, or the account is not configured.
 */
export async function readAlerts(
  context: PurchaseContext,
  reference: string,
  provider = context.provider.name,
): Promise<ReadAlerts> {
  const { store } = context;
  const payment: PaymentName = { provider, reference };
  const capture = await store.capture(provider, reference);
  if (capture === null) return readPlanAlerts(context, payment);
  const own = await contextAt(context, capture);
  const disputes = own?.provider.disputes;
  if (disputes === null) return "not_supported";
  const later = new Date(context.now().getTime() + UNREAD_PAUSE_MS);
  const ticket = await store.transaction((transaction) => transaction.takeAlertTicket(payment, later));
  if (own === null || disputes === undefined) return "unknown";
  const known = (await store.alerts(payment)).filter(isOpen).map(({ id }) => id);
  const list = await askProvider(own, { call: "disputes.read", reference }, () => disputes.read({ reference, known }));
  if (list.kind === "unknown") return "unknown";
  const merged = await store.transaction((transaction) =>
    recordList(context, transaction, payment, { ticket, listed: list.alerts }),
  );
  if (merged !== null) reportAlerts(context, merged);
  return "read";
}

/** Null when a later look is recorded. */
async function recordList(
  context: PurchaseContext,
  transaction: StoreTransaction,
  payment: PaymentName,
  { ticket, listed }: { readonly ticket: number; readonly listed: readonly ProviderAlert[] },
): Promise<MergedAlerts | null> {
  await transaction.lockCapture(payment.provider, payment.reference);
  const capture = await transaction.capture(payment.provider, payment.reference);
  if (capture === null) return null;
  const now = context.now();
  const rows = await transaction.alerts(payment);
  const orderId = await orderIdOf(transaction, capture);
  const merged = mergeAlerts(rows, listed, (one) => rowOf(one, capture, orderId, now), now);
  if (!(await transaction.recordAlertTicket(payment, ticket, readDue(merged.all, now)))) return null;
  const saved = [...merged.inserted, ...merged.changed];
  const before = saved.some(isDispute) ? await orderBefore(context, transaction, orderId) : null;
  for (const alert of saved) await transaction.saveAlert(alert);
  const lost = lostOf(capture, merged.all) - lostOf(capture, rows);
  if (orderId !== null && lost !== 0) await transaction.noteLostToDisputes(capture.sessionId, lost, now);
  await dropRefusedRefunds(transaction, capture, merged.all, now);
  if (saved.some(isDispute)) await followTaken(context, transaction, capture);
  if (orderId !== null && saved.some(isDispute))
    await enqueueOrderEvent(context, transaction, orderId, "order_update", before);
  const isNewKind = ({ id, kind }: PaymentAlert) => rows.find((row) => row.id === id)?.kind !== kind;
  if (orderId !== null) await mailDisputes(context, transaction, orderId, saved.filter(isNewKind));
  return merged;
}

/** What a payment has lost to disputes for good, in minor units: no more than it brought. */
const lostOf = ({ amount }: Capture, alerts: readonly PaymentAlert[]): number =>
  Math.min(lostToDisputes(alerts, amount.currency).amountMinor, amount.amountMinor);

function rowOf(listed: ProviderAlert, capture: Capture, orderId: PaymentAlert["orderId"], now: Date): PaymentAlert {
  const { provider, reference, sessionId, sellerId } = capture;
  const of = { provider, reference, sessionId, orderId, entitlementId: null, sellerId, changedAt: now };
  return newAlert(listed, of);
}

/**
 * Applies an event about a payment's alerts: stores it with the job that reads them, and reads them at once. Always true: what
 * is against a payment that we do not know belongs to somebody else at the same account, or is looked at once more by the job.
 */
export async function applyAlertsChanged(
  context: PurchaseContext,
  event: PaymentEvent,
  reference: string,
): Promise<boolean> {
  const payment: PaymentName = { provider: context.provider.name, reference };
  const isKnown = await context.store.transaction(async (transaction) => {
    if (!(await claimEvent(context, transaction, event))) return false;
    const isTaken = (await transaction.capture(payment.provider, reference)) !== null;
    // A subscription's payment is no capture of ours; once something was opened against it, our rows know it.
    const isOurs = isTaken || (await transaction.alerts(payment)).length > 0;
    const now = context.now();
    const later = (ms: number) => new Date(now.getTime() + ms);
    const ticket = isOurs ? await transaction.takeAlertTicket(payment, later(UNREAD_PAUSE_MS)) : 0;
    const wait = isOurs ? READ_AFTER_MS : UNKNOWN_PAYMENT_AFTER_MS;
    await transaction.enqueue({ kind: "read_alerts", ...payment, ticket }, later(wait));
    return isOurs;
  });
  // What this process does not finish, the job does.
  if (isKnown) await readAlerts(context, reference);
  context.failpoint("event_applied");
  return true;
}
