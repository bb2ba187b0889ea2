import { isLanguage } from "#lib/wire/languages.ts";
import { LANGUAGE_COOKIE, LANGUAGE_COOKIE_SECONDS, LANGUAGE_PARAMETER } from "#lib/http/language-cookie.ts";

/**
 * The answer to a page's address with a language in it: the choice as a cookie, and the same page without it. Null for an
 * address that chooses none. A link and no form, so that it works wherever a page was opened, also without JavaScript.
 */
export function chooseLanguage({ method, url, headers }: Pick<Request, "method" | "url" | "headers">): Response | null {
  const address = new URL(url);
  const language = address.searchParams.get(LANGUAGE_PARAMETER);
  if (method !== "GET" || !isLanguage(language)) return null;
  address.searchParams.delete(LANGUAGE_PARAMETER);
  // A path that begins with two slashes would be another host's address.
  address.pathname = address.pathname.replace(/^\/{2,}/, "/");
  const isHttps = (headers.get("x-forwarded-proto") ?? address.protocol).startsWith("https");
  const attributes = ["Path=/", `Max-Age=${LANGUAGE_COOKIE_SECONDS}`, "HttpOnly", "SameSite=Lax"];
  return new Response(null, {
    status: 303,
    headers: {
      location: address.href,
      "cache-control": "no-store",
      "set-cookie": [`${LANGUAGE_COOKIE}=${language}`, ...attributes, ...(isHttps ? ["Secure"] : [])].join("; "),
    },
  });
}
