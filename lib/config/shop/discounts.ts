import { z } from "zod";
import type { DiscountRule } from "../../checkout/discounts/rule.ts";
import { name, price, rate } from "./values.ts";

export const discount = z
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
  )
  .transform(({ percent, amounts, expires_at, usage_limit, combinable, ...rule }): DiscountRule => ({
    ...rule,
    effect:
      percent === undefined ? { kind: "amount", amounts: amounts ?? [] } : { kind: "percent", perMillion: percent },
    expiresAt: expires_at === null ? null : new Date(expires_at),
    usageLimit: usage_limit,
    isCombinable: combinable,
  }));
