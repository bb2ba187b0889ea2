import {
  disputeStatus,
  isDispute,
  isOpen,
  lostToDisputes,
  shippingHolds,
  takenBy,
  takenByDisputes,
} from "../../orders/disputes/alert.ts";
import type { Order } from "../../orders/order.ts";
import type { Money } from "../../money.ts";
import { refundedOf } from "../../orders/adjustment.ts";
import type { FoundOrder } from "./order-contract.ts";

/** What stands against an order's payment, as the merchant's system reads it. `shipping_holds` is empty when nothing does. */
export function alertStateView({ alerts, paid }: Order) {
  return {
    dispute_status: disputeStatus(alerts),
    disputed_minor: takenByDisputes(alerts, paid.currency).amountMinor,
    shipping_holds: shippingHolds(alerts).map(({ kind }) => kind),
  };
}

/** Each dispute, early fraud warning and review of the payment. `status` and `reason` are the payment provider's own words. */
export function alertsView({ alerts }: Order) {
  return alerts.map((alert) => ({
    id: alert.id,
    kind: alert.kind,
    state: alert.state,
    is_open: isOpen(alert),
    status: alert.status,
    reason: alert.reason,
    opened_at: alert.openedAt.toISOString(),
    ...(isDispute(alert)
      ? {
          amount_minor: alert.amount.amountMinor,
          currency: alert.amount.currency,
          taken_minor: takenBy(alert).amountMinor,
          evidence_due_at: alert.evidenceDueAt?.toISOString() ?? null,
          evidence_submissions: alert.submissions,
        }
      : {}),
  }));
}

/** The share of an order's payment that the buyer's bank returned for good: none, a part, or all that was not refunded. */
export function bankReturnOf(order: Order): { readonly share: "none" | "part" | "all"; readonly amount: Money } {
  const amount = lostToDisputes(order.alerts, order.paid.currency);
  const left = order.paid.amountMinor - refundedOf(order).amountMinor;
  const isLost = order.alerts.some((one) => isDispute(one) && (one.state === "lost" || one.state === "prevented"));
  if (!isLost) return { share: "none", amount };
  // Zero: the bank says nothing of the amount, or in another currency.
  return { share: amount.amountMinor > 0 && amount.amountMinor < left ? "part" : "all", amount };
}

/**
 * What a buyer reads of a dispute of the payment, which their own bank opened; absent without one, or when it was won. Of
 * warnings and reviews a buyer reads nothing: whoever paid with a stolen card must not learn of them.
 */
export function buyerDisputeView(order: Order): Pick<FoundOrder, "payment_dispute" | "payment_returned"> {
  const { share, amount } = bankReturnOf(order);
  const returned = amount.amountMinor === 0 ? {} : { payment_returned: amount.amountMinor };
  switch (disputeStatus(order.alerts)) {
    case "open":
    case "inquiry":
      return { payment_dispute: "open", ...returned };
    case "lost":
      return share === "part" ? returned : { payment_dispute: "returned", ...returned };
    case "won":
    case "none":
      return {};
  }
}
