import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { invariant } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { brandOf } from "../../../components/brand/brand.ts";
import { checkoutMetadata, openedCheckout } from "../opened-checkout.ts";
import { PageFrame } from "../../../components/page-frame.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { contentPolicyFor } from "./content-policy.ts";
import { EMBEDDED_FORMS } from "./embedded-forms.tsx";
import { ServicePageButton } from "./service-page-button.tsx";

export const dynamic = "force-dynamic";

type Props = { readonly params: Promise<{ link: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return checkoutMetadata(checkoutTexts(await readerLocale()).payment, (await params).link);
}

/** The payment service's form on the seller's own domain. Only an attempt that waits for its buyer has one. */
export default async function PayPage({ params }: Props) {
  const opened = await runtime();
  const { config } = opened;
  const { storefront, state } = await openedCheckout((await params).link);
  if (state === null) notFound();
  const { session } = state;
  if (session.status === "completed") redirect(`/checkout/${session.link}/done`);
  const form = await storefront.embeddedForm({ sessionId: session.id });
  // The checkout page shows the state of the session, and leads on to a page that is open elsewhere.
  if (form === null) redirect(`/checkout/${session.link}`);
  const show = EMBEDDED_FORMS.get(form.kind);
  invariant(show !== undefined, "every kind of form that an adapter makes can be shown");
  const locale = await readerLocale();
  const texts = checkoutTexts(locale);
  return (
    <PageFrame
      brand={brandOf(opened, session.sellerName)}
      linksHome={false}
      isTest={config.payment.mode === "test"}
      locale={locale}
    >
      <meta httpEquiv="Content-Security-Policy" content={contentPolicyFor(form.sources)} />
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <h1 className="text-heading">{texts.pay(formatMoney(session.totals.total, locale))}</h1>
        {show({ parameters: form.parameters, texts: texts.paymentForm })}
        <ServicePageButton link={session.link} texts={texts.servicePage} />
        <a href={`/checkout/${session.link}`} className="link self-start py-2">
          {texts.backToOrder}
        </a>
      </div>
    </PageFrame>
  );
}
