import { isDeepStrictEqual } from "node:util";
import type { SellerId } from "../../ids.ts";
import { isDispute, takenBy, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";

/** Whether one seller of an order sees it otherwise than before: what concerns another's part alone changes nothing for them. */
export const isOtherwiseFor = (seller: SellerId, before: Order, after: Order): boolean =>
  !isDeepStrictEqual(seenBy(seller, before), seenBy(seller, after));

function seenBy(seller: SellerId, order: Order): Order | null {
  const view = orderOfSellers(order, [seller]);
  // When something was last given back of the payment says nothing of the part: what is given back of it does.
  return view === null ? null : { ...view, refundReportedAt: null, alerts: view.alerts.filter(concerns) };
}

/** A dispute of which no share is the seller's does not concern them. */
const concerns = (alert: PaymentAlert): boolean =>
  !isDispute(alert) || alert.amount.amountMinor > 0 || takenBy(alert).amountMinor > 0;
