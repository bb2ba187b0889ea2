import { lesser, money, share, subtract, type Money } from "../money.ts";
import type { AppliedDiscount, RejectedDiscount } from "./session.ts";
import { inCurrency, type DiscountRule } from "./shop-rules.ts";
import type { BasketInputs } from "./totals.ts";

/**
 * Works out which codes count and for how much. Codes are compared in upper case; each counts once. All discounts
 * together leave at least one minor unit of `subtotal` (docs/decisions/0006).
 */
export function applyCodes(
  inputs: BasketInputs,
  subtotal: Money,
): { applied: AppliedDiscount[]; rejected: RejectedDiscount[] } {
  const applied: AppliedDiscount[] = [];
  const rejected: RejectedDiscount[] = [];
  let left = subtract(subtotal, money(1, inputs.currency));
  for (const code of new Set(inputs.discountCodes.map((one) => one.trim().toUpperCase()))) {
    const rule = inputs.rules.discounts.find((one) => one.code === code);
    const verdict = rule === undefined ? "unknown" : judgeCode(rule, subtotal, inputs);
    if (rule === undefined || typeof verdict === "string") {
      rejected.push({ code, reason: typeof verdict === "string" ? verdict : "unknown" });
      continue;
    }
    const amount = lesser(verdict, left);
    left = subtract(left, amount);
    applied.push({ code, title: rule.title, amount });
  }
  return { applied, rejected };
}

function judgeCode(rule: DiscountRule, subtotal: Money, inputs: BasketInputs): Money | RejectedDiscount["reason"] {
  if (rule.expiresAt !== null && rule.expiresAt <= inputs.now) return "expired";
  if (inputs.usedUpCodes.has(rule.code)) return "used_up";
  const minimum = inCurrency(rule.minimums, inputs.currency);
  if (minimum !== null && subtotal.amountMinor < minimum.amountMinor) return "minimum_not_met";
  if (rule.effect.kind === "percent") return share(subtotal, rule.effect.perMillion);
  return inCurrency(rule.effect.amounts, inputs.currency) ?? "wrong_currency";
}
