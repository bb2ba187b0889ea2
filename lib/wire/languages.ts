/** The languages that buyers' texts are written in, by their BCP 47 language. English stands in for all others. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "ja", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A table in every language, so that a missing one does not compile. */
export type InEveryLanguage<Table> = Readonly<Record<Language, Table>>;

/** What each language calls itself: whoever looks for it reads no other. */
export const LANGUAGE_NAMES: InEveryLanguage<string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
  it: "Italiano",
  nl: "Nederlands",
  ja: "日本語",
  ar: "العربية",
};

export const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.some((language) => language === text);

/** The language of a BCP 47 tag in which there are texts: `de` of `de-AT`; null where there are none. */
export function languageOf(locale: string): Language | null {
  const [language] = locale.toLowerCase().split("-", 1);
  return isLanguage(language) ? language : null;
}

/** In which direction the texts of a locale are read: `dir` of HTML. */
export const directionOf = (locale: string): "rtl" | "ltr" => (languageOf(locale) === "ar" ? "rtl" : "ltr");

/**
 * A value inside a sentence that is read from right to left, which must not mix with what stands around it: `<bdi>` in plain
 * text, by the isolates of Unicode (https://www.w3.org/International/questions/qa-bidi-unicode-controls).
 */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
