import type { CheckoutSession } from "../../checkout/session.ts";
import { orderId, orderLink } from "../../ids.ts";
import type { Money } from "../../money.ts";
import { orderNumberOf, type Order } from "../../orders/order.ts";
import type { StoredAttempt } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * The order of a session whose money was just taken, or that had nothing to pay: what was bought, frozen as it was paid.
 */
export function placedOrder(
  context: PurchaseContext,
  session: CheckoutSession,
  attempt: StoredAttempt,
  paid: { readonly reference: string; readonly amount: Money },
  paidAt: Date,
): Order {
  const id = orderId(context.newId("ord"));
  const { sellerId, sellerName, lineItems, totals, discounts, taxLines, taxBasis, buyer, address } = session;
  return {
    id,
    link: orderLink(context.newId("or")),
    number: orderNumberOf(id),
    sessionId: session.id,
    attemptId: attempt.id,
    sellerId,
    sellerName,
    route: attempt.route,
    lineItems,
    totals,
    discounts,
    taxLines,
    taxBasis:
      taxBasis.calculation === null ? taxBasis : { ...taxBasis, calculation: { ...taxBasis.calculation, digest: "" } },
    buyer,
    address,
    delivery: session.deliveryOptions.find((option) => option.id === session.deliveryOptionId) ?? null,
    paid: paid.amount,
    paymentReference: paid.reference,
    paidAt,
    isTest: context.provider.mode === "test",
    erased: null,
    shortages: [],
    shipments: [],
    refunds: [],
    refundReportedAt: null,
    alerts: [],
    status: "paid",
  };
}
