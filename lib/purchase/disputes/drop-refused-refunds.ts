import { lostToDisputes, type PaymentAlert } from "../../orders/disputes/alert.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoreTransaction } from "../../store/store.ts";

/**
 * Refunds that the provider refused for now are not asked for any more once the money is lost to a dispute: the buyer would get
 * it twice. One that the dispute has paid in full needs nobody; another is listed for a person.
 */
export async function dropRefusedRefunds(
  transaction: StoreTransaction,
  { provider, reference, amount }: Capture,
  alerts: readonly PaymentAlert[],
  now: Date,
): Promise<void> {
  const lost = lostToDisputes(alerts, amount.currency);
  if (lost.amountMinor === 0) return;
  for (const refund of await transaction.refunds(provider, reference)) {
    if (refund.state !== "refused" || refund.dueAt === null) continue;
    const isPaid = refund.amount.amountMinor <= lost.amountMinor;
    await transaction.saveRefund({ ...refund, dueAt: null, resolvedAt: isPaid ? now : refund.resolvedAt });
  }
}
