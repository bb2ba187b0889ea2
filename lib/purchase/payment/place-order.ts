import type { CheckoutSession, DeliveryOption } from "../../checkout/session.ts";
import { orderId, orderLink } from "../../ids.ts";
import { zero, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { orderNumberOf, type Order, type OrderPart } from "../../orders/order.ts";
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
    ...(session.parts === undefined ? {} : { parts: orderParts(context, session, orderNumberOf(id)) }),
    route: attempt.route,
    lineItems,
    totals,
    discounts,
    taxLines,
    taxBasis:
      taxBasis.calculation === null ? taxBasis : { ...taxBasis, calculation: { ...taxBasis.calculation, digest: "" } },
    buyer,
    address,
    delivery: chosenOption(session, session.deliveryOptionId),
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

/** What the books have of the money that an attempt took, at the account of `context`. */
export function captureOf(
  { provider }: Pick<PurchaseContext, "provider">,
  attempt: StoredAttempt,
  { reference, amount }: { readonly reference: string; readonly amount: Money },
  recordedAt: Date,
): Capture {
  return {
    reference,
    provider: provider.name,
    account: provider.account,
    attemptId: attempt.id,
    sessionId: attempt.sessionId,
    sellerId: attempt.sellerId,
    amount,
    use: "order",
    why: null,
    recordedAt,
    refunded: zero(amount.currency),
  };
}

const chosenOption = ({ deliveryOptions }: CheckoutSession, chosen: string | null): DeliveryOption | null =>
  deliveryOptions.find(({ id }) => id === chosen) ?? null;

/** Each seller's part, with a number and a link of its own: the order's shows all of it. */
const orderParts = (context: PurchaseContext, session: CheckoutSession, number: string): readonly OrderPart[] =>
  (session.parts ?? []).map(({ sellerId, sellerName, lineIds, deliveryOptionId, taxBasis }, index) => ({
    sellerId,
    sellerName,
    lineIds,
    number: `${number}-${index + 1}`,
    link: orderLink(context.newId("or")),
    delivery: chosenOption(session, deliveryOptionId),
    taxBasis,
  }));
