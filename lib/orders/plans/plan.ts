import type { PlanId, SellerId } from "../../ids.ts";
import type { Money } from "../../money.ts";

export const PLAN_INTERVALS = ["month", "year"] as const;
export type PlanInterval = (typeof PLAN_INTERVALS)[number];

/** What is sold by the month or the year, from the merchant's own site only (docs/decisions/0012). */
export type Plan = {
  readonly id: PlanId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly title: string;
  readonly description: string;
  readonly price: Money;
  readonly interval: PlanInterval;
  /** The name that the merchant's other tools ask for. Several plans may give the same. */
  readonly entitlement: string;
};
