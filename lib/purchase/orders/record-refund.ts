import type { RecordOutcome } from "../payment/record-outcome.ts";
import { lesser, sum } from "../../money.ts";
import type { PaymentEvent } from "../../payments/provider.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import { restockWhenCanceled } from "./restock.ts";

/** What the payment service says was given back; also for refunds that somebody made there. */
export async function recordRefunded(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { reference, refunded }: Extract<PaymentEvent["outcome"], { kind: "refunded" }>,
): Promise<RecordOutcome> {
  const { name } = context.provider;
  await transaction.lockCapture(name, reference);
  const before = await transaction.capture(name, reference);
  if (before === null || before.refunded.amountMinor >= refunded.amountMinor) return { kind: "already_recorded" };
  await transaction.raiseRefunded(name, reference, lesser(refunded, before.amount), {
    occurredAt: context.now(),
    by: "service",
  });
  const session = before.use === "order" ? await transaction.session(before.sessionId) : null;
  if (session?.status === "completed") await restockWhenCanceled(context, transaction, session.orderId);
  await notifyRefund(context, transaction, before);
  return { kind: "recorded" };
}

async function notifyRefund(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { use, sessionId }: Capture,
): Promise<void> {
  const session = use === "order" ? await transaction.session(sessionId) : null;
  if (session?.status === "completed") await enqueueOrderEvent(context, transaction, session.orderId, "order_update");
}

/** A refund that was accepted is not carried out. The service does not say which of several: all that were only accepted are a person's to look at. */
export async function recordFailedRefund(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { reference }: Extract<PaymentEvent["outcome"], { kind: "refund_failed" }>,
): Promise<RecordOutcome> {
  const { name } = context.provider;
  await transaction.lockCapture(name, reference);
  const [capture, refunds] = [await transaction.capture(name, reference), await transaction.refunds(name, reference)];
  if (capture === null) return { kind: "already_recorded" };
  const settledAt = context.now();
  for (const refund of refunds)
    if (refund.state === "accepted") await transaction.saveRefund({ ...refund, state: "refused", settledAt });
  const done = refunds.filter((refund) => refund.state === "done").map((refund) => refund.amount);
  await transaction.resetRefunded(name, reference, sum(done, capture.amount.currency), settledAt);
  await notifyRefund(context, transaction, capture);
  return { kind: "recorded" };
}
