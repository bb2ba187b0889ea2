import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import type { ExperimentPlan } from "#lib/experiment/figures.ts";
import { money } from "#lib/money.ts";
import type { BreakerRules } from "#lib/routing/instant-breaker.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
const both = (minor: number) => [usd(minor), money(minor, "JPY"), money(minor * 10, "KWD")];

export const testRules: ShopRules = {
  shipping: [
    {
      id: "standard",
      title: "Standard",
      subtitle: "3–5 days",
      carrier: "Post",
      countries: ["US", "JP", "KW"],
      prices: both(500),
      freeFrom: [usd(50_000)],
      earliestDays: 3,
      latestDays: 5,
    },
    {
      id: "express",
      title: "Express",
      subtitle: "Next day",
      carrier: "Courier",
      countries: ["US"],
      prices: both(1500),
      freeFrom: [],
      earliestDays: 1,
      latestDays: 1,
    },
  ],
  taxes: [
    { country: "US", region: "NY", name: "Sales tax", ratePerMillion: 88_750, mode: "added", appliesToShipping: true },
    {
      country: "JP",
      region: null,
      name: "Consumption tax",
      ratePerMillion: 100_000,
      mode: "included",
      appliesToShipping: true,
    },
  ],
  discounts: [
    {
      code: "TEN",
      title: "Ten percent",
      effect: { kind: "percent", perMillion: 100_000 },
      minimums: [],
      expiresAt: null,
      usageLimit: null,
    },
    {
      code: "ONLYONE",
      title: "One use",
      effect: { kind: "amount", amounts: [usd(300)] },
      minimums: [],
      expiresAt: null,
      usageLimit: 1,
    },
  ],
};

export const testPlan: ExperimentPlan = {
  key: "checkout-route",
  weights: { external: 500, instant: 500 },
  plannedShoppers: 1000,
  alpha: 0.05,
  power: 0.8,
  windowDays: 14,
  revenueAgeDays: 28,
};

export const testBreaker: BreakerRules = {
  windowMs: 3_600_000,
  mostSessions: 20,
  leastSessions: 8,
  declinedPercent: 80,
  errorPercent: 30,
  unknownPercent: 30,
  coolDownMs: 300_000,
  trials: 2,
};
