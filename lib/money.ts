import { americanAmount } from "./formats/american-english.ts";
import { currencyFormat } from "./formats.ts";
import { EXPONENTS } from "./currencies.ts";
import { invariant } from "./invariant.ts";

export type Currency = keyof typeof EXPONENTS;

/** A whole number of minor units (cents, yen, fils) with its currency. */
export type Money = { readonly amountMinor: number; readonly currency: Currency };

export const CURRENCIES: readonly Currency[] = (Object.keys(EXPONENTS) as Currency[]).sort();

/** True for an upper-case ISO 4217 code that Tillswitch knows the exponent of. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(EXPONENTS, code);
}

/**
 * How many decimal digits the currency's minor unit has: 0, 2 or 3. Where a payment provider counts otherwise, its adapter
 * says so (lib/payments/stripe/amount.ts).
 */
export function exponentOf(currency: Currency): 0 | 2 | 3 {
  return EXPONENTS[currency];
}

/** Makes an amount. `amountMinor` is a safe integer; anything else is a bug. */
export function money(amountMinor: number, currency: Currency): Money {
  invariant(Number.isSafeInteger(amountMinor), `an amount is a whole number of minor units, not ${amountMinor}`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

export const zero = (currency: Currency): Money => money(0, currency);

export function add(left: Money, right: Money): Money {
  invariant(left.currency === right.currency, `cannot add ${right.currency} to ${left.currency}`);
  return money(left.amountMinor + right.amountMinor, left.currency);
}

export function subtract(left: Money, right: Money): Money {
  invariant(left.currency === right.currency, `cannot take ${right.currency} from ${left.currency}`);
  return money(left.amountMinor - right.amountMinor, left.currency);
}

export function times(amount: Money, quantity: number): Money {
  invariant(Number.isInteger(quantity), "a quantity is a whole number");
  return money(amount.amountMinor * quantity, amount.currency);
}

/** The sum; an empty list sums to nothing in `currency`. */
export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, zero(currency));
}

export function sameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amountMinor === right.amountMinor;
}

export function lesser(left: Money, right: Money): Money {
  invariant(left.currency === right.currency, `cannot compare ${right.currency} with ${left.currency}`);
  return left.amountMinor <= right.amountMinor ? left : right;
}

/**
 * A share of an amount, `perMillion` parts of a million, rounded half up to a whole minor unit.
 * Exact for every safe amount: the product is computed in BigInt.
 */
export function share(amount: Money, perMillion: number): Money {
  invariant(Number.isInteger(perMillion) && perMillion >= 0, "a rate is a whole number of millionths");
  invariant(amount.amountMinor >= 0, "a share is taken of an amount that is not negative");
  const doubled = BigInt(amount.amountMinor) * BigInt(perMillion) * 2n + 1_000_000n;
  return money(Number(doubled / 2_000_000n), amount.currency);
}

/**
 * The part of a tax-inclusive amount that is tax, rounded half up: amount × rate / (1 + rate).
 */
export function includedShare(amount: Money, perMillion: number): Money {
  invariant(Number.isInteger(perMillion) && perMillion >= 0, "a rate is a whole number of millionths");
  const whole = 1_000_000n + BigInt(perMillion);
  const doubled = BigInt(amount.amountMinor) * BigInt(perMillion) * 2n + whole;
  return money(Number(doubled / (2n * whole)), amount.currency);
}

/**
 * What an amount has of a change of the whole that it is a part of, in minor units, rounded half away from zero; below zero
 * for a change that takes away. In whole numbers alone: two amounts multiplied have more digits than a number keeps.
 */
export function inProportion(amount: Money, change: number, whole: Money): number {
  invariant(whole.amountMinor > 0, "a whole has parts");
  const [product, divisor] = [BigInt(amount.amountMinor) * BigInt(change), BigInt(whole.amountMinor)];
  const twice = product * 2n + (product < 0n ? -divisor : divisor);
  return Number(twice / (divisor * 2n));
}

/**
 * The least difference between two amounts that payment providers take, in minor units: where there are three decimals the
 * last is 0, and of the ariary nobody takes a part. https://docs.stripe.com/currencies, three-decimal and zero-decimal currencies.
 */
export const incrementOf = (currency: Currency): number =>
  currency === "MGA" ? 100 : exponentOf(currency) === 3 ? 10 : 1;

/** Whether payment providers take an amount as it is. */
export const isInSteps = ({ amountMinor, currency }: Money): boolean => amountMinor % incrementOf(currency) === 0;

/**
 * What `part` of `whole` is of `other`, the same money in another currency, in whole steps of it. `before` are the parts that
 * came earlier: counted from the whole each time, parts that follow each other add up to exactly `other`.
 */
export function partOfOther(
  part: Money,
  of: { readonly before: Money; readonly whole: Money; readonly other: Money },
): Money {
  const { before, whole, other } = of;
  const step = incrementOf(other.currency);
  const upTo = (amount: Money): number =>
    sameMoney(amount, whole) ? other.amountMinor : step * inProportion(other, amount.amountMinor, times(whole, step));
  return money(upTo(add(before, part)) - upTo(before), other.currency);
}

/**
 * Splits an amount by weights so that the parts add up to it exactly (largest remainder; ties go to
 * the earlier part). Weights are whole numbers of at least 0; when all are 0 the first part takes all.
 */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  invariant(
    weights.length > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    "weights are whole and not negative",
  );
  invariant(amount.amountMinor >= 0, "only an amount that is not negative is split");
  const total = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : zero(amount.currency)));
  const whole = BigInt(amount.amountMinor);
  const parts = weights.map((weight, index) => ({
    index,
    floor: (whole * BigInt(weight)) / total,
    rest: (whole * BigInt(weight)) % total,
  }));
  let left = Number(whole - parts.reduce((all, part) => all + part.floor, 0n));
  const extra = new Set<number>();
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0) break;
    extra.add(part.index);
    left -= 1;
  }
  return parts.map((part) => money(Number(part.floor) + (extra.has(part.index) ? 1 : 0), amount.currency));
}

