import type { SellerId } from "../ids.ts";
import type { Policy } from "../sellers/record.ts";

/** Where a seller's policy is read: the page leads to one of the seller's own, or shows their text or else the shop's. */
export const policyUrl = (publicUrl: string, policy: Policy, seller: SellerId): string =>
  `${publicUrl}/policies/${policy}?seller=${encodeURIComponent(seller)}`;
