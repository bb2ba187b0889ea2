import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import type { Stage } from "./staged-widget.ts";

type Order = NonNullable<CheckoutView["order"]>;

/** One parcel with the only product of the fixtures. */
export const PARCEL: Order["shipments"][number] = {
  id: "ship_1",
  status: "shipped",
  carrier: "UPS",
  tracking_number: "1Z999AA10123456784",
  tracking_url: "https://www.ups.com/track?tracknum=1Z999AA10123456784",
  shipped_at: "2026-06-10T12:00:00Z",
  items: [{ id: "line_1", title: "Mug", quantity: 1 }],
};

/** The same paid checkout, after something has happened to its order. */
export function withOrderLife<Paid extends Pick<CheckoutView, "order">>(paid: Paid, life: Partial<Order>): Paid {
  if (paid.order === undefined) throw new Error("the checkout was not paid");
  return { ...paid, order: { ...paid.order, ...life } };
}

const paid = anAnswer({ status: "completed" });
const stage = (name: string, life: Partial<Order>): Stage => ({
  name: `checkout-${name}`,
  widget: "checkout",
  shown: withOrderLife(paid, life),
});
export const REFUND: NonNullable<Order["refunds"]>[number] = {
  id: "re_1",
  status: "completed",
  amount: 500,
  occurred_at: "2026-06-11T12:00:00Z",
};

/** The order's card once something has left or went back. */
export const ORDER_STAGES: readonly Stage[] = [
  stage("order-shipped", { delivery_status: "shipped", shipments: [PARCEL] }),
  stage("order-partly-refunded", {
    status: "partially_refunded",
    delivery_status: "partly_shipped",
    shipments: [PARCEL],
    refunds: [REFUND],
    after_refunds: 2766,
  }),
  stage("order-delivered", {
    delivery_status: "delivered",
    shipments: [{ ...PARCEL, status: "delivered", delivered_at: "2026-06-12T12:00:00Z" }],
  }),
];
