import type { SellerId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";

/** A place in the list of all orders by the time they were paid; with an empty id, the one before all of that time. */
export type OrderPlace = { readonly paidAt: Date; readonly id: string };

export type OrderQuery = {
  /** What the list goes on behind: later orders, or with `isNewestFirst` earlier ones. */
  readonly after: OrderPlace;
  /** From the last order to the first; absent: in the order in which they were paid. */
  readonly isNewestFirst?: boolean;
  /** Null: of any seller. */
  readonly sellers: readonly SellerId[] | null;
  readonly status: Order["status"] | null;
  readonly limit: number;
};
