import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import type { CheckoutLink } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime } from "#lib/runtime/runtime.ts";

/** Longer than a checkout lasts, so that its buyer can still read the receipt. */
const COOKIE_SECONDS = 24 * 3600;

/** `__Host-` keeps other hosts of the domain from setting it; browsers take it over https only. */
const cookieName = (isHttps: boolean) => (isHttps ? "__Host-checkout-browser" : "checkout-browser");

/** The storefront for a page: of the checkout that its address names, and as far as the browser's cookie proves more. */
export async function pageStorefront(link: CheckoutLink | null = null): Promise<Storefront> {
  const { storefront, config } = await runtime();
  const cookie = (await cookies()).get(cookieName(config.publicUrl.startsWith("https:")));
  return storefront({ surface: "web", link, browserSecret: cookie?.value || null });
}

/** The same for a form in which details are typed: from then on this browser is the one that typed them. */
export async function typingStorefront(link: CheckoutLink): Promise<Storefront> {
  const { storefront, config } = await runtime();
  const isHttps = config.publicUrl.startsWith("https:");
  const jar = await cookies();
  const browserSecret = jar.get(cookieName(isHttps))?.value || randomBytes(24).toString("base64url");
  jar.set(cookieName(isHttps), browserSecret, {
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    path: "/",
    maxAge: COOKIE_SECONDS,
  });
  return storefront({ surface: "web", link, browserSecret });
}