/** As `allocate`, in whole steps of the currency (incrementOf); what is no whole step of the amount is shared out besides. */
export function allocateInSteps(amount: Money, weights: readonly number[]): Money[] {
  const { amountMinor, currency } = amount;
  const step = incrementOf(currency);
  const rests = allocate(money(amountMinor % step, currency), weights);
  return allocate(money(Math.floor(amountMinor / step), currency), weights).map((steps, index) =>
    add(times(steps, step), rests[index] ?? zero(currency)),
  );
}

/**
 * Takes an amount, at most all there is, from what several have, in proportion: from nobody more than they have, and in whole
 * steps of the currency (incrementOf) where what they have is in whole steps.
 */
export function takeInSteps(amount: Money, from: readonly Money[]): Money[] {
  const { currency } = amount;
  const step = incrementOf(currency);
  const taken = lesser(amount, sum(from, currency));
  const steps = from.map(({ amountMinor }) => Math.floor(amountMinor / step));
  const all = steps.reduce((sum, one) => sum + one, 0);
  const whole = money(Math.min(Math.floor(taken.amountMinor / step), all), currency);
  const parts = allocate(whole, steps).map((one) => times(one, step));
  const left = from.map((one, index) => subtract(one, parts[index] ?? zero(currency)).amountMinor);
  const rests = allocate(subtract(taken, sum(parts, currency)), left);
  return parts.map((part, index) => add(part, rests[index] ?? zero(currency)));
}

/** The decimal text of an amount without its currency: 12345 USD → "123.45", 500 JPY → "500". */
export function decimalText(amount: Money): string {
  const digits = exponentOf(amount.currency);
  const sign = amount.amountMinor < 0 ? "-" : "";
  const padded = String(Math.abs(amount.amountMinor)).padStart(digits + 1, "0");
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/**
 * An amount as a whole number of units with `digits` decimals, for a service that counts a currency in its own way: 5 ISK
 * in units with 2 decimals is 500. Null when it is not a whole number of them; nothing is rounded.
 */
export function countIn({ amountMinor, currency }: Money, digits: number): number | null {
  const shift = digits - exponentOf(currency);
  if (shift >= 0) return safeOrNull(amountMinor * 10 ** shift);
  const unit = 10 ** -shift;
  return amountMinor % unit === 0 ? amountMinor / unit : null;
}

/** The other way round: null when the currency has no such amount. */
export function moneyOfCount(count: number, digits: number, currency: Currency): Money | null {
  const shift = exponentOf(currency) - digits;
  const unit = 10 ** -shift;
  const amountMinor = shift >= 0 ? count * 10 ** shift : count % unit === 0 ? count / unit : null;
  const safe = amountMinor === null ? null : safeOrNull(amountMinor);
  return safe === null ? null : money(safe, currency);
}

function safeOrNull(value: number): number | null {
  return Number.isSafeInteger(value) ? value : null;
}

/** Writes an amount for a person, with all digits of the currency: formatMoney(…, "en-US") → "$1,234.50". */
export function formatMoney(amount: Money, locale: string): string {
  const american = americanAmount(locale, decimalText(amount), amount.currency);
  if (american !== null) return american;
  const { currency } = amount;
  const formatter = currencyFormat(locale, { currency, digits: exponentOf(currency) });
  const text = formatter.format(decimalText(amount) as Intl.StringNumericLiteral);
  // Read from right to left, "US$" would be shown as "$US": a sign goes with the text around it, not with its letters.
  // The mark before the space ends the number, or a sign's mark would draw the currency to the number's other side.
  return locale.startsWith("ar") ? text.replace("\u00A0", "\u200F$&").replace(/[A-Z]+\p{Sc}/u, "\u200E$&\u200E") : text;
}

/** Writes what an amount is less by, with the sign where the language has it: formatDeduction(…, "en-US") → "−$8.00". */
export const formatDeduction = ({ amountMinor, currency }: Money, locale: string): string =>
  formatMoney(money(-amountMinor, currency), locale).replace("-", "−");

export type PriceText = { kind: "price"; price: Money } | { kind: "not_a_price"; why: string };

/**
 * Reads a feed's price: decimal major units, one space, upper-case ISO 4217 code ("79.99 USD").
 * No thousands separators, no exponent, no more digits than the currency has; nothing is rounded.
 * https://developers.openai.com/commerce/specs/file-upload/products, value rules (docs/catalog-feed.md, "Values").
 */
export function parsePrice(text: string): PriceText {
  const match = /^(\d{1,12})(?:\.(\d+))? ([A-Z]{3})$/.exec(text);
  if (match === null) return { kind: "not_a_price", why: `"${text.slice(0, 40)}" is not written like "79.99 USD"` };
  const [, major = "", fraction = "", code = ""] = match;
  if (!isCurrency(code)) return { kind: "not_a_price", why: `${code} is not a known currency` };
  const digits = exponentOf(code);
  if (fraction.length > digits)
    return { kind: "not_a_price", why: `${code} has ${digits} decimal digits, not ${fraction.length}` };
  const amountMinor = Number(major + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amountMinor)) return { kind: "not_a_price", why: `${text} is too large` };
  return { kind: "price", price: money(amountMinor, code) };
}
