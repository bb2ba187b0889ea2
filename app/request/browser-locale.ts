import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";

/** The reader's locale for a page that has no server behind it any more: that of the document it takes the place of. */
export const browserLocale = (): string =>
  typeof document === "undefined" ? DEFAULT_LOCALE : document.documentElement.lang || DEFAULT_LOCALE;
