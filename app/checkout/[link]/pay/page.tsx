import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { shownDigest } from "#lib/checkout/shown.ts";
import { invariant } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { brandOfSale } from "../sellers/sellers.tsx";
import { checkoutMetadata, openedCheckout } from "../opened-checkout.ts";
import { ContentPolicy, formPolicy } from "../../../components/content-policy.tsx";
import { PageFrame } from "../../../components/page-frame.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { contentPolicyFor } from "./content-policy.ts";
import { EMBEDDED_FORMS } from "./embedded-forms.ts";
import { stoppedAt } from "../form-state.ts";
import { ANSWER_PARAMETER } from "../form/answer-names.ts";
import { shownAnswer } from "../form/shown-answer.ts";
import { PaymentForm } from "./payment-form.tsx";
import { ServicePageForm } from "./service-page-form.tsx";

export const dynamic = "force-dynamic";

type Props = { readonly params: Promise<{ link: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return checkoutMetadata(checkoutTexts(await readerLocale()).payment, (await params).link);
}

/** The payment service's form on the seller's own domain. Only an attempt that waits for its buyer has one. */
export default async function PayPage({
  params,
  searchParams,
}: Props & { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const opened = await runtime();
  const { config } = opened;
  const { storefront, state } = await openedCheckout((await params).link);
  if (state === null) notFound();
  const { session } = state;
  if (session.status === "completed") redirect(`/checkout/${session.link}/done`);
  const form = await storefront.embeddedForm({ sessionId: session.id });
  // The checkout page shows the state of the session, and leads on to a page that is open elsewhere.
  if (form === null) redirect(`/checkout/${session.link}`);
  const shown = EMBEDDED_FORMS.get(form.kind);
  invariant(shown !== undefined, "every kind of form that an adapter makes can be shown");
  const locale = await readerLocale();
  const texts = checkoutTexts(locale);
  const answer = await shownAnswer((await searchParams)[ANSWER_PARAMETER], session);
  return (
    <PageFrame
      brand={await brandOfSale(opened, session)}
      linksHome={false}
      isTest={config.payment.mode === "test"}
      locale={locale}
    >
      <ContentPolicy policy={`${contentPolicyFor(form.sources)}; ${formPolicy(config)}`} />
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        <h1 className="text-heading">{texts.pay(formatMoney(session.totals.total, locale))}</h1>
        <PaymentForm module={shown.module} parameters={shown.read(form.parameters)} texts={texts.paymentForm} />
        <ServicePageForm
          link={session.link}
          shown={shownDigest(session)}
          stopped={stoppedAt(answer, "payment")}
          texts={texts.servicePage}
        />
        <a href={`/checkout/${session.link}`} className="link self-start py-2">
          {texts.backToOrder}
        </a>
      </div>
    </PageFrame>
  );
}
