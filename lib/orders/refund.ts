import type { OrderId, SellerId, SessionId } from "../ids.ts";
import type { Money } from "../money.ts";

/**
 * Money given back, or to be given back. Stored before the payment service is asked; `key` is the idempotency key
 * there. `accepted` will be done later; `unknown` is asked again with the same key; `refused` waits for a person.
 */
export type Refund = {
  readonly key: string;
  readonly provider: string;
  readonly reference: string;
  readonly sessionId: SessionId;
  readonly orderId: OrderId | null;
  readonly sellerId: SellerId;
  readonly amount: Money;
  readonly state: "requested" | "accepted" | "done" | "refused" | "unknown";
  readonly why: string;
  readonly requestedAt: Date;
  readonly settledAt: Date | null;
};

/** A refund as its order knows it. The id says nothing about the payment. */
export type OrderRefund = {
  readonly id: string;
  readonly amount: Money;
  /** `accepted` will be done later; what became of `requested` and `unknown` the payment provider has not reported. */
  readonly state: "requested" | "accepted" | "done" | "refused" | "unknown";
  readonly occurredAt: Date;
};
