import type { Capture } from "../../orders/capture.ts";
import type { Order } from "../../orders/order.ts";
import { isGiven, isLost, type Refund } from "../../orders/refund.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { TaxBooking } from "../../store/taxes/tax-store.ts";
import type { PurchaseContext } from "../context.ts";
import { refundedTaxOf, standingReversals } from "./refunded-tax.ts";

type Wanted = Pick<TaxBooking, "reference" | "service" | "saleReference" | "orderId" | "what">;

/**
 * Stores the booking of a paid order's tax, in the transaction that places it, and the job that asks for it. An order that
 * no service worked out has none; one that was estimated is reported, because a person has to book it.
 */
export async function bookSale(context: PurchaseContext, transaction: StoreTransaction, order: Order): Promise<void> {
  const { calculation, isEstimated } = order.taxBasis;
  if (isEstimated)
    context.report({
      level: "warn",
      message: "an order's tax was estimated by the table, and is not booked at the tax service",
      fields: { orderId: order.id, number: order.number },
    });
  if (calculation === null) return;
  await store(context, transaction, {
    reference: order.attemptId,
    service: calculation.service,
    saleReference: order.attemptId,
    orderId: order.id,
    what: { kind: "sale", calculationId: calculation.id },
  });
}

/**
 * Stores what refunds mean for the tax of their order, in the transaction that records them: a reversal for each that is
 * given, and its undoing for one that is lost after it was reversed; one that is given after all is reversed once more.
 * What is stored already stays.
 */
export async function bookRefunds(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { attemptId, use }: Capture,
  refunds: readonly Refund[],
): Promise<void> {
  if (use !== "order") return;
  const sale = await transaction.taxBooking(attemptId);
  const order = sale === null ? null : await transaction.order(sale.orderId);
  if (sale === null || order === null) return;
  const { service, saleReference, orderId } = sale;
  for (const refund of refunds) {
    const known = await transaction.taxBookings(saleReference);
    const has = (reference: string) => known.some((one) => one.reference === reference);
    let round = 1;
    while (has(undoingOf(reversalOf(refund.key, round)))) round += 1;
    const reversal = reversalOf(refund.key, round);
    const ofSale = { service, saleReference, orderId };
    if (isGiven(refund) && !has(reversal)) {
      const given = refundedTaxOf(order, refund, standingReversals(known));
      await store(context, transaction, { ...ofSale, reference: reversal, what: { kind: "reversal", given } });
    }
    if (isLost(refund) && has(reversal)) {
      const what = { kind: "undoing", reversalReference: reversal } as const;
      await store(context, transaction, { ...ofSale, reference: undoingOf(reversal), what });
    }
  }
}

/** The first one is the refund's key; no key begins as the others do. */
const reversalOf = (key: string, round: number): string => (round === 1 ? key : `again-${round}:${key}`);
const undoingOf = (reversal: string): string => `undo:${reversal}`;

async function store(context: PurchaseContext, transaction: StoreTransaction, wanted: Wanted): Promise<void> {
  const createdAt = context.now();
  const isNew = await transaction.insertTaxBooking({
    ...wanted,
    state: "due",
    serviceId: null,
    lines: [],
    why: null,
    tries: 0,
    createdAt,
    settledAt: null,
    dueAt: createdAt,
  });
  if (isNew) await transaction.enqueue({ kind: "book_tax", reference: wanted.reference });
}
