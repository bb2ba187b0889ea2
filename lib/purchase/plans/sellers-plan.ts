import type { Entitlement } from "../../orders/plans/entitlement.ts";
import { notSelling } from "../../sellers/record.ts";
import type { StoreReads } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

/** Whether the seller of a plan sells now: active, and not restricted by the provider. */
export async function isSelling(
  { sellers }: Pick<PurchaseContext, "sellers">,
  { sellerId }: Pick<Entitlement, "sellerId">,
  reads: Pick<StoreReads, "sellerRecords">,
): Promise<boolean> {
  const seller = (await sellers.of([sellerId], reads))(sellerId);
  return seller.state === "active" && notSelling(seller) === null;
}

/**
 * A subscription was paid again. The provider charges it without asking us, so that a seller who paused or left meanwhile is
 * for a person: whoever runs the shop ends it at the provider, or lets it go on.
 */
export async function reportPaidAgain(
  context: PurchaseContext,
  before: Entitlement,
  after: Entitlement,
): Promise<void> {
  if (after.paidUntil === null || after.paidUntil.getTime() === before.paidUntil?.getTime()) return;
  if (await isSelling(context, after, context.store)) return;
  context.report({
    level: "error",
    message: "a subscription was paid for a seller who does not sell; end it at the payment provider, or let it go on",
    fields: { entitlementId: after.id, sellerId: after.sellerId, subscription: after.subscription },
  });
}
