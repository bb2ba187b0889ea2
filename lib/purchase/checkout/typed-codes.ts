import type { RejectedDiscount } from "../../checkout/session.ts";
import type { SessionId, ShopperId } from "../../ids.ts";
import { signal } from "../../observe/signals.ts";
import type { PurchaseContext } from "../context.ts";

type Checkout = {
  readonly id: SessionId;
  readonly shopperId: ShopperId | null;
  /** What it has answered to codes before. */
  readonly discounts: readonly { readonly code: string }[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
};

/**
 * Finds which of the codes are not looked up, because this checkout or its shopper has typed too many: they are answered
 * as unknown, right or wrong, so that guessing on teaches nothing. So is what this checkout has answered as unknown
 * before; a code that it knows counts for nothing. Made once for a call, which may run more than once.
 */
export function typedCodes({ guards }: Pick<PurchaseContext, "guards">) {
  const read = new Map<string, boolean>();
  return async (checkout: Checkout, codes: readonly string[]): Promise<ReadonlySet<string>> => {
    const unknown = checkout.rejectedDiscounts.filter(({ reason }) => reason === "unknown").map(({ code }) => code);
    const known = [...checkout.discounts, ...checkout.rejectedDiscounts].map(({ code }) => code);
    for (const code of new Set(codes))
      if (!known.includes(code) && !read.has(code)) read.set(code, await mayRead(guards, checkout));
    return new Set([...unknown, ...[...read].flatMap(([code, isRead]) => (isRead ? [] : [code]))]);
  };
}

async function mayRead(guards: PurchaseContext["guards"], { id, shopperId }: Checkout): Promise<boolean> {
  const ofCheckout = await guards.checkoutCodes([id]);
  if (ofCheckout.kind === "limited") signal("limit_hit", { limit: "discount_code", by: "checkout" });
  if (ofCheckout.kind === "limited" || shopperId === null) return ofCheckout.kind === "allowed";
  const ofShopper = await guards.shopperCodes([shopperId]);
  if (ofShopper.kind === "limited") signal("limit_hit", { limit: "discount_code", by: "shopper" });
  return ofShopper.kind === "allowed";
}

/** The rules as far as these codes may be read in them. */
export const withoutCodes = <Rules extends Pick<PurchaseContext["rules"], "discounts">>(
  rules: Rules,
  codes: ReadonlySet<string>,
): Rules =>
  codes.size === 0
    ? rules
    : { ...rules, discounts: rules.discounts.filter((rule) => rule.isAutomatic || !codes.has(rule.code)) };
