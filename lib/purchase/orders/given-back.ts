import { add, lesser, subtract, sum, zero, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { takenByDisputes, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { isGiven, isLost, needsPerson, type Refund } from "../../orders/refund.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { invariant } from "../../invariant.ts";
import { endMismatch } from "../payment/end-mismatch.ts";
import { mailRefunds } from "../mail/enqueue-mail.ts";
import { followTaken } from "../transfers/follow-taken.ts";
import { bookRefunds } from "../taxes/store-bookings.ts";
import { restockWhenCanceled } from "./restock.ts";
import { enqueueOrderEvent, type PurchaseContext } from "../context.ts";
import type { PaidOrder } from "./order-of-payment.ts";

const amountsOf = (refunds: readonly Refund[]) => refunds.map((refund) => refund.amount);

/** What counts as given back by these rows. */
const givenBy = (refunds: readonly Refund[], { amount }: Capture): Money =>
  sum(amountsOf(refunds.filter(isGiven)), amount.currency);

/** What was given back without a row of ours: it was reported by an earlier release, as a total. */
export function unexplained(capture: Capture, refunds: readonly Refund[]): Money {
  const rest = subtract(capture.refunded, givenBy(refunds, capture));
  return rest.amountMinor > 0 ? rest : zero(rest.currency);
}

/** What of a payment no refund is for, also none that is only asked for, and no dispute has taken. */
export function leftOf(capture: Capture, refunds: readonly Refund[], alerts: readonly PaymentAlert[]): Money {
  const { currency } = capture.amount;
  const promised = sum(amountsOf(refunds.filter((refund) => !isLost(refund))), currency);
  const gone = add(add(promised, unexplained(capture, refunds)), takenByDisputes(alerts, currency));
  const left = subtract(capture.amount, gone);
  return left.amountMinor > 0 ? left : zero(left.currency);
}

type Change = {
  readonly before: readonly Refund[];
  readonly after: readonly Refund[];
  /** `after` has all that the provider has. */
  readonly isWholeList: boolean;
  /** As `orderOfPayment` had it before its rows changed. */
  readonly order: PaidOrder | null;
};

/**
 * Sets what is given back of a payment after some of its rows changed, in the caller's transaction and under the payment's
 * lock: `before` and `order` as they were, `after` as they are.
 */
export async function recordGiven(
  context: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
  change: Change,
): Promise<void> {
  const { before, after, isWholeList, order } = change;
  const rest = isWholeList ? zero(capture.amount.currency) : unexplained(capture, before);
  const given = lesser(add(givenBy(after, capture), rest), capture.amount);
  const isElsewhere = after.some((refund) => {
    const old = before.find(({ key }) => key === refund.key);
    // One of ours that the books had lost is as old as the provider says: a catch-up finds its order by when it was found.
    return refund.madeBy === "provider" ? old?.state !== refund.state : isWholeList && old === undefined;
  });
  const occurredAt = context.now();
  const by = isElsewhere ? "provider" : "us";
  if (given.amountMinor !== capture.refunded.amountMinor || isElsewhere)
    await transaction.setRefunded(capture.provider, capture.reference, given, { occurredAt, by });
  // Once nothing of it is only promised: a refund that is under way may still be lost.
  if (order !== null && after.every((refund) => !isGiven(refund) || refund.state === "done"))
    await restockWhenCanceled(transaction, order.id);
  // All of it was given back in the end, whichever of them failed on the way.
  if (given.amountMinor >= capture.amount.amountMinor)
    for (const refund of after.filter(needsPerson)) await transaction.saveRefund({ ...refund, resolvedAt: occurredAt });
  if (capture.use === "amount_mismatch" && given.amountMinor >= capture.amount.amountMinor)
    invariant(
      await endMismatch(context, transaction, capture, "given_back_at_provider"),
      "the session of a mismatch was changed meanwhile; its refunds are read again",
    );
  if (order !== null && (before.length !== after.length || after.some((refund) => isShownOtherwise(before, refund)))) {
    await enqueueOrderEvent(context, transaction, order.id, "order_update", order.before);
    await mailRefunds(context, transaction, { orderId: order.id, sessionId: capture.sessionId, before, after });
  }
  await bookRefunds(context, transaction, capture, after);
  await followTaken(context, transaction, capture);
}

function isShownOtherwise(before: readonly Refund[], refund: Refund): boolean {
  const old = before.find(({ key }) => key === refund.key);
  if (old === undefined) return true;
  return old.state !== refund.state && [old, refund].some((one) => isGiven(one) || isLost(one));
}

/** Reports a refund that the provider accepted before and that is lost now. */
export function reportLost(context: PurchaseContext, lost: readonly Refund[]): void {
  for (const { key: refundKey, reference, sessionId, provider, state, reason, madeBy } of lost)
    context.report({
      level: "error",
      message: "an accepted refund was not carried out",
      fields: { refundKey, reference, sessionId, provider, state, reason, madeBy },
    });
}
