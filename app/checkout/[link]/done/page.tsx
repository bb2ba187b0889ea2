import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import { isPaymentOpen } from "#lib/checkout/session.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { BackToChat } from "../../../components/back-to-chat.tsx";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import { brandOfSale } from "../sellers/sellers.tsx";
import { checkoutMetadata, openedCheckout } from "../opened-checkout.ts";
import { wayBack } from "../../../request/way-back.ts";
import { ContentPolicy, formPolicy } from "../../../components/content-policy.tsx";
import { PageFrame } from "../../../components/page-frame.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { Receipt } from "../../../components/receipt.tsx";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import type { CheckoutTexts } from "../../texts/en.ts";
import { WaitingPayment } from "../waiting-payment.tsx";

export const dynamic = "force-dynamic";

type Props = {
  readonly params: Promise<{ link: string }>;
  readonly searchParams: Promise<Readonly<Record<string, unknown>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return checkoutMetadata(checkoutTexts(await readerLocale()).yourPayment, (await params).link, true);
}

/** Where the payment page sends the buyer. What it says comes from the session, never from the address. */
export default async function DonePage({ params, searchParams }: Props) {
  const opened = await runtime();
  const { config } = opened;
  const { storefront, state } = await openedCheckout((await params).link, true);
  if (state === null) notFound();
  const { session, order } = state;
  // What a bank's confirmation adds to the address is nobody's to copy.
  if ("payment_intent_client_secret" in (await searchParams)) redirect(`/checkout/${session.link}/done`);
  if (session.status === "canceled" || session.status === "expired") redirect(`/checkout/${session.link}`);
  const locale = await readerLocale();
  const texts = checkoutTexts(locale);
  const contactOf = await opened.sellers.of(sellerIdsOf(session));
  const returnUrl = wayBack(opened, await storefront.returnUrl({ sessionId: session.id }));
  const page = order === null ? null : await storefront.orderPage(order.link);
  return (
    <PageFrame
      brand={await brandOfSale(opened, session)}
      linksHome={false}
      isTest={config.payment.mode === "test"}
      locale={locale}
    >
      <ContentPolicy policy={formPolicy(config)} />
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        {order !== null ? (
          <Receipt
            order={namedForBuyer(order, locale)}
            paidAgain={page?.paidAgain ?? []}
            contactOf={contactOf}
            details={storefront.shownDetailsOfOrder(session, order)}
            title={order.paid.amountMinor === 0 ? texts.placed : texts.paid}
            publicUrl={config.publicUrl}
            provider={config.payment.kind}
            locale={locale}
          >
            <div className="not-printed flex flex-col gap-x-5 gap-y-3 sm:flex-row sm:items-baseline">
              <BackToChat returnUrl={returnUrl} locale={locale} isMain />
              <a href={`/orders/${order.link}`} className="link self-start py-2.5 sm:self-auto">
                {texts.orderPage}
              </a>
            </div>
          </Receipt>
        ) : isPaymentOpen(session) ? (
          <>
            <h1 className="text-heading">{texts.yourPayment}</h1>
            <WaitingPayment
              session={session}
              isUnanswered={state.isUnanswered === true}
              isWallet={await storefront.isWalletPayment({ sessionId: session.id })}
              mayChange={storefront.shownDetails(session).mayChange}
              publicUrl={config.publicUrl}
              locale={locale}
              answer={null}
            />
          </>
        ) : (
          <NotPaid link={session.link} texts={texts} />
        )}
        {order === null && returnUrl !== null ? <BackToChat returnUrl={returnUrl} locale={locale} /> : null}
      </div>
      <script type="module" src="/buyers-clock.js" />
      <script type="module" src="/checkout.js" />
    </PageFrame>
  );
}

function NotPaid({ link, texts }: { readonly link: string; readonly texts: CheckoutTexts }) {
  return (
    <>
      <h1 className="text-heading">{texts.notPaid}</h1>
      <section className="card flex flex-col items-start gap-4 p-5 sm:p-6">
        <p>{texts.notPaidText}</p>
        <a href={`/checkout/${link}`} className="button">
          {texts.backToCheckout}
        </a>
      </section>
    </>
  );
}
