import { subtract, sum, zero, type Money } from "../money.ts";
import { unreachable } from "../invariant.ts";
import { isGiven } from "./refund.ts";
import type { Order } from "./order.ts";

export type Adjustment = {
  readonly id: string;
  readonly amount: Money;
  readonly occurredAt: Date;
  readonly status: "pending" | "completed" | "failed";
};

/** What is known to be given back of an order. */
export function refundedOf(order: Order): Money {
  switch (order.status) {
    case "paid":
    case "canceled":
      return zero(order.paid.currency);
    case "partially_refunded":
      return order.refunded;
    case "refunded":
      return order.paid;
    default:
      return unreachable(order);
  }
}

/** What the buyer was promised and what came back to the seller: given neither again nor another way yet. */
export function failedRefundOf(order: Order): Money {
  const failed = order.refunds.filter(({ needsPerson, state }) => needsPerson && state !== "refused");
  return sum(
    failed.map((refund) => refund.amount),
    order.paid.currency,
  );
}

/**
 * One adjustment for each refund that the payment service answered, and one more for what was given back there without
 * us, so that all that have not failed add up to `refundedOf`. A refund without an answer is listed, as pending, only when
 * the payment provider reports that so much was given back: most likely it is this one.
 */
export function adjustmentsOf(order: Order): readonly Adjustment[] {
  const { currency } = order.paid;
  const reported = order.refunds.filter(isGiven);
  const inTotal = sum(
    reported.map((refund) => refund.amount),
    currency,
  );
  let unexplained = subtract(refundedOf(order), inTotal);
  const adjustments = order.refunds.flatMap((refund): readonly Adjustment[] => {
    const { id, amount, occurredAt, state } = refund;
    // One seller's part may have units that are given back without money.
    if (amount.amountMinor === 0) return [];
    if (state === "done") return [{ id, amount, occurredAt, status: "completed" }];
    if (isGiven(refund)) return [{ id, amount, occurredAt, status: "pending" }];
    if (refund.isLost) return [{ id, amount, occurredAt, status: "failed" }];
    // Refused for a cause that passes: certainly not given.
    if (state === "refused") return [];
    if (amount.amountMinor > unexplained.amountMinor) return [];
    unexplained = subtract(unexplained, amount);
    return [{ id, amount, occurredAt, status: "pending" }];
  });
  if (unexplained.amountMinor <= 0) return adjustments;
  const elsewhere: Adjustment = {
    id: `adj_${order.id}_elsewhere`,
    amount: unexplained,
    occurredAt: order.refundReportedAt ?? order.paidAt,
    status: "completed",
  };
  return [...adjustments, elsewhere];
}
