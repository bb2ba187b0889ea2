import { americanCountry } from "../../formats/american-english.ts";
import { displayNames } from "../../formats.ts";

/** A country's name in a language, as a list has it: without an article. `code` is ISO 3166-1 alpha-2. */
export const regionName = (code: string, locale: string): string =>
  americanCountry(locale, code) ?? displayNames(locale, { type: "region" }).of(code) ?? code;
