import type { CheckoutSession } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { formatMoney } from "#lib/money.ts";
import { deliveryRates, type DeliveryRate } from "#lib/purchase/payment/wallet/delivery-rates.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { readPartialAddress } from "#lib/wire/address/read-address.ts";
import { componentTexts } from "../../../../components/texts/component-texts.ts";
import { readPostedCheckout } from "../../../../request/posted-checkout.ts";
import { checkoutTexts } from "../../../texts/checkout-texts.ts";
import { walletTexts } from "../../../texts/wallet/wallet-texts.ts";
import { textOf } from "../../form-state.ts";
import { arrivalOf } from "../../summary/arrival.ts";
import { ALL_SELLERS, chosenInSheet } from "../chosen-in-sheet.ts";

/** What public/wallet/preview.js is answered for a place and a delivery. Amounts for a sheet are in `parameters`, by the provider's count. */
export type PreviewAnswer =
  | {
      readonly kind: "offered";
      readonly parameters: Readonly<Record<string, string>>;
      /** The digest of the order that the sheet now shows. */
      readonly shown: string;
      readonly total: string;
      /** The first one counts. */
      readonly rates: readonly {
        readonly id: string;
        readonly title: string;
        readonly detail: string;
        readonly price: string;
      }[];
    }
  /** The order is not the one on the page any more: the page is read again. */
  | { readonly kind: "changed" }
  /** Nothing is delivered there, or it cannot be paid by a wallet. */
  | { readonly kind: "refused" };

/**
 * What the order costs at a place that a wallet's sheet names, and how it is delivered there. Changes nothing, and the place
 * is in no log. Whoever may not change the order is refused every place. The form has the digest of the page (`shown`), because
 * what the sheet shows is what the press is held to, and a sheet shows no goods.
 */
export async function answerPreview(request: Request, part: string): Promise<Response> {
  const posted = await readPostedCheckout(request, part);
  if (posted.kind === "refused") return posted.response;
  const answer = await previewOf(posted.storefront, posted.session, posted.form, posted.locale);
  return Response.json(answer, { headers: { "cache-control": "no-store" } });
}

async function previewOf(
  storefront: Storefront,
  checkout: CheckoutSession,
  form: FormData,
  locale: string,
): Promise<PreviewAnswer> {
  const [country, state, city, postalCode] = ["country", "state", "city", "postal_code"].map((name) =>
    textOf(form, name),
  );
  const address = readPartialAddress({ country, state, city, postal_code: postalCode });
  if (address === null) return { kind: "refused" };
  const previewed = await storefront.previewCheckout({
    sessionId: checkout.id,
    address,
    shown: textOf(form, "shown"),
    ...chosenInSheet(form, checkout),
  });
  if (previewed.kind === "changed") return { kind: "changed" };
  // What is still missing there no wallet gives: a delivery, or what the tax is.
  if (previewed.kind !== "previewed" || previewed.session.status !== "ready") return { kind: "refused" };
  const { session } = previewed;
  const rates = deliveryRates(session);
  const buttons = await storefront.walletButtons(session, rates);
  if (buttons === null) return { kind: "refused" };
  return {
    kind: "offered",
    parameters: buttons.parameters,
    shown: shownDigest(session),
    total: formatMoney(session.totals.total, locale),
    rates: rates.map((rate) => shownRate(rate, session, locale)),
  };
}

function shownRate({ id, options, price }: DeliveryRate, session: CheckoutSession, locale: string) {
  const texts = checkoutTexts(locale);
  const [only] = options;
  const shownPrice = price.amountMinor === 0 ? texts.free : formatMoney(price, locale);
  if (id === null || only === undefined)
    return { id: ALL_SELLERS, title: walletTexts(locale).deliveryOfAll, detail: "", price: shownPrice };
  const title = componentTexts(locale).deliveryBy(only.title, only.carrier);
  return { id, title, detail: arrivalOf(only, session, texts).details.join(" · "), price: shownPrice };
}
