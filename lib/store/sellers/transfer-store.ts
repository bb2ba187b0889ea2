import type { MovementTotals, OpenMovementQuery, SellerMonth, SellerMonthQuery } from "../../orders/transfers/books.ts";
import type { Movement, Reversal, Transfer } from "../../orders/transfers/transfer.ts";
import type { OrderId } from "../../ids.ts";
import type { PaymentName } from "../refund-store.ts";

/** Part of the port in lib/store/store.ts: what sellers are sent of payments, and what is taken back. */
export interface TransferReads {
  /** A transfer or a reversal by its key. */
  movement(key: string): Promise<Movement | null>;
  /** All transfers and reversals of a payment, each oldest first. */
  transfers(payment: PaymentName): Promise<readonly Transfer[]>;
  reversals(payment: PaymentName): Promise<readonly Reversal[]>;
  /** What is to be asked for at `now`; of each, what is due longest comes first. */
  dueMovements(now: Date, limit: number): Promise<readonly Movement[]>;
  /** What nobody asks for again by itself, and nobody has dealt with; oldest first. */
  lostMovements(limit: number, after?: Movement | null): Promise<readonly Movement[]>;
  /** How much is open. */
  movementTotals(): Promise<MovementTotals>;
  /** What is still to be sent or taken back, of one seller or of all; oldest first. */
  openMovements(query: OpenMovementQuery): Promise<readonly Movement[]>;
  /** Payments recorded since a moment that are divided and whose sellers' parts no row has; oldest first. */
  unbookedPayments(since: Date, limit: number): Promise<readonly PaymentName[]>;
  /** Payments of which something was to be sent or taken back since a moment, at the platform's account; newest first. */
  movedPayments(since: Date, limit: number): Promise<readonly PaymentName[]>;
  /**
   * Orders of several sellers of which what was taken back of a seller is not their part of it, and the sales are right; at most
   * `limit`, of those of which something happened in a span of time, all of which are read.
   */
  cartsTakenOtherwise(span: Pick<SellerMonthQuery, "from" | "until">, limit: number): Promise<readonly OrderId[]>;
  /** Each seller's books of a month by currency, in one statement. */
  sellerMonths(query: SellerMonthQuery): Promise<readonly SellerMonth[]>;
}

export interface TransferWrites {
  /** False when the key was used before. */
  insertMovement(movement: Movement): Promise<boolean>;
  saveMovement(movement: Movement): Promise<void>;
  /**
   * True when the caller is the one to ask about it now: it is as it was read. It is due again at `dueAt` whatever becomes of
   * the caller.
   */
  claimMovement(movement: Pick<Movement, "kind" | "key" | "state" | "tries">, dueAt: Date): Promise<boolean>;
}
