import { americanCount } from "../formats/american-english.ts";
import { numberFormat, pluralRules } from "../formats.ts";
import { DEFAULT_LOCALE } from "./accept-language.ts";
import { languageOf, type Language } from "./languages.ts";

/** A sentence about a number of things, by the plural rules of its language. `{count}` becomes the number. */
export type Counted = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/** A table of texts for one reader. Dates, countries and plurals inside its sentences are written for `locale`. */
export type Chosen<Table> = Table & { readonly locale: string };

/**
 * All languages of one surface, by their BCP 47 language. The result picks the reader's; where there is none it is
 * English throughout, so that no sentence mixes two languages.
 */
export function textTables<Table extends object>(
  tables: { readonly en: Table } & Partial<Readonly<Record<Language, Table>>>,
): (locale: string) => Chosen<Table> {
  return (locale) => {
    const language = languageOf(locale);
    const table = language === null ? undefined : tables[language];
    return table === undefined ? { ...tables.en, locale: DEFAULT_LOCALE } : { ...table, locale };
  };
}

/** What the texts of a surface that speaks every language are written in, for a reader of `locale`. */
export const textLocaleOf = (locale: string): string => (languageOf(locale) === null ? DEFAULT_LOCALE : locale);

/** Sentences one after the other, as their language writes them: Japanese has no space between them. */
export const sentences = (locale: string, ...all: readonly string[]): string =>
  all.join(languageOf(locale) === "ja" ? "" : " ");

/** The sentence for `count` things. */
export function counted(forms: Counted, count: number, locale: string): string {
  const form = forms[pluralRules(locale, {}).select(count)] ?? forms.other;
  return form.replace("{count}", numberText(count, locale));
}

/** A number as the reader's country writes it: 1234 → "1,234". */
export const numberText = (count: number, locale: string): string =>
  americanCount(locale, count) ?? numberFormat(locale, {}).format(count);
