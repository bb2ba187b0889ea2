import { cookies } from "next/headers";
import type { CheckoutLink } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { browserCookieName } from "./browser-cookie.ts";

/** The storefront for a page: of the checkout that its address names, and as far as the browser's cookie proves more. */
export async function pageStorefront(link: CheckoutLink | null = null): Promise<Storefront> {
  const { storefront, config } = await runtime();
  const cookie = (await cookies()).get(browserCookieName(config.publicUrl.startsWith("https:")));
  return storefront({ surface: "web", link, browserSecret: cookie?.value || null });
}
