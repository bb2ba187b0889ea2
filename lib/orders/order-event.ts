import type { Order } from "./order.ts";

/** Something that happened to an order, told to the merchant's receiver. The same event may be told more than once, under one id. */
export type OrderEvent = {
  readonly id: string;
  readonly type: "order_create" | "order_update";
  readonly occurredAt: Date;
  /** The order as it stands when the event is sent. */
  readonly order: Order;
};
