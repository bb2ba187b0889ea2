import type { SellerId } from "../../ids.ts";
import { lesser, sum, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { takenByDisputes, type PaymentAlert } from "../../orders/disputes/alert.ts";
import { leftOfParts, type Parted } from "../../orders/order-parts.ts";
import { takenByRefund, type Refund } from "../../orders/refund.ts";
import { leftOf, unexplained } from "./given-back.ts";

type Facts = {
  readonly capture: Capture;
  readonly rows: readonly Refund[];
  readonly alerts: readonly PaymentAlert[];
};

/**
 * What each part of an order has left of what was paid for it: what no refund is for, also none that is only asked for, and no
 * dispute has taken. An order of one seller is its only part.
 */
export function leftOfEachPart(order: Parted, { capture, rows, alerts }: Facts): readonly Money[] {
  const { currency } = capture.amount;
  const elsewhere = [unexplained(capture, rows), takenByDisputes(alerts, currency)].map((amount) => ({ amount }));
  return leftOfParts(order, [...rows.map(takenByRefund), ...elsewhere]);
}

/** What of an order's payment some of its sellers may give back. `sellers` null: all that is left of the payment. */
export function leftFor(sellers: readonly SellerId[] | null, order: Parted, facts: Facts): Money {
  const { capture, rows, alerts } = facts;
  const left = leftOf(capture, rows, alerts);
  if (sellers === null || order.parts === undefined) return left;
  const own = leftOfEachPart(order, facts).filter((_, index) =>
    sellers.some((seller) => seller === order.parts?.[index]?.sellerId),
  );
  return lesser(left, sum(own, capture.amount.currency));
}
