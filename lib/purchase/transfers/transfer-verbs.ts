import type { OpenMovementQuery, SellerMonthQuery } from "../../orders/transfers/books.ts";
import type { PurchaseContext } from "../context.ts";
import { compareTransfers } from "./compare-transfers.ts";
import { planMovement, settleMovement, type SettleMovementRequest } from "./settle-movement.ts";

/** The operator's verbs about sellers' money; part of lib/purchase/operator.ts. */
export const transferVerbs = (context: PurchaseContext) => ({
  /** Asks once more for a transfer or reversal that needs a person, or notes that it was dealt with outside. */
  settleMovement: (request: SettleMovementRequest) => settleMovement(context, request),
  planMovement: (request: SettleMovementRequest) => planMovement(context, request),
  /** What is open of sellers' money. */
  movementTotals: () => context.store.movementTotals(),
  /** How the provider's transfers differ from ours since a moment; the last day unless given. */
  compareTransfers: (since?: Date) => compareTransfers(context, since),
  /** What is still to be sent to sellers or taken back from them. */
  openMovements: (query: OpenMovementQuery) => context.store.openMovements(query),
  /** Each seller's books of a span of time. */
  sellerMonths: (query: SellerMonthQuery) => context.store.sellerMonths(query),
});
