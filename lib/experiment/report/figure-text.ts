import { formatMoney, money, type Currency } from "../../money.ts";
import type { Interval } from "../answer.ts";
import { countText } from "./percent-text.ts";

const LOCALE = "en-US";
const TWO = { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const rates = new Intl.NumberFormat(LOCALE, TWO);
const changes = new Intl.NumberFormat(LOCALE, { ...TWO, signDisplay: "exceptZero" });
const ticks = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 2, signDisplay: "exceptZero" });
const rough = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const chances = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const SMALLEST_CHANCE = 0.001;
const SMALLEST_LOSS = 0.0001;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A sign of its own for "less", as wide as the plus. */
const withMinus = (text: string): string => text.replaceAll("-", "−");

/** A rate with two digits, so that rates align below each other: 0.08 → "8.00%". */
export const rateText = (part: number): string => rates.format(part);

/** A share where a tenth of a percent is enough: 0.3157 → "31.6%". */
export const roughPercentText = (part: number): string => rough.format(part);

/** A change in percent of what it changes, always with its sign: 0.123 → "+12.30%". */
export const signedPercentText = (part: number): string => withMinus(changes.format(part));

/** A difference of two rates in percentage points: 0.0139 → "+1.39". */
export const signedPointsText = (part: number): string => signedPercentText(part).replace("%", "");

/** The same on an axis: 0.02 → "+2". */
export const tickText = (part: number): string => withMinus(ticks.format(part)).replace("%", "");

/** "+0.2 to +2.6", with any way to write the two ends. */
export const spanText = ({ low, high }: Interval, text: (end: number) => string): string =>
  `${text(low)} to ${text(high)}`;

/** A p-value: "0.026", and "< 0.001" for all below. */
export const chanceText = (p: number): string => (p < SMALLEST_CHANCE ? "< 0.001" : chances.format(p));

/** A chance that is never certain: above 99.9% and below 0.1% it says so. */
export function certaintyText(chance: number): string {
  if (chance > 1 - SMALLEST_CHANCE) return `more than ${rough.format(1 - SMALLEST_CHANCE)}`;
  return chance < SMALLEST_CHANCE ? `less than ${rough.format(SMALLEST_CHANCE)}` : rough.format(chance);
}

/** A part that is lost; what is very little is not written as nothing. */
export const lossText = (part: number): string =>
  part < SMALLEST_LOSS ? `less than ${rates.format(SMALLEST_LOSS)}` : rates.format(part);

/** An average of minor units to the whole minor unit of its currency; what is less than one is not written as nothing. */
export function averageText(averageMinor: number, currency: Currency): string {
  const rounded = Math.round(averageMinor);
  const write = (amountMinor: number) => withMinus(formatMoney(money(amountMinor, currency), LOCALE));
  if (rounded !== 0 || averageMinor === 0) return write(rounded);
  return averageMinor > 0 ? `< ${write(1)}` : `> ${write(-1)}`;
}

/** The same with a plus where it is more. */
export const signedAverageText = (averageMinor: number, currency: Currency): string =>
  averageMinor > 0 && Math.round(averageMinor) > 0
    ? `+${averageText(averageMinor, currency)}`
    : averageText(averageMinor, currency);

/** A time in milliseconds, in its largest fitting unit: "42 s", "3.5 min", "7.2 h". */
export function timeText(ms: number): string {
  const size = Math.abs(ms);
  const [unitMs, unit] = size < MINUTE_MS ? [SECOND_MS, "s"] : size < HOUR_MS ? [MINUTE_MS, "min"] : [HOUR_MS, "h"];
  return withMinus(`${tenths.format(ms / unitMs)} ${unit}`);
}

/** "12 of 340". */
export const ofText = (part: number, whole: number): string => `${countText(part)} of ${countText(whole)}`;
