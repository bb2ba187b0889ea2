import { z } from "zod";
import type { SellingRules, ShippingRule, ShopRules } from "../checkout/shop-rules.ts";
import { discount } from "./shop/discounts.ts";
import { tax, taxSettings } from "./shop/taxes.ts";
import { name, price, rate, withoutRepeats } from "./shop/values.ts";

const country = z.string().regex(/^([A-Z]{2}|\*)$/, "a country is two capital letters, or * for every other one");

const shipping = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_-]{1,50}$/, "an id has lower-case letters, digits, - and _"),
    title: name,
    subtitle: name,
    carrier: name,
    countries: z.array(country).min(1),
    prices: z.array(price).min(1),
    free_from: z.array(price).default([]),
    earliest_days: z.int().min(0).max(365),
    latest_days: z.int().min(0).max(365),
  })
  .refine((rule) => rule.earliest_days <= rule.latest_days, "latest_days is before earliest_days");

/** Why these defaults: docs/decisions/0032. */
const selling = z
  .strictObject({
    stop_above_price_rise: rate.default(50_000),
    hold_minutes: z.int().min(1).max(120).default(10),
    unpaid_pages_hold: rate.default(800_000),
    pages_per_shopper: z.int().min(1).max(100).default(3),
  })
  .prefault({})
  .transform((rules): SellingRules => ({
    maxPriceRisePerMillion: rules.stop_above_price_rise,
    holdMs: rules.hold_minutes * 60_000,
    maxHeldPerMillion: rules.unpaid_pages_hold,
    maxHeldPages: rules.pages_per_shopper,
  }));

/** The tables, but for the rates by ZIP code, which have a file of their own. */
export type ShopFile = Omit<ShopRules, "taxSettings"> & { readonly taxSettings: z.output<typeof taxSettings> };

/** The merchant's tables of delivery, tax and discounts (`SHOP_FILE`). Format: docs/operating.md. */
export const shopFile = z
  .strictObject({
    shipping: withoutRepeats(z.array(shipping), (rule) => `${rule.id} for ${rule.countries.join(", ")}`),
    taxes: z.array(tax),
    tax_settings: taxSettings,
    discounts: withoutRepeats(z.array(discount), (rule) => rule.code),
    selling,
  })
  .transform(({ shipping, taxes, tax_settings, discounts, selling }): ShopFile => ({
    selling,
    taxes,
    discounts,
    taxSettings: tax_settings,
    shipping: shipping.map(({ free_from, earliest_days, latest_days, ...rule }): ShippingRule => ({
      ...rule,
      freeFrom: free_from,
      earliestDays: earliest_days,
      latestDays: latest_days,
    })),
  }));
