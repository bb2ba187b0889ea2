import type { Entitlement } from "../orders/plans/entitlement.ts";

/** What the merchant's other tools read: nothing about the buyer, and no name of the payment service's. */
export function entitlementsView(entitlements: readonly Entitlement[]) {
  return {
    entitlements: entitlements.map(({ name, planId, status, paidUntil }) => ({
      name,
      plan: planId,
      status,
      paid_until: paidUntil?.toISOString() ?? null,
    })),
  };
}
