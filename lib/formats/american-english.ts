/**
 * What Intl writes in American English, without Intl. The first use of any formatter has a browser look through every locale
 * that it knows, which took a sixth of the time until the first card could be used; most cards are read in this one. Each
 * function takes the reader's locale first, and returns null where Intl has to be asked, as in every other locale, and what Intl
 * returns otherwise (tests/wire/american-english.test.ts).
 */
const inAmerican =
  <Given extends readonly unknown[]>(write: (...given: Given) => string | null) =>
  (locale: string, ...given: Given): string | null =>
    locale === "en-US" ? write(...given) : null;

/** The signs of currencies, as CLDR's English has them. All others are written by their code, most of them. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["AUD", "A$"],
  ["BRL", "R$"],
  ["CAD", "CA$"],
  ["CNY", "CN¥"],
  ["EUR", "€"],
  ["GBP", "£"],
  ["HKD", "HK$"],
  ["ILS", "₪"],
  ["INR", "₹"],
  ["JPY", "¥"],
  ["KRW", "₩"],
  ["MXN", "MX$"],
  ["NZD", "NZ$"],
  ["TWD", "NT$"],
  ["USD", "$"],
]);

/** "-1234.50" of a currency → "-$1,234.50". */
export const americanAmount = inAmerican((decimal: string, currency: string) => {
  const sign = SIGNS.get(currency);
  const [, minus = "", whole = "", fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(decimal) ?? [];
  return sign === undefined || whole === "" ? null : `${minus}${sign}${grouped(whole)}${fraction}`;
});

/** A whole number of at least 0: 1234 → "1,234". */
export const americanCount = inAmerican((count: number) =>
  Number.isSafeInteger(count) && count >= 0 ? grouped(String(count)) : null,
);

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ",");

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * "Mar 4 – 8" by the days of Coordinated Universal Time, within one year; `to` is not before `from`. Its spaces are those of
 * Chromium; Node and Firefox write narrow ones.
 */
export const americanDays = inAmerican((from: Date, to: Date) => {
  if (from.getUTCFullYear() !== to.getUTCFullYear()) return null;
  const [first, last] = [from, to].map((day) => `${MONTHS[day.getUTCMonth()]} ${day.getUTCDate()}`);
  if (first === last) return first ?? null;
  return `${first} – ${from.getUTCMonth() === to.getUTCMonth() ? to.getUTCDate() : last}`;
});

const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ["AU", "Australia"],
  ["CA", "Canada"],
  ["DE", "Germany"],
  ["FR", "France"],
  ["GB", "United Kingdom"],
  ["JP", "Japan"],
  ["MX", "Mexico"],
  ["US", "United States"],
]);

/** The name of a country that many parcels go to, by its code of ISO 3166-1 alpha-2. */
export const americanCountry = inAmerican((code: string) => COUNTRIES.get(code) ?? null);
