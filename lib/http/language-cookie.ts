/** The language that a reader chose on a page, for all pages of the site. Says nothing of who the reader is. */
export const LANGUAGE_COOKIE = "language";

/** As long as a choice is worth keeping, in seconds. */
export const LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600;

/** The parameter of a page's address by which its footer sets the cookie. */
export const LANGUAGE_PARAMETER = "lang";

/** Set by proxy.ts on requests for pages that are written for operators and developers, in English alone. */
export const ENGLISH_PAGE = "x-tillswitch-english";
