import type { OrderId } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";

export type ReleaseOrderRequest = { readonly orderId: OrderId; readonly why: string };
export type ReleaseOrderOutcome =
  | { readonly kind: "released"; readonly count: number }
  /** No early fraud warning and no review holds it; a dispute is not released, it is answered. */
  | { readonly kind: "not_held" }
  | { readonly kind: "not_found" };

/**
 * Notes that a person has looked at an order's early fraud warnings and reviews and lets its goods go; in the audit trail, with
 * the reason. One that is opened later holds them again.
 */
export async function releaseOrder(
  context: PurchaseContext,
  request: ReleaseOrderRequest,
): Promise<ReleaseOrderOutcome> {
  return decideRelease(context, request, false);
}

/** What {@link releaseOrder} would do, decided by the same code and rolled back. */
export async function planRelease(
  context: PurchaseContext,
  request: ReleaseOrderRequest,
): Promise<(Planned & { readonly count: number }) | Exclude<ReleaseOrderOutcome, { readonly kind: "released" }>> {
  const outcome = await decideRelease(context, request, true);
  const order = await context.store.order(request.orderId);
  if (outcome.kind !== "released") return outcome;
  if (order === null) return { kind: "not_found" };
  const { sellerId, paid } = order;
  return { kind: "planned", order, sellerId, amount: null, paid, isRepetition: false, count: outcome.count };
}

function decideRelease(
  context: PurchaseContext,
  { orderId, why }: ReleaseOrderRequest,
  isDryRun: boolean,
): Promise<ReleaseOrderOutcome> {
  return decide<ReleaseOrderOutcome>(context.store, isDryRun, async (transaction) => {
    const order = await transaction.order(orderId);
    if (order === null) return { kind: "not_found" };
    for (const { provider, reference, use } of await transaction.captures(order.sessionId))
      if (use === "order") await transaction.lockCapture(provider, reference);
    const occurredAt = context.now();
    const count = await transaction.releaseSignals(orderId, occurredAt);
    if (count === 0) return { kind: "not_held" };
    await transaction.insertAuditEntry({
      occurredAt,
      action: "order_released",
      actor: "command",
      subject: order.number,
      why,
      details: { signals: count },
    });
    return { kind: "released", count };
  });
}
