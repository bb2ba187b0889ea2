import type { OrderId, SessionId, ShopperId } from "../../ids.ts";

/** By what a customer is known again: keyed digests of the host's subject and of the e-mail address. Empty: nobody knows. */
export type CustomerDigests = readonly string[];

/** A discount that counts `limit` orders of one customer. */
export type CustomerLimit = { readonly code: string; readonly limit: number; readonly isFirstOrder: boolean };
export type CustomerRefusals = ReadonlyMap<string, "customer_limit" | "first_order_only">;

/** An order of a release that did not keep whose it is. */
export type UncountedOrder = {
  readonly id: OrderId;
  readonly sessionId: SessionId;
  readonly email: string | null;
  readonly shopperId: ShopperId | null;
};

export interface CustomerReads {
  /**
   * Of these discounts, the ones that a customer cannot use, but for what `except` has taken: paid orders count, and
   * payments that are open, however long ago they were begun. A first order is one beside which there is none that was
   * paid and not given back in full.
   */
  refusedToCustomer(
    limits: readonly CustomerLimit[],
    customer: CustomerDigests,
    except: SessionId,
  ): Promise<CustomerRefusals>;
  /** By their ids behind `after`; at most `limit`. None that was erased. */
  uncountedOrders(after: string, limit: number): Promise<readonly UncountedOrder[]>;
}

export interface CustomerWrites {
  /** The key of the digests, the same on every instance; `fresh` the first time. */
  customerKey(fresh: string): Promise<string>;
  /**
   * Takes one use of each discount for the session, under a lock of each digest; what is refused, where anything is, and
   * then nothing is taken. Of a customer whom nobody knows everything is refused. `releaseDiscounts` gives them back.
   */
  takeForCustomer(
    sessionId: SessionId,
    limits: readonly CustomerLimit[],
    customer: CustomerDigests,
  ): Promise<CustomerRefusals>;
  /** Keeps whose order a session has become; twice changes nothing. */
  saveCustomerOrder(sessionId: SessionId, customer: CustomerDigests): Promise<void>;
}
