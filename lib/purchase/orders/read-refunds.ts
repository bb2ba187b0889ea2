import { mergeRefunds } from "../../orders/refund-life.ts";
import type { Capture } from "../../orders/capture.ts";
import { isLost, type ProviderRefund, type Refund } from "../../orders/refund.ts";
import type { PaymentEvent } from "../../payments/provider.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { claimEvent } from "../payment/claim-event.ts";
import { recordGiven, reportLost } from "./given-back.ts";
import { orderOfPayment } from "./order-of-payment.ts";

/** What an event left to be read is read by its job after this long, unless the event's own process did. */
const READ_AFTER_MS = 20_000;
/** A payment whose refunds could not be read is due again after this long. */
const UNREAD_PAUSE_MS = 60 * 60_000;

/**
 * Reads all refunds of a payment at the provider and brings our rows and totals in line with them, whoever made them. Looks are
 * numbered as they begin, and one that is overtaken by a later one records nothing: so the order in which events arrive, and
 * answers come back, does not matter. `unknown`: the provider did not answer, or the account is not configured.
 */
export async function readRefunds(
  context: PurchaseContext,
  reference: string,
  provider = context.provider.name,
): Promise<"read" | "unknown" | "no_such_payment"> {
  const { store } = context;
  const payment: PaymentName = { provider, reference };
  const capture = await store.capture(provider, reference);
  const own = capture === null ? null : await contextAt(context, capture);
  const ticket = await store.transaction(async (transaction) => {
    const now = context.now();
    await transaction.putOffRefunds(payment, now, new Date(now.getTime() + UNREAD_PAUSE_MS));
    return transaction.takeRefundTicket(payment);
  });
  if (ticket === null) return "no_such_payment";
  if (own === null) return "unknown";
  const list = await askProvider(own, { call: "listRefunds", reference }, () => own.provider.listRefunds(reference));
  if (list.kind === "unknown") return "unknown";
  const lost = await store.transaction(async (transaction) => {
    await transaction.lockCapture(payment.provider, reference);
    if (!(await transaction.recordRefundTicket(payment, ticket))) return [];
    return recordList(context, transaction, payment, list.refunds);
  });
  reportLost(context, lost);
  return "read";
}

async function recordList(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { provider, reference }: PaymentName,
  listed: readonly ProviderRefund[],
): Promise<readonly Refund[]> {
  const capture = await transaction.capture(provider, reference);
  if (capture === null) return [];
  const before = await transaction.refunds(provider, reference);
  const order = await orderOfPayment(context, transaction, capture);
  const merged = mergeRefunds(before, listed, (one) => rowOf(one, capture, order?.id ?? null), context.now());
  for (const refund of merged.changed) await transaction.saveRefund(refund);
  for (const refund of merged.inserted) await transaction.insertRefund(refund);
  await recordGiven(context, transaction, capture, { before, after: merged.all, isWholeList: true, order });
  const wasLost = (key: string) => before.some((refund) => refund.key === key && isLost(refund));
  return [...merged.changed, ...merged.inserted].filter((refund) => isLost(refund) && !wasLost(refund.key));
}

/** The row of a refund that we have none of: somebody made it at the provider, or our books lost it. */
function rowOf(listed: ProviderRefund, capture: Capture, orderId: Refund["orderId"]): Omit<Refund, "dueAt"> {
  const { provider, reference, sessionId, sellerId } = capture;
  return {
    key: listed.key ?? `${provider}:${listed.id}`,
    provider,
    reference,
    sessionId,
    orderId,
    sellerId,
    amount: listed.amount,
    state: listed.state,
    why: listed.key === null ? "made elsewhere" : "found elsewhere",
    requestedAt: listed.createdAt,
    settledAt: listed.createdAt,
    providerId: listed.id,
    madeBy: listed.key === null ? "provider" : "us",
    reason: listed.reason,
    items: null,
    refusals: 0,
    tries: 0,
    resolvedAt: null,
  };
}

/**
 * Applies an event about a payment's refunds: stores it with the job that reads them, and reads them at once. True when it is
 * recorded, now or earlier, or is of no payment of ours; false for one of ours whose payment is not in our books yet.
 */
export async function applyRefundsChanged(
  context: PurchaseContext,
  event: PaymentEvent,
  { reference, isOurs }: Extract<PaymentEvent["outcome"], { kind: "refunds_changed" }>,
): Promise<boolean> {
  const payment: PaymentName = { provider: context.provider.name, reference };
  const stored = await context.store.transaction(async (transaction) => {
    if ((await transaction.capture(payment.provider, reference)) === null) return "no_such_payment";
    if (!(await claimEvent(context, transaction, event))) return "known";
    const ticket = (await transaction.takeRefundTicket(payment)) ?? 0;
    const later = new Date(context.now().getTime() + READ_AFTER_MS);
    await transaction.enqueue({ kind: "read_refunds", ...payment, ticket }, later);
    return "stored";
  });
  if (stored === "no_such_payment") return !isOurs;
  // What this process does not finish, the job does.
  if (stored === "stored") await readRefunds(context, reference);
  context.failpoint("event_applied");
  return true;
}
