import type { SellerId } from "../ids.ts";
import type { Order } from "./order.ts";

/** Something that happened to an order, sent to the merchant's receivers. The same event may be sent more than once, under one id. */
export type OrderEvent = {
  readonly id: string;
  readonly type: "order_create" | "order_update";
  readonly occurredAt: Date;
  /** The order as it is when the event is sent. */
  readonly order: Order;
};

/** What the receiver of ACP_WEBHOOK_URL is called. No receiver in the list can have this name. */
export const ACP_WEBHOOK_RECEIVER = "ACP_WEBHOOK_URL";

/** Somebody who receives order events. */
export type OrderReceiver = {
  readonly name: string;
  /** Whose orders it receives; null: all sellers'. */
  readonly sellers: readonly SellerId[] | null;
  /** Throws with the reason when it did not take the event. */
  readonly send: (event: OrderEvent) => Promise<void>;
};

/** True when an order of this seller is the receiver's business. */
export const receivesOrdersOf = ({ sellers }: Pick<OrderReceiver, "sellers">, seller: SellerId): boolean =>
  sellers === null || sellers.includes(seller);
