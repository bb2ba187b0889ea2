import { languageOf, type Language } from "./languages.ts";

export const DEFAULT_LOCALE = "en-US";
const HEADER_MAX = 200;

/**
 * The languages of an `Accept-Language` header that amounts can be written in, most wanted first (RFC 9110, 12.5.4 and
 * 12.4.2). One with a quality of 0, or one that cannot be read, is not wanted; those of the same quality stay in order.
 */
export function localesOfHeader(header: string | null | undefined): readonly string[] {
  return weightedValues(header)
    .flatMap(({ value, quality }) => {
      const locale = supportedLocale(value);
      return locale === null || quality === 0 ? [] : [{ locale, quality }];
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ locale }) => locale);
}

/**
 * The locale of a buyer's page: texts by its language, amounts and dates by all of it. `chosen` is the language that the
 * reader chose on a page, or null. Then the most wanted one with texts. Where that is English only for want of a more wanted
 * one, the texts are English and amounts are written as the reader writes them.
 */
export function localeOfReader(header: string | null | undefined, chosen: Language | null): string {
  const wanted = localesOfHeader(header);
  if (chosen !== null) return inLatinDigits(wanted.find((locale) => languageOf(locale) === chosen) ?? chosen);
  const first = wanted.find((locale) => languageOf(locale) !== null);
  return first === undefined || languageOf(first) === "en" ? (wanted[0] ?? DEFAULT_LOCALE) : inLatinDigits(first);
}

/** The country that a locale names, in upper case, or null. */
export function countryOfLocale(locale: string): string | null {
  return /-([A-Z]{2})\b/.exec(locale)?.[1] ?? null;
}

/**
 * Arabic with the digits of `ar` itself in every country: postal codes, phone and order numbers have them too, and
 * the same order must not count in two kinds of digits (docs/decisions/0064).
 */
const inLatinDigits = (locale: string): string =>
  languageOf(locale) === "ar" ? new Intl.Locale(locale, { numberingSystem: "latn" }).toString() : locale;

/**
 * What a header such as `Accept-Language` or `Accept-Encoding` lists, each with its quality from 0 to 1, in its order (RFC
 * 9110, 12.4.2 and 12.5). 0 says that it is not wanted, and so does a quality that cannot be read.
 */
export function weightedValues(header: string | null | undefined): readonly { value: string; quality: number }[] {
  return (header ?? "")
    .slice(0, HEADER_MAX)
    .split(",")
    .map((part) => {
      const [value = "", ...parameters] = part.split(";");
      return { value: value.trim(), quality: qualityIn(parameters) };
    });
}

function qualityIn(parameters: readonly string[]): number {
  const weight = parameters.map((one) => /^\s*q\s*=\s*(.*?)\s*$/i.exec(one)?.[1]).find((text) => text !== undefined);
  if (weight === undefined) return 1;
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
}

function supportedLocale(tag: string): string | null {
  try {
    return Intl.NumberFormat.supportedLocalesOf(new Intl.Locale(tag).baseName)[0] ?? null;
  } catch {
    // Intl's one way to say that a tag is malformed is to throw.
    return null;
  }
}
