"use server";

import { notFound, redirect } from "next/navigation";
import { shownDigest } from "#lib/checkout/shown.ts";
import { readCheckoutLink } from "../../../request/link-part.ts";
import { pageStorefront } from "../../../request/page-storefront.ts";
import { readerLocale } from "../../../request/reader-locale.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import type { OrderState } from "../form-state.ts";

/** Gives up the form on our page and opens the service's own page. Paid meanwhile stays paid, and the page says so. */
export async function payOnServicePage(_before: OrderState, form: FormData): Promise<OrderState> {
  const link = readCheckoutLink(form.get("link"));
  const storefront = await pageStorefront(link);
  const state = link === null ? null : await storefront.checkOrder({ link });
  if (state === null) notFound();
  const outcome = await storefront.openHostedPayment({
    sessionId: state.session.id,
    onServicePage: true,
    shown: shownDigest(state.session),
  });
  switch (outcome.kind) {
    case "opened":
      return redirect(outcome.url);
    case "not_found":
      return notFound();
    case "completed":
      return redirect(`/checkout/${state.session.link}/done`);
    case "payment_rejected":
    case "provider_busy":
      return { kind: "stopped", tone: "danger", message: checkoutTexts(await readerLocale()).stopped.pageNotOpened };
    default:
      // The checkout page shows what is missing.
      return redirect(`/checkout/${state.session.link}`);
  }
}
