import type { Metadata } from "next";
import { cache } from "react";
import { runtime } from "#lib/runtime/runtime.ts";
import { brandOfSale } from "./sellers/sellers.tsx";
import { brandMetadata, brandOf } from "../../components/brand/brand.ts";
import { readCheckoutLink } from "../../request/link-part.ts";
import { pageStorefront } from "../../request/page-storefront.ts";

/** The checkout of a page's address, asked for once for its head and its body. `waits`: a payment may be on its way. */
export const openedCheckout = cache(async (part: string, waits: boolean = false) => {
  const link = readCheckoutLink(part);
  const storefront = await pageStorefront(link);
  const state = link === null ? null : await storefront.checkOrder({ link, ...(waits ? { waits } : {}) });
  return { storefront, state };
});

/** The head of each page of a checkout: the seller's, and for no search engine. */
export async function checkoutMetadata(title: string, part: string, waits?: boolean): Promise<Metadata> {
  const { state } = await openedCheckout(part, waits);
  const opened = await runtime();
  const session = state?.session ?? null;
  const brand = session === null ? brandOf(opened, null) : await brandOfSale(opened, session);
  return { ...brandMetadata(title, brand), robots: { index: false, follow: false } };
}
