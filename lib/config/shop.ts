import { z } from "zod";
import type { DiscountRule, SellingRules, ShippingRule, ShopRules, TaxRule } from "../checkout/shop-rules.ts";
import { parsePrice, type Money } from "../money.ts";

/** A price as in the feed: "5.90 USD". */
export const price = z.string().transform((text, context): Money => {
  const read = parsePrice(text);
  if (read.kind === "price") return read.price;
  context.addIssue({ code: "custom", message: read.why });
  return z.NEVER;
});

/** A rate as a person writes it, "8.875%", in millionths. */
const rate = z.string().transform((text, context): number => {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(text);
  const perMillion = match === null ? Number.NaN : Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0"));
  if (perMillion >= 0 && perMillion < 1_000_000) return perMillion;
  context.addIssue({ code: "custom", message: `"${text}" is not a rate like "8.875%" below 100%` });
  return z.NEVER;
});

const country = z.string().regex(/^([A-Z]{2}|\*)$/, "a country is two capital letters, or * for every other one");
export const name = z.string().min(1).max(200);

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

/** A list in which no two items have the same key. */
export const withoutRepeats = <Item extends z.ZodType>(
  list: z.ZodArray<Item>,
  keyOf: (item: z.output<Item>) => string,
) =>
  list.superRefine((items, context) => {
    const keys = items.map(keyOf);
    for (const key of new Set(keys.filter((one, index) => keys.indexOf(one) !== index)))
      context.addIssue({ code: "custom", message: `"${key}" is listed twice` });
  });

/** The merchant's tables of delivery, tax and discounts (`SHOP_FILE`). Format: docs/operating.md. */
export const shopFile = z
  .strictObject({
    shipping: withoutRepeats(z.array(shipping), (rule) => `${rule.id} for ${rule.countries.join(", ")}`),
    taxes: z.array(tax),
    discounts: withoutRepeats(z.array(discount), (rule) => rule.code),
    selling,
  })
  .transform(({ shipping, taxes, discounts, selling }): ShopRules => ({
    selling,
    shipping: shipping.map(({ free_from, earliest_days, latest_days, ...rule }): ShippingRule => ({
      ...rule,
      freeFrom: free_from,
      earliestDays: earliest_days,
      latestDays: latest_days,
    })),
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
