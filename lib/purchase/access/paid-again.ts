import type { Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Order } from "../../orders/order.ts";
import { isGiven, isLost } from "../../orders/refund.ts";
import type { PurchaseContext } from "../context.ts";

/** Money that came for an order which was paid already, and what became of it. */
export type PaidAgain = {
  readonly amount: Money;
  /** Of one and the same payment: the bank or the payment provider made two of it, and not the buyer. */
  readonly isSamePayment: boolean;
  /** `lost`: the refund failed and a person sees to it. */
  readonly refund: "done" | "pending" | "lost";
  /** When it went back; null while it did not. */
  readonly refundedAt: Date | null;
};

/** What was paid for an order besides its own payment, oldest first. The order's own figures do not contain it. */
export async function paidAgain({ store }: PurchaseContext, order: Order): Promise<readonly PaidAgain[]> {
  const orphaned = (await store.captures(order.sessionId)).filter(({ use }) => use === "orphaned");
  const told = await Promise.all(orphaned.map(async (capture) => ({ capture, refunds: await refundsOf(capture) })));
  return told.map(({ capture: { amount, attemptId, refunded, recordedAt }, refunds }): PaidAgain => {
    const given = refunds.findLast(isGiven);
    const isBack = refunded.amountMinor >= amount.amountMinor;
    const isStuck = refunds.length > 0 && refunds.every(isLost);
    return {
      amount,
      isSamePayment: attemptId === order.attemptId,
      refund: isBack ? "done" : isStuck ? "lost" : "pending",
      refundedAt: isBack ? (given?.settledAt ?? recordedAt) : null,
    };
  });

  function refundsOf({ provider, reference }: Capture) {
    return store.refunds(provider, reference);
  }
}
