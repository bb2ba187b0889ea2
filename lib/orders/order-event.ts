import type { Order } from "./order.ts";

/** Something that happened to an order, sent to the merchant's receiver. The same event may be sent more than once, under one id. */
export type OrderEvent = {
  readonly id: string;
  readonly type: "order_create" | "order_update";
  readonly occurredAt: Date;
  /** The order as it is when the event is sent. */
  readonly order: Order;
};
