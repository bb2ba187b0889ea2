import type { Capture } from "../../orders/capture.ts";
import { hasSale } from "../../sellers/split.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { followTaken } from "./follow-taken.ts";
import { storeTransfers } from "./store-transfers.ts";

/**
 * Stores what the sellers have of a payment, in the transaction that records it or makes it an order's, and takes back what was
 * given back or disputed of it before. A payment that becomes no order has rows too where the provider moved the money with the
 * charge. Safe to repeat: the keys are the same. The platform's payments have none.
 */
export async function bookSellers(
  context: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
  { split }: Pick<StoredAttempt, "split">,
): Promise<void> {
  if (split === undefined || !hasSale(split.model, capture.use)) return;
  await transaction.lockCapture(capture.provider, capture.reference);
  await storeTransfers(context, transaction, capture, split);
  await followTaken(context, transaction, capture);
}
