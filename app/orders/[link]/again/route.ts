import { isFromForeignOrigin } from "#lib/http/foreign-origin.ts";
import { refusal } from "../../../request/posted-form.ts";
import { pageStorefront } from "../../../request/page-storefront.ts";
import { readOrderLink } from "../../../request/link-part.ts";

/**
 * Makes a new checkout of what an order contains, at today's prices, and leads to it. Takes nothing else over: whoever
 * has an order's link is not known to be its buyer. A plain form, so that it works without JavaScript.
 */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly link: string }> },
): Promise<Response> {
  if (isFromForeignOrigin(request.headers)) return refusal(request, 403);
  const link = readOrderLink((await params).link);
  const storefront = await pageStorefront();
  const page = link === null ? null : await storefront.orderPage(link);
  if (page === null) return refusal(request, 404);
  const items = page.order.lineItems.map(({ productId, quantity }) => ({ productId, offerId: null, quantity }));
  const prepared = await storefront.prepareCheckout({ items });
  return seeOther(
    prepared.kind === "prepared" ? `/checkout/${prepared.session.link}` : `/orders/${page.order.link}?again=refused`,
  );
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });
