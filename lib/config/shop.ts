import { z } from "zod";
import type { DiscountRule, SellingRules, ShopRules, TaxRule } from "../checkout/shop-rules.ts";
import { dispatch } from "./shop/dispatch.ts";
import { shipping, shippingRule, whereOf } from "./shop/shipping.ts";
import { name, price, rate, withoutRepeats } from "./shop/values.ts";

const country = z.string().regex(/^([A-Z]{2}|\*)$/, "a country is two capital letters, or * for every other one");

const tax = z.strictObject({
  country,
  region: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .nullable()
    .default(null),
  name,
  rate,
  mode: z.enum(["added", "included"]),
  applies_to_shipping: z.boolean().default(true),
});

const discount = z
  .strictObject({
    code: z.string().regex(/^[A-Z0-9_-]{1,50}$/, "a code has capital letters, digits, - and _"),
    title: name,
    percent: rate.optional(),
    amounts: z.array(price).min(1).optional(),
    minimums: z.array(price).default([]),
    expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
    usage_limit: z.int().min(1).nullable().default(null),
    combinable: z.boolean().default(false),
  })
  .refine(
    (rule) => (rule.percent === undefined) !== (rule.amounts === undefined),
    "a discount has either percent or amounts",
  );

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

/** The merchant's tables of delivery, tax and discounts (`SHOP_FILE`). Format: docs/operating.md. */
export const shopFile = z
  .strictObject({
    dispatch: dispatch.nullable().default(null),
    shipping: withoutRepeats(z.array(shipping), whereOf),
    taxes: z.array(tax),
    discounts: withoutRepeats(z.array(discount), (rule) => rule.code),
    selling,
  })
  .transform(({ dispatch, shipping, taxes, discounts, selling }): ShopRules => ({
    selling,
    shipping: shipping.map((rule) => shippingRule(rule, dispatch)),
    taxes: taxes.map(({ rate: ratePerMillion, applies_to_shipping, ...rule }): TaxRule => ({
      ...rule,
      ratePerMillion,
      appliesToShipping: applies_to_shipping,
    })),
    discounts: discounts.map(({ percent, amounts, expires_at, usage_limit, combinable, ...rule }): DiscountRule => ({
      ...rule,
      effect:
        percent === undefined ? { kind: "amount", amounts: amounts ?? [] } : { kind: "percent", perMillion: percent },
      expiresAt: expires_at === null ? null : new Date(expires_at),
      usageLimit: usage_limit,
      isCombinable: combinable,
    })),
  }));
