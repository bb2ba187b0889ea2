import type { OrderId, SellerId, SessionId } from "../ids.ts";

/** Work that a change leaves behind: stored in the change's own transaction, done afterwards by any instance, once or more. */
export type Job =
  /** Ask the payment service about a session whose payment nobody knows the outcome of. */
  | { readonly kind: "settle_payment"; readonly sessionId: SessionId }
  /** Ask the payment service for a refund that is stored and may not have reached it. */
  | { readonly kind: "finish_refund"; readonly key: string }
  /** Ask the payment service to send a seller their part of a payment, or to take some of it back. */
  | { readonly kind: "send_transfer" | "reverse_transfer"; readonly key: string }
  /** Read the refunds of a payment at the provider, unless somebody has begun to since `ticket`. */
  | {
      readonly kind: "read_refunds";
      readonly provider: string;
      readonly reference: string;
      readonly ticket: number;
    }
  /** Ask the tax service for a booking that is stored and may not have reached it. */
  | { readonly kind: "book_tax"; readonly reference: string }
  /** Read what the provider has against a payment, unless somebody has begun to since `ticket`. */
  | {
      readonly kind: "read_alerts";
      readonly provider: string;
      readonly reference: string;
      readonly ticket: number;
    }
  /** Try again to match an event that named nothing we knew. */
  | { readonly kind: "apply_event"; readonly provider: string; readonly eventId: string }
  /**
   * Send a receiver an event about an order. `occurredAt` is ISO 8601. Jobs of earlier releases name no receiver: theirs
   * is the one of ACP_WEBHOOK_URL. What is part of a catch-up goes after what happens meanwhile.
   */
  | {
      readonly kind: "send_order_event";
      readonly eventId: string;
      readonly orderId: OrderId;
      readonly type: "order_create" | "order_update";
      readonly occurredAt: string;
      readonly receiver?: string;
      /** Of an order of several sellers this one's part; absent: the order. */
      readonly sellerId?: SellerId;
      readonly isCatchUp?: true;
    }
  /** Send a receiver that a seller added an event about their order, or their part of it; `occurredAt` is ISO 8601. */
  | {
      readonly kind: "send_seller_event";
      readonly eventId: string;
      readonly orderId: OrderId;
      readonly type: "order_create" | "order_update";
      readonly occurredAt: string;
      readonly receiverId: string;
      readonly sellerId: SellerId;
      readonly isCatchUp?: true;
      /** Since when a catch-up reads that this event is part of, ISO 8601; absent: it is of none. */
      readonly since?: string;
    }
  /** Leave the events of a resumed receiver's catch-up: of a page of the orders behind `after` that changed since `since`, ISO 8601. */
  | {
      readonly kind: "catch_up_receiver";
      readonly receiverId: string;
      readonly since: string;
      readonly after: string;
    }
  /** Send a message that an event left. */
  | { readonly kind: "send_mail"; readonly mailId: string }
  /** Look at the feed's address, and import what changed. Made by a start and by the clock, where a schedule is set. */
  | { readonly kind: "refresh_feed" }
  /** Tell sellers what newly needs a person, and of the day before. Made by the clock, every five minutes. */
  | { readonly kind: "notify_sellers" }
  /** Look for what a crash or a lost reply left behind, and close what is over. Made by the clock, every minute. */
  | { readonly kind: "sweep" }
  /** Count what became of the experiment's shoppers. Made by the clock, every minute. */
  | { readonly kind: "fold_experiment" }
  /** Make the words by which search finds the products that an earlier release indexed. Made by the clock, every minute. */
  | { readonly kind: "index_catalog" }
  /** Empty what was kept long enough, and erase what somebody asked for. Made by the clock, every ten minutes. */
  | { readonly kind: "forget" };

export const JOB_KINDS = [
  "settle_payment",
  "finish_refund",
  "send_transfer",
  "reverse_transfer",
  "read_refunds",
  "book_tax",
  "read_alerts",
  "apply_event",
  "send_order_event",
  "send_seller_event",
  "catch_up_receiver",
  "send_mail",
  "refresh_feed",
  "notify_sellers",
  "sweep",
  "fold_experiment",
  "index_catalog",
  "forget",
] as const satisfies readonly Job["kind"][];

/** A job that failed so often that it is not tried any more until somebody says so. */
export type DeadJob = { readonly id: string; readonly job: Job; readonly failedAt: Date; readonly lastError: string };

/** The queue of jobs. Adapter: lib/store/pg-boss.ts. */
export interface Jobs {
  /** Begins to work; a handler that throws is tried again later, with growing pauses. */
  work(handle: (job: Job) => Promise<void>): Promise<void>;
  /** Oldest first, at most `limit`; `after` continues behind that one. */
  dead(limit: number, after?: DeadJob | null): Promise<readonly DeadJob[]>;
  /** Puts all dead jobs back; answers how many. */
  reviveDead(): Promise<number>;
  /** Lets running jobs end, and takes no more. */
  stop(): Promise<void>;
}
