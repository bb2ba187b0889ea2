import {
  disputeStatus,
  isDispute,
  isOpen,
  lostByCurrency,
  shippingHolds,
  takenBy,
  takenByDisputes,
} from "../../orders/disputes/alert.ts";
import type { Order } from "../../orders/order.ts";
import type { Currency, Money } from "../../money.ts";
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

/**
 * What the buyer's bank returned of an order's payment for good. `share`: none of it, a part, or all that was not refunded, which
 * it is as well where the bank says nothing of the amount or says it in another currency. `amounts`: as the bank says them, one for
 * each currency, none of zero.
 */
export function bankReturnOf(order: Order): {
  readonly share: "none" | "part" | "all";
  readonly amounts: readonly Money[];
} {
  const { alerts, paid } = order;
  const amounts = lostByCurrency(alerts);
  const isLost = alerts.some((one) => isDispute(one) && (one.state === "lost" || one.state === "prevented"));
  if (!isLost) return { share: "none", amounts };
  const own = amounts.find(({ currency }) => currency === paid.currency)?.amountMinor ?? 0;
  const left = paid.amountMinor - refundedOf(order).amountMinor;
  return { share: own > 0 && own < left ? "part" : "all", amounts };
}

type BuyerDispute = Pick<FoundOrder, "payment_dispute" | "payment_returned" | "payment_returned_in">;

/**
 * What a buyer reads of a dispute of the payment, which their own bank opened; absent without one, or when it was won. Of
 * warnings and reviews a buyer reads nothing: whoever paid with a stolen card must not learn of them.
 */
export function buyerDisputeView(order: Order): BuyerDispute {
  const { share, amounts } = bankReturnOf(order);
  const returned = returnedView(amounts, order.paid.currency);
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

function returnedView(amounts: readonly Money[], currency: Currency): Omit<BuyerDispute, "payment_dispute"> {
  const own = amounts.find((one) => one.currency === currency);
  const others = amounts.filter((one) => one !== own);
  return {
    ...(own === undefined ? {} : { payment_returned: own.amountMinor }),
    ...(others.length === 0
      ? {}
      : { payment_returned_in: others.map((one) => ({ amount: one.amountMinor, currency: one.currency })) }),
  };
}
