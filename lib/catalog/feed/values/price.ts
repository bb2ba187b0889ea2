import {
  decimalText,
  exponentOf,
  isCurrency,
  money,
  parsePrice,
  type Currency,
  type PriceText,
} from "../../../money.ts";
import { shown } from "./shown.ts";

/**
 * Signs that feeds write beside a code. A sign of one currency stands for it; one of several only confirms the code that is
 * written with it, because nothing says which dollar is meant.
 */
const SIGNS: ReadonlyMap<string, readonly Currency[]> = new Map<string, readonly Currency[]>([
  ["$", ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"]],
  ["US$", ["USD"]],
  ["CA$", ["CAD"]],
  ["A$", ["AUD"]],
  ["R$", ["BRL"]],
  ["€", ["EUR"]],
  ["£", ["GBP", "EGP"]],
  ["¥", ["JPY", "CNY"]],
  ["￥", ["JPY", "CNY"]],
  ["₹", ["INR"]],
  ["₩", ["KRW"]],
  ["₪", ["ILS"]],
  ["₫", ["VND"]],
  ["₺", ["TRY"]],
  ["₴", ["UAH"]],
  ["₦", ["NGN"]],
  ["₱", ["PHP"]],
  ["฿", ["THB"]],
  ["zł", ["PLN"]],
  ["Kč", ["CZK"]],
  ["kr", ["SEK", "NOK", "DKK", "ISK"]],
]);

/**
 * Currencies with hundredths whose countries write them behind a comma, and thousands by a point, a space or either: there
 * `1.290` is read as one thousand two hundred and ninety. https://cldr.unicode.org, number symbols of the countries' languages.
 */
const COMMA_DECIMALS: ReadonlySet<string> = new Set(
  (
    "EUR DKK NOK SEK CZK PLN HUF RON BGN RSD BAM MKD ALL TRY UAH RUB BYN MDL GEL AMD AZN KZT KGS UZS TMT " +
    "IDR BRL ARS COP UYU BOB VES CRC AOA MZN CVE MAD DZD"
  ).split(" "),
);

const SPACES = /[\s\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF]+/gu;
/** A dash in place of hundredths, as in `199,- SEK`. */
const NO_HUNDREDTHS = /(?<=\d)[.,]\p{Pd}+(?![\d.,])/u;
/** A number with whatever parts it, and what stands before and after it. */
const PARTS = /^(?<before>[^\d.,'’-]*)(?<number>[.,]?\d[\d.,'’ ]*)(?<after>[^\d]*)$/u;

/**
 * Reads a price as feeds write it: `79.99 USD`, `USD 79.99`, `$79.99 USD`, `79,99 EUR`, `1.299,00 EUR`, `€79.99`; a number
 * alone is in `currency`. Zeros that the currency has no place for are dropped. Nothing is rounded, and what can be read in two
 * ways is refused: a comma or an apostrophe before three last digits, a point before them where it parts thousands, a sign of
 * several currencies without a code. Every form is a row in docs/catalog-feed.md, "What is tolerated".
 */
export function readPrice(given: string, currency: Currency | null): PriceText {
  const text = given.replace(SPACES, " ").replace(NO_HUNDREDTHS, "").trim();
  const parts = PARTS.exec(text)?.groups;
  if (parts === undefined) return { kind: "not_a_price", why: `${shown(given)} is not written like "79.99 USD"` };
  const { before = "", number = "", after = "" } = parts;
  const code = currencyIn([...wordsIn(before), ...wordsIn(after)], currency);
  if (code.kind === "none") return { kind: "not_a_price", why: `${shown(given)} ${code.why}` };
  const decimal = decimalIn(number.trim(), code.code);
  if (decimal.kind === "ambiguous")
    return {
      kind: "not_a_price",
      why: `${shown(given)} can be read in two ways; write it with a point before decimals and no sign between thousands, such as "${exampleIn(code.code)}"`,
    };
  if (decimal.kind === "none") return { kind: "not_a_price", why: `${shown(given)} is not written like "79.99 USD"` };
  return parsePrice(`${withoutNeedlessZeros(decimal.text, code.code)} ${code.code}`);
}

/** Signs that stand against a code, as in "$US", are words of their own. */
function wordsIn(text: string): string[] {
  return text.trim() === "" ? [] : text.trim().split(/ +/);
}

type CodeFound = { readonly kind: "code"; readonly code: string } | { readonly kind: "none"; readonly why: string };

function currencyIn(words: readonly string[], fallback: Currency | null): CodeFound {
  const split = words.flatMap((word) => (!SIGNS.has(word) ? word.split(/(?<=^[^A-Za-z])|(?=[^A-Za-z]$)/u) : [word]));
  const codes = split.filter((word) => /^[A-Za-z]{3}$/.test(word)).map((word) => word.toUpperCase());
  const signs = split.map((word) => SIGNS.get(word));
  const isUnknown = split.some((word, index) => !/^[A-Za-z]{3}$/.test(word) && signs[index] === undefined);
  if (isUnknown || codes.length > 1) return { kind: "none", why: 'is not written like "79.99 USD"' };
  const meant = signs.find((sign) => sign !== undefined);
  const alone = meant?.length === 1 ? meant[0] : undefined;
  const code = codes[0] ?? alone ?? fallback;
  if (code === null)
    return {
      kind: "none",
      why: 'names no currency; write it like "79.99 USD", or give the feed\'s currency with --currency or CATALOG_CURRENCY',
    };
  if (meant !== undefined && isCurrency(code) && !meant.includes(code))
    return { kind: "none", why: `has a sign that is not one of ${code}` };
  return { kind: "code", code };
}

type Decimal =
  { readonly kind: "decimal"; readonly text: string } | { readonly kind: "ambiguous" } | { readonly kind: "none" };

/** The number with a decimal point and nothing else. */
function decimalIn(number: string, code: string): Decimal {
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(number) && partsThousands(code)) return { kind: "ambiguous" };
  if (/^\d*(\.\d+)?$/.test(number)) return { kind: "decimal", text: number };
  if (/^\d+,\d{1,2}$/.test(number)) return { kind: "decimal", text: number.replace(",", ".") };
  if (/^\d{1,3}[,'’]\d{3}$/.test(number)) return { kind: "ambiguous" };
  // Thousands as India counts them: 1,23,456.
  if (/^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/.test(number)) return { kind: "decimal", text: number.replaceAll(",", "") };
  // Thousands in groups of three by one sign, and decimals by another: both can only be what they are.
  const grouped = /^\d{1,3}(?<sign>[.,'’ ])\d{3}(?:\k<sign>\d{3})*(?:(?!\k<sign>)(?<point>[.,])\d+)?$/.exec(
    number,
  )?.groups;
  if (grouped === undefined) return { kind: "none" };
  const { sign = "", point } = grouped;
  const plain = number.replaceAll(sign, "");
  return { kind: "decimal", text: point === undefined ? plain : plain.replace(point, ".") };
}

const exampleIn = (code: string): string => `${decimalText(money(7999, isCurrency(code) ? code : "USD"))} ${code}`;

/** Whether a point before three digits can part thousands of the currency. Where three digits are its decimals, it does not. */
const partsThousands = (code: string): boolean =>
  COMMA_DECIMALS.has(code) || (isCurrency(code) && exponentOf(code) === 0);

function withoutNeedlessZeros(decimal: string, code: string): string {
  const [whole = "", fraction = ""] = decimal.split(".");
  if (!isCurrency(code)) return decimal;
  const kept = fraction.slice(0, exponentOf(code)) + fraction.slice(exponentOf(code)).replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "") || "0"}${kept === "" ? "" : `.${kept}`}`;
}
