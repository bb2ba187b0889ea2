import type { AttemptId, SellerId, SessionId } from "../ids.ts";
import type { Money } from "../money.ts";

/** Money that the payment service took, and what it is for. `orphaned` is refunded; `amount_mismatch` waits for a person. */
export type Capture = {
  readonly reference: string;
  readonly provider: string;
  /** At which account; null in rows of earlier releases, until a server of this one has started. */
  readonly account: string | null;
  readonly attemptId: AttemptId;
  readonly sessionId: SessionId;
  readonly sellerId: SellerId;
  readonly amount: Money;
  readonly use: "order" | "orphaned" | "amount_mismatch";
  readonly why: string | null;
  readonly recordedAt: Date;
  /** What was given back so far. */
  readonly refunded: Money;
};
