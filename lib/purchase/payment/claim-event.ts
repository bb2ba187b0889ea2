import type { PaymentEvent } from "../../payments/provider.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** Stores an event in the transaction of its effect. False when it was applied before; a parked one is applied now. */
export async function claimEvent(
  context: PurchaseContext,
  transaction: StoreTransaction,
  event: PaymentEvent,
): Promise<boolean> {
  const provider = context.provider.name;
  if (await transaction.insertEvent({ provider, event, state: "applied", receivedAt: context.now() })) return true;
  if ((await transaction.event(provider, event.id))?.state !== "parked") return false;
  await transaction.markEventApplied(provider, event.id);
  return true;
}
