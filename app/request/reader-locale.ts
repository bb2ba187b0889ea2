import { headers } from "next/headers";
import { localeOfRequest } from "#lib/http/reader-locale.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { textLocaleOf } from "#lib/wire/text-tables.ts";
import { ENGLISH_PAGE } from "#lib/http/language-cookie.ts";

/** The reader's locale: the language that was chosen on a page, else the browser's. */
export async function readerLocale(): Promise<string> {
  const given = await headers();
  return localeOfRequest((name) => given.get(name));
}

/** What a document is written in, and in which direction. */
export async function documentLanguage(): Promise<{ readonly lang: string; readonly dir: "rtl" | "ltr" }> {
  const lang = (await headers()).has(ENGLISH_PAGE) ? DEFAULT_LOCALE : textLocaleOf(await readerLocale());
  return { lang, dir: directionOf(lang) };
}
