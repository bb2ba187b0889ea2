import { localeOfHeader } from "#lib/wire/accept-language.ts";

/** The reader's locale for a page that has no server behind it any more: what the browser would ask for. */
export const browserLocale = (): string => localeOfHeader(typeof navigator === "undefined" ? null : navigator.language);
