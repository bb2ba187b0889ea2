import { DEFAULT_LOCALE } from "./accept-language.ts";

/** A sentence about a number of things, by the plural rules of its language. `{count}` becomes the number. */
export type Counted = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/** A table of texts for one reader. Dates, countries and plurals inside its sentences are written for `locale`. */
export type Chosen<Table> = Table & { readonly locale: string };

/**
 * All languages of one surface, by their BCP 47 language. The result picks the reader's; where there is none it is
 * English throughout, so that no sentence mixes two languages.
 */
export function textTables<Table extends object>(
  tables: { readonly en: Table } & Readonly<Record<string, Table>>,
): (locale: string) => Chosen<Table> {
  return (locale) => {
    const { language } = new Intl.Locale(locale);
    const table = Object.hasOwn(tables, language) ? tables[language] : undefined;
    return table === undefined ? { ...tables.en, locale: DEFAULT_LOCALE } : { ...table, locale };
  };
}

/** The sentence for `count` things. */
export function counted(forms: Counted, count: number, locale: string): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return form.replace("{count}", new Intl.NumberFormat(locale).format(count));
}
