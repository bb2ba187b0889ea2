import { lesser, money, share, subtract, type Money } from "../money.ts";
import type { AppliedDiscount, RejectedDiscount } from "./session.ts";
import { inCurrency, type DiscountRule } from "./shop-rules.ts";

type CodeInputs = {
  readonly codes: readonly string[];
  /** Codes whose usage limit is reached. */
  readonly usedUpCodes: ReadonlySet<string>;
  readonly rules: readonly DiscountRule[];
  readonly now: Date;
};

/**
 * Works out which codes count and for how much. Codes are compared in upper case; each counts once. All discounts
 * together leave at least one minor unit of `subtotal` (docs/decisions/0006).
 */
export function applyCodes(
  subtotal: Money,
  { codes, usedUpCodes, rules, now }: CodeInputs,
): { applied: AppliedDiscount[]; rejected: RejectedDiscount[] } {
  const applied: AppliedDiscount[] = [];
  const rejected: RejectedDiscount[] = [];
  let left = subtract(subtotal, money(1, subtotal.currency));
  for (const code of new Set(codes.map((one) => one.trim().toUpperCase()))) {
    const rule = rules.find((one) => one.code === code);
    const verdict = rule === undefined ? "unknown" : judgeCode(rule, subtotal, usedUpCodes, now);
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

function judgeCode(
  rule: DiscountRule,
  subtotal: Money,
  usedUpCodes: ReadonlySet<string>,
  now: Date,
): Money | RejectedDiscount["reason"] {
  if (rule.expiresAt !== null && rule.expiresAt <= now) return "expired";
  if (usedUpCodes.has(rule.code)) return "used_up";
  const minimum = inCurrency(rule.minimums, subtotal.currency);
  if (minimum !== null && subtotal.amountMinor < minimum.amountMinor) return "minimum_not_met";
  if (rule.effect.kind === "percent") return share(subtotal, rule.effect.perMillion);
  return inCurrency(rule.effect.amounts, subtotal.currency) ?? "wrong_currency";
}
