import type { Order } from "#lib/orders/order.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { openRefundShop } from "../orders/refund-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

/** A shop that is paid through the double of Stripe, with what disputes need. */
export async function openDisputeShop() {
  const shop = await openRefundShop();
  const { control, store } = shop;
  const deliver = (isReversed = false) => shop.deliver({ types: /dispute|early_fraud|review/, isReversed });
  return {
    ...shop,
    deliverAlerts: deliver,
    alerts: async (order: Order) => (await shop.order(order)).alerts,
    /** The buyer's bank opens a dispute, and its events arrive. */
    async disputed(order: Order, request: object = {}) {
      const dispute = await control.dispute({ payment_intent: order.paymentReference, ...request });
      await deliver();
      return dispute;
    },
    ship: (order: Order, changes: object = {}) =>
      shop.shop.verbs.recordShipment({ orderId: order.id, ...aParcel({ name: "box" }), ...changes }),
    refundBy: (order: Order, amountMinor: number | null, requestId: string, insist = false) =>
      shop.shop.verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test", insist }),
    problems: async (order: Order) => ledgerProblems(store, (await control.ledger()).charges, order.sessionId),
    messages: (order: Order) =>
      [...shop.shop.reports, ...shop.shop.warnings]
        .filter(({ fields }) => fields["reference"] === order.paymentReference)
        .map(({ message }) => message),
  };
}
