import { localeOfReader } from "../wire/accept-language.ts";
import { isLanguage } from "../wire/languages.ts";
import { LANGUAGE_COOKIE } from "./language-cookie.ts";

const CHOSEN = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([a-z]+)`);

/** The locale of whoever sent a request: the language that was chosen on a page, else the browser's. `header` reads one. */
export function localeOfRequest(header: (name: "accept-language" | "cookie") => string | null | undefined): string {
  const chosen = CHOSEN.exec(header("cookie") ?? "")?.[1];
  return localeOfReader(header("accept-language"), isLanguage(chosen) ? chosen : null);
}
