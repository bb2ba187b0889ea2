import type { SellerReceiver } from "../../sellers/receiver.ts";
import type { PurchaseContext } from "../context.ts";

/** The earlier of what a receiver may have missed so far, and of a change that it misses now. */
export const missedWith = ({ missedSince }: Pick<SellerReceiver, "missedSince">, time: Date): Date =>
  missedSince !== null && missedSince < time ? missedSince : time;

/**
 * Notes that a receiver which is off is not sent what changed at a time, so that it is caught up from there. Throws when it was
 * resumed meanwhile: then it is to be sent after all.
 */
export async function noteMissed({ store }: Pick<PurchaseContext, "store">, id: string, time: Date): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.lockSellerReceiver(id);
    const receiver = await transaction.sellerReceiver(id);
    if (receiver === null) return;
    if (receiver.state === "active") throw new Error(`receiver ${id} was resumed meanwhile`);
    await transaction.changeSellerReceiver(id, { missedSince: missedWith(receiver, time) });
  });
}
