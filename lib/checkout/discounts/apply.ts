import { share, subtract, sum, takeInSteps, zero, type Currency, type Money } from "../../money.ts";
import type { AppliedDiscount, RejectedDiscount } from "../session.ts";
import { inCurrency } from "../shop-rules.ts";
import { amountsByLine, isOfSeller, type DiscountedLine } from "./of-lines.ts";
import { isOfOrder, type DiscountRule } from "./rule.ts";

/** Codes that count no more, or not for this customer, and why. */
export type SpentCodes = ReadonlyMap<
  string,
  Extract<RejectedDiscount["reason"], "used_up" | "customer_limit" | "first_order_only">
>;

type DiscountInputs = {
  readonly lines: readonly DiscountedLine[];
  readonly currency: Currency;
  readonly codes: readonly string[];
  readonly spentCodes: SpentCodes;
  readonly rules: readonly DiscountRule[];
  readonly now: Date;
};
export type Discounts = {
  readonly applied: readonly AppliedDiscount[];
  readonly rejected: readonly RejectedDiscount[];
};

/**
 * Works out which discounts count and for how much. Codes are compared in upper case; each counts once, and beside others
 * only when all of them may be combined. Discounts of lines come before those of the order, and each takes its share of what
 * those before it left. One alone may take everything; several never do together (docs/decisions/0045). Of codes and
 * automatic discounts that cannot be combined the buyer gets what is worth more; of two codes the one typed first.
 */
export function applyDiscounts(inputs: DiscountInputs): Discounts {
  const codes = [...new Set(inputs.codes.map((one) => one.trim().toUpperCase()))];
  const automatic = inputs.rules.filter((rule) => rule.isAutomatic);
  const typed = inputs.rules.filter((rule) => !rule.isAutomatic);
  const asked = codes.flatMap((code) => typed.find((rule) => rule.code === code) ?? []);
  const unknown = codes.filter((code) => !inputs.rules.some((rule) => rule.code === code));
  const all = [...automatic, ...asked];
  const ways = [
    ...[all, [...asked, ...automatic], asked].map((rules) => inOrder(inputs, rules, null)),
    // Discounts of lines come first, and would keep out a larger one of the order that they cannot be combined with.
    ...[...automatic, ...asked.slice(0, 1)].map((rule) => inOrder(inputs, all, rule)),
  ];
  const worth = ({ applied }: Discounts) => applied.reduce((all, one) => all + one.amount.amountMinor, 0);
  const best = ways.reduce((left, right) => (worth(right) > worth(left) ? right : left));
  return {
    applied: best.applied,
    rejected: codes.flatMap((code): readonly RejectedDiscount[] =>
      unknown.includes(code) ? [{ code, reason: "unknown" }] : best.rejected.filter((one) => one.code === code),
    ),
  };
}

/** `sure`: one that the others give way to when they cannot be combined with it; null: those before keep out those after. */
function inOrder(inputs: DiscountInputs, rules: readonly DiscountRule[], sure: DiscountRule | null): Discounts {
  const { lines, currency } = inputs;
  const total = (amounts: readonly Money[]) => sum(amounts, currency);
  const applied: AppliedDiscount[] = [];
  const rejected: RejectedDiscount[] = [];
  let lefts = lines.map((line) => line.left);
  const subtotal = total(lefts);
  const taken: DiscountRule[] = [];
  for (const rule of [...rules.filter((one) => !isOfOrder(one)), ...rules.filter(isOfOrder)]) {
    const left = total(lefts);
    const reject = (reason: RejectedDiscount["reason"]) => rejected.push({ code: rule.code, reason });
    const problem = problemWith(rule, subtotal, inputs);
    const now = lines.map((line, index) => ({ ...line, left: lefts[index] ?? zero(currency) }));
    const amounts =
      problem ?? (isOfOrder(rule) ? amountOfOrder(rule, now, inputs) : amountsByLine(rule, now, currency));
    if (typeof amounts === "string") {
      reject(amounts);
      continue;
    }
    const amount = total(amounts);
    // What one discount was made to cover, it covers; several that do so together are an accident of the shop file.
    const coversRest = amount.amountMinor >= left.amountMinor;
    const givesWay = sure !== null && rule !== sure && !mayCombine(sure, rule);
    if (givesWay || (taken.length > 0 && (coversRest || !taken.every((one) => mayCombine(one, rule))))) {
      reject("not_combinable");
      continue;
    }
    lefts = lefts.map((one, index) => subtract(one, amounts[index] ?? zero(currency)));
    taken.push(rule);
    applied.push({
      code: rule.code,
      title: rule.title,
      amount,
      isAutomatic: rule.isAutomatic,
      method: isOfOrder(rule) ? "across" : "each",
      allocations: lines.flatMap((line, index) => {
        const part = amounts[index] ?? zero(currency);
        return part.amountMinor === 0 ? [] : [{ lineId: line.id, amount: part }];
      }),
    });
  }
  return { applied, rejected };
}

const mayCombine = (left: DiscountRule, right: DiscountRule): boolean =>
  left.isCombinable && right.isCombinable && !left.notWith.includes(right.code) && !right.notWith.includes(left.code);

function problemWith(
  rule: DiscountRule,
  subtotal: Money,
  { spentCodes, now }: DiscountInputs,
): RejectedDiscount["reason"] | null {
  if (rule.startsAt !== null && rule.startsAt > now) return "not_started";
  if (rule.expiresAt !== null && rule.expiresAt <= now) return "expired";
  const spent = spentCodes.get(rule.code);
  if (spent !== undefined) return spent;
  const minimum = inCurrency(rule.minimums, subtotal.currency);
  return minimum !== null && subtotal.amountMinor < minimum.amountMinor ? "minimum_not_met" : null;
}

/** A discount of the order, shared out by what they still cost over its lines, of the sellers that it names. */
function amountOfOrder(
  { effect, goods }: DiscountRule,
  lines: readonly DiscountedLine[],
  { currency }: DiscountInputs,
): readonly Money[] | "not_applicable" | "wrong_currency" {
  const isFor = lines.map((line) => isOfSeller(goods, line));
  if (!isFor.includes(true)) return "not_applicable";
  const lefts = lines.map((line, index) => (isFor[index] === true ? line.left : zero(currency)));
  const left = sum(lefts, currency);
  const full =
    effect.kind === "percent"
      ? share(left, effect.perMillion)
      : effect.kind === "amount"
        ? inCurrency(effect.amounts, currency)
        : null;
  if (full === null) return "wrong_currency";
  return takeInSteps(full, lefts);
}
