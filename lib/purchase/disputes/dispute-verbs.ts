import type { Order } from "../../orders/order.ts";
import type { PurchaseContext } from "../context.ts";
import { planRelease, releaseOrder, type ReleaseOrderRequest } from "./release-order.ts";
import { disputeNamed, planEvidence, submitEvidence, type SubmitEvidenceRequest } from "./submit-evidence.ts";

/** The operator's verbs about disputes and payouts; part of lib/purchase/operator.ts. */
export function disputeVerbs(context: PurchaseContext) {
  const { store } = context;
  return {
    /** The goods of an order go in spite of an early fraud warning or a review; a dispute holds them nevertheless. */
    releaseOrder: (request: ReleaseOrderRequest) => releaseOrder(context, request),
    /** What is open against payments, the next deadline first, each with its order. */
    openAlerts: async (limit: number) => {
      const alerts = await store.openAlerts(limit);
      return Promise.all(
        alerts.map(async (alert) => ({
          alert,
          order: alert.orderId === null ? null : await store.order(alert.orderId),
        })),
      );
    },
    planRelease: (request: ReleaseOrderRequest) => planRelease(context, request),
    planEvidence: (request: SubmitEvidenceRequest) => planEvidence(context, request),
    /** What is known of an order that a dispute can be answered with; null: no such dispute. */
    knownOfOrder: async (order: Order, disputeId: string | null) => {
      const dispute = disputeNamed(order, disputeId);
      if (dispute === null) return null;
      const history = await store.steps(order.sessionId);
      const shown = (await store.decisions(order.sessionId)).findLast((one) => one.shown !== null)?.shown ?? null;
      return { order, dispute, history, shown };
    },
    /** Answers a dispute, once and for good. */
    submitEvidence: (request: SubmitEvidenceRequest) => submitEvidence(context, request),
    /** What the provider paid out in a span of time, with what it is made of. */
    payoutsArriving: (from: Date, until: Date) => store.payoutsArriving(from, until),
  };
}
