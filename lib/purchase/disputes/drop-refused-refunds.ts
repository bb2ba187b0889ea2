import { lostToDisputes, type PaymentAlert } from "../../orders/disputes/alert.ts";
import type { Capture } from "../../orders/capture.ts";
import type { StoreTransaction } from "../../store/store.ts";

/**
 * Refunds that the provider refused for now are not asked for any more once the money is lost to a dispute: the buyer would get
 * it twice. Those that the disputes have paid in full, all together, need nobody; another is listed for a person.
 */
export async function dropRefusedRefunds(
  transaction: StoreTransaction,
  { provider, reference, amount }: Capture,
  alerts: readonly PaymentAlert[],
  now: Date,
): Promise<void> {
  const lost = lostToDisputes(alerts, amount.currency);
  if (lost.amountMinor === 0) return;
  let leftMinor = lost.amountMinor;
  for (const refund of await transaction.refunds(provider, reference)) {
    if (refund.state !== "refused" || refund.dueAt === null) continue;
    const isPaid = refund.amount.amountMinor <= leftMinor;
    if (isPaid) leftMinor -= refund.amount.amountMinor;
    await transaction.saveRefund({ ...refund, dueAt: null, resolvedAt: isPaid ? now : refund.resolvedAt });
  }
}
