import type { SellerId } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
import { unitsToRestock, type RefundLinesRequest } from "../../orders/refund-lines.ts";
import { takenByRefund, type Refund, type TakenAmount } from "../../orders/refund.ts";
import { returnedCodes } from "../../orders/returned-codes.ts";
import type { StoreTransaction } from "../../store/store.ts";

type Asked = {
  readonly sellers?: readonly SellerId[] | null;
  readonly lines?: RefundLinesRequest | null;
  readonly restock?: boolean;
  readonly returnCodes?: boolean;
};

/**
 * Puts goods back on the shelf and frees uses of codes, as a refund asks for, in its transaction. A refund of one part of a cart
 * frees a code only once all goods that it took off are given back: it is the other sellers' too. `before`: the refunds that
 * there were.
 */
export async function giveBackGoods(
  transaction: StoreTransaction,
  order: Order,
  refund: {
    readonly request: Asked;
    readonly before: readonly Refund[];
    readonly given: TakenAmount;
  },
): Promise<void> {
  const { request, before, given } = refund;
  const { restock = false, returnCodes = false, sellers = null, lines = null } = request;
  if (restock && given.items) {
    await transaction.lockOrder(order.id);
    await transaction.returnStock(order.id, unitsToRestock(order, before, given.items.lines));
  }
  if (!returnCodes) return;
  const isOfPart = order.parts !== undefined && (sellers !== null || lines !== null);
  const all = [...before.map(takenByRefund), given];
  await transaction.releaseDiscounts(order.sessionId, ...(isOfPart ? [returnedCodes(order, all)] : []));
}
