export const DEFAULT_LOCALE = "en-US";
const HEADER_MAX = 200;

/** The first language of an `Accept-Language` header that amounts can be written in; without one `en-US`. */
export function localeOfHeader(header: string | null | undefined): string {
  if (header === null || header === undefined) return DEFAULT_LOCALE;
  for (const part of header.slice(0, HEADER_MAX).split(",")) {
    const tag = part.split(";")[0]?.trim() ?? "";
    const locale = supportedLocale(tag);
    if (locale !== null) return locale;
  }
  return DEFAULT_LOCALE;
}

/** The country that a locale names, in upper case, or null. */
export function countryOfLocale(locale: string): string | null {
  return /-([A-Z]{2})\b/.exec(locale)?.[1] ?? null;
}

function supportedLocale(tag: string): string | null {
  try {
    return Intl.NumberFormat.supportedLocalesOf(new Intl.Locale(tag).baseName)[0] ?? null;
  } catch {
    // Intl's one way to say that a tag is malformed is to throw.
    return null;
  }
}
