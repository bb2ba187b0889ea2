import { askProvider } from "../ask-provider.ts";
import type { OrderId } from "../../ids.ts";
import { add, sum, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Refund } from "../../orders/refund.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import { restockWhenCanceled } from "./restock.ts";

/** A refund that did not reach the payment service is asked for again after this long. */
const ASK_AGAIN_AFTER_MS = 20_000;

type Wanted = { readonly capture: Capture; readonly amount: Money; readonly key: string; readonly why: string };

/**
 * Stores a refund in the caller's transaction, before the payment service is asked, and the job that asks again when
 * this process ends first. Answers `too_much` when all refunds of the payment together would exceed it. A key that was
 * used before changes nothing.
 */
export async function storeRefund(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { capture, amount, key, why, orderId }: Wanted & { readonly orderId: OrderId | null },
): Promise<"stored" | "too_much"> {
  const { provider, reference, sessionId, sellerId } = capture;
  await transaction.lockCapture(provider, reference);
  const known = await transaction.refunds(provider, reference);
  if (known.some((refund) => refund.key === key)) return "stored";
  const promised = sum(
    known.filter((refund) => refund.state !== "refused").map((refund) => refund.amount),
    amount.currency,
  );
  if (add(promised, amount).amountMinor > capture.amount.amountMinor) return "too_much";
  const occurredAt = context.now();
  await transaction.insertRefund({
    key,
    provider,
    reference,
    sessionId,
    orderId,
    sellerId,
    amount,
    state: "requested",
    why,
    requestedAt: occurredAt,
    settledAt: null,
  });
  await transaction.enqueue({ kind: "finish_refund", key }, new Date(occurredAt.getTime() + ASK_AGAIN_AFTER_MS));
  return "stored";
}

/**
 * Asks the payment service for a stored refund and records what it says. Safe to repeat: the key is the same.
 * Answers null when there is no such refund.
 */
export async function finishRefund(context: PurchaseContext, key: string): Promise<Refund["state"] | null> {
  const refund = await context.store.refund(key);
  if (refund === null) return null;
  if (refund.state !== "requested" && refund.state !== "unknown") return refund.state;
  context.failpoint("refund_stored");
  const { reference, amount } = refund;
  const fields = { refundKey: key, reference, sessionId: refund.sessionId };
  const { kind } = await askProvider(context, { call: "refund", ...fields }, () =>
    context.provider.refund({ reference, amount, key }),
  );
  context.failpoint("refund_made");
  await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(refund.provider, refund.reference);
    await transaction.saveRefund({ ...refund, state: kind, settledAt: kind === "unknown" ? null : context.now() });
    if (kind !== "done" && kind !== "accepted") return;
    const given = (await transaction.refunds(refund.provider, refund.reference)).filter(
      (one) => one.state === "done" || one.state === "accepted",
    );
    const total = sum(
      given.map((one) => one.amount),
      refund.amount.currency,
    );
    await transaction.raiseRefunded(refund.provider, refund.reference, total, { occurredAt: context.now(), by: "us" });
    if (refund.orderId === null) return;
    if (kind === "done") await restockWhenCanceled(context, transaction, refund.orderId);
    await enqueueOrderEvent(context, transaction, refund.orderId, "order_update");
  });
  context.failpoint("refund_recorded");
  if (kind === "refused") {
    const details = { ...fields, provider: refund.provider, why: refund.why };
    context.report({ level: "error", message: "the payment provider refused a refund", fields: details });
  }
  return kind;
}
