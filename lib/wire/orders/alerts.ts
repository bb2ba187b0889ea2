import {
  disputeStatus,
  isDispute,
  isOpen,
  shippingHolds,
  takenBy,
  takenByDisputes,
} from "../../orders/disputes/alert.ts";
import type { Order } from "../../orders/order.ts";

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

export const BUYER_DISPUTES = ["open", "returned"] as const;

/**
 * What a buyer reads of a dispute of the payment, which their own bank opened; absent without one, or when it was won. Of
 * warnings and reviews a buyer reads nothing: whoever paid with a stolen card must not learn of them.
 */
export function buyerDisputeView({ alerts }: Order): { readonly payment_dispute?: (typeof BUYER_DISPUTES)[number] } {
  switch (disputeStatus(alerts)) {
    case "open":
    case "inquiry":
      return { payment_dispute: "open" };
    case "lost":
      return { payment_dispute: "returned" };
    case "won":
    case "none":
      return {};
  }
}
