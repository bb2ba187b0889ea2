import { lesser, share, subtract, type Money } from "../../money.ts";
import type { AppliedDiscount, RejectedDiscount } from "../session.ts";
import { inCurrency } from "../shop-rules.ts";
import type { DiscountRule } from "./rule.ts";

type CodeInputs = {
  readonly codes: readonly string[];
  /** Codes whose usage limit is reached. */
  readonly usedUpCodes: ReadonlySet<string>;
  readonly rules: readonly DiscountRule[];
  readonly now: Date;
};

/**
 * Works out which codes count and for how much. Codes are compared in upper case; each counts once, and beside others only
 * when all of them may be combined. Each takes its share of what those before it left. One alone may take all of
 * `subtotal`; several never do together (docs/decisions/0045).
 */
export function applyCodes(
  subtotal: Money,
  { codes, usedUpCodes, rules, now }: CodeInputs,
): { applied: AppliedDiscount[]; rejected: RejectedDiscount[] } {
  const applied: AppliedDiscount[] = [];
  const rejected: RejectedDiscount[] = [];
  let left = subtotal;
  let mayCombine = true;
  for (const code of new Set(codes.map((one) => one.trim().toUpperCase()))) {
    const rule = rules.find((one) => one.code === code);
    const problem = rule === undefined ? "unknown" : problemWith(rule, subtotal, usedUpCodes, now);
    const full = rule === undefined ? null : amountOf(rule, left);
    if (rule === undefined || full === null || problem !== null) {
      rejected.push({ code, reason: problem ?? "wrong_currency" });
      continue;
    }
    const amount = lesser(full, left);
    // What one code was made to cover, it covers; several that do so together are an accident of the shop file.
    const coversRest = amount.amountMinor >= left.amountMinor;
    if (applied.length > 0 && (coversRest || !(mayCombine && rule.isCombinable))) {
      rejected.push({ code, reason: "not_combinable" });
      continue;
    }
    left = subtract(left, amount);
    mayCombine = rule.isCombinable;
    applied.push({ code, title: rule.title, amount });
  }
  return { applied, rejected };
}

function problemWith(
  rule: DiscountRule,
  subtotal: Money,
  usedUpCodes: ReadonlySet<string>,
  now: Date,
): RejectedDiscount["reason"] | null {
  if (rule.expiresAt !== null && rule.expiresAt <= now) return "expired";
  if (usedUpCodes.has(rule.code)) return "used_up";
  const minimum = inCurrency(rule.minimums, subtotal.currency);
  return minimum !== null && subtotal.amountMinor < minimum.amountMinor ? "minimum_not_met" : null;
}

/** Null when the rule has no amount in the currency. */
const amountOf = ({ effect }: DiscountRule, left: Money): Money | null =>
  effect.kind === "percent" ? share(left, effect.perMillion) : inCurrency(effect.amounts, left.currency);
