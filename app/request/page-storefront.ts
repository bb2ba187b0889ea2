import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import type { CheckoutLink } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { BROWSER_COOKIE_SECONDS, browserCookieName } from "./browser-cookie.ts";

/** The storefront for a page: of the checkout that its address names, and as far as the browser's cookie proves more. */
export async function pageStorefront(link: CheckoutLink | null = null): Promise<Storefront> {
  const { storefront, config } = await runtime();
  const cookie = (await cookies()).get(browserCookieName(config.publicUrl.startsWith("https:")));
  return storefront({ surface: "web", link, browserSecret: cookie?.value || null });
}

/** The same for a form in which details are typed: from then on this browser is the one that typed them. */
export async function typingStorefront(link: CheckoutLink): Promise<Storefront> {
  const { storefront, config } = await runtime();
  const isHttps = config.publicUrl.startsWith("https:");
  const jar = await cookies();
  const browserSecret = jar.get(browserCookieName(isHttps))?.value || randomBytes(24).toString("base64url");
  jar.set(browserCookieName(isHttps), browserSecret, {
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    path: "/",
    maxAge: BROWSER_COOKIE_SECONDS,
  });
  return storefront({ surface: "web", link, browserSecret });
}
