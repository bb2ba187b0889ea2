import { randomBytes } from "node:crypto";
import type { CheckoutLink } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { BROWSER_COOKIE_SECONDS, browserCookieName } from "./browser-cookie.ts";
import { cookieHeader, requestCookie } from "./request-cookies.ts";

type Opened = Pick<Runtime, "config" | "storefront">;

/** The storefront for a posted form: of its checkout, and as far as the browser's cookie proves more. */
export function formStorefront(
  { config, storefront }: Opened,
  request: Request,
  link: CheckoutLink | null = null,
): Storefront {
  const name = browserCookieName(config.publicUrl.startsWith("https:"));
  return storefront({ surface: "web", link, browserSecret: requestCookie(request, name) });
}

/** The same for a form in which details are typed: with `cookie` this browser is from then on the one that typed them. */
export function typingStorefront(
  { config, storefront }: Opened,
  request: Request,
  link: CheckoutLink,
): { readonly storefront: Storefront; readonly cookie: string } {
  const isHttps = config.publicUrl.startsWith("https:");
  const name = browserCookieName(isHttps);
  const sent = requestCookie(request, name);
  // What comes back in a header must be one of ours, whatever was sent.
  const browserSecret = sent !== null && /^[\w-]{1,128}$/.test(sent) ? sent : randomBytes(24).toString("base64url");
  return {
    storefront: storefront({ surface: "web", link, browserSecret }),
    cookie: cookieHeader(name, browserSecret, {
      path: "/",
      maxAge: BROWSER_COOKIE_SECONDS,
      isHttps,
      sameSite: "Lax",
    }),
  };
}
