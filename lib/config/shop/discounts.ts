import { z } from "zod";
import type { DiscountEffect, DiscountRule } from "../../checkout/discounts/rule.ts";
import { name, price, rate, withoutRepeats } from "./values.ts";

const code = z.string().regex(/^[A-Z0-9_-]{1,50}$/, "a code has capital letters, digits, - and _");
const time = z.iso.datetime({ offset: true }).nullable().default(null);
const names = z.array(name).min(1).optional();

/** "3 for 2" is to buy 2 and get 1. */
const quantity = z.strictObject({
  buy: z.int().min(1).max(1000),
  get: z.int().min(1).max(1000),
  /** What is taken off those that one gets; all of their price unless it is given. */
  percent: rate.optional(),
});

const discount = z
  .strictObject({
    code,
    title: name,
    automatic: z.boolean().default(false),
    percent: rate.optional(),
    amounts: z.array(price).min(1).optional(),
    quantity: quantity.optional(),
    products: names,
    sellers: names,
    categories: names,
    not_on_sale: z.boolean().default(false),
    minimums: z.array(price).default([]),
    starts_at: time,
    expires_at: time,
    usage_limit: z.int().min(1).nullable().default(null),
    customer_limit: z.int().min(1).nullable().default(null),
    first_order: z.boolean().default(false),
    combinable: z.boolean().default(false),
    not_with: z.array(code).default([]),
  })
  .refine(
    (rule) => [rule.percent, rule.amounts, rule.quantity].filter((one) => one !== undefined).length === 1,
    "a discount has one of percent, amounts and quantity",
  )
  .refine(
    ({ starts_at: start, expires_at: end }) => start === null || end === null || Date.parse(start) < Date.parse(end),
    "expires_at is not after starts_at",
  )
  .refine(
    ({ customer_limit: limit, first_order: isFirst }) => limit === null || limit === 1 || !isFirst,
    "a discount for the first order is for one order of a customer; leave customer_limit out",
  )
  .transform((rule): DiscountRule => ({
    code: rule.code,
    title: rule.title,
    isAutomatic: rule.automatic,
    effect: effectOf(rule),
    goods: {
      productIds: rule.products ?? [],
      sellerIds: rule.sellers ?? [],
      categories: rule.categories ?? [],
      excludesSale: rule.not_on_sale,
    },
    minimums: rule.minimums,
    startsAt: rule.starts_at === null ? null : new Date(rule.starts_at),
    expiresAt: rule.expires_at === null ? null : new Date(rule.expires_at),
    usageLimit: rule.usage_limit,
    customerLimit: rule.customer_limit,
    isFirstOrder: rule.first_order,
    isCombinable: rule.combinable,
    notWith: rule.not_with,
  }));

function effectOf(rule: {
  readonly percent?: number | undefined;
  readonly amounts?: z.output<typeof price>[] | undefined;
  readonly quantity?: z.output<typeof quantity> | undefined;
}): DiscountEffect {
  if (rule.percent !== undefined) return { kind: "percent", perMillion: rule.percent };
  if (rule.quantity === undefined) return { kind: "amount", amounts: rule.amounts ?? [] };
  const { buy, get, percent } = rule.quantity;
  return { kind: "quantity", buy, get, perMillion: percent ?? 1_000_000 };
}

/** The discounts of a shop file. Format: docs/discounts.md. */
export const discounts = withoutRepeats(z.array(discount), (rule) => rule.code).pipe(
  z.array(z.custom<DiscountRule>()).superRefine((rules, context) => {
    const codes = rules.map((rule) => rule.code);
    for (const unknown of rules.flatMap((rule) => rule.notWith).filter((one) => !codes.includes(one)))
      context.addIssue({ code: "custom", message: `not_with names "${unknown}", which is no discount of this file` });
  }),
);
