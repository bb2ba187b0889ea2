import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { isPaymentOpen } from "#lib/checkout/session.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { checkReturnUrl } from "#lib/wire/return-link.ts";
import { BackToChat } from "../../../components/back-to-chat.tsx";
import { readCheckoutLink } from "../../../request/link-part.ts";
import { PageFrame } from "../../../components/page-frame.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { Receipt } from "../../../components/receipt.tsx";
import { WaitingPayment } from "../waiting-payment.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Your payment", robots: { index: false, follow: false } };

/** Where the payment page sends the buyer. What it says comes from the session, never from the address. */
export default async function DonePage({ params }: { readonly params: Promise<{ link: string }> }) {
  const link = readCheckoutLink((await params).link);
  const { storefront, config } = await runtime();
  const state = link === null ? null : await storefront.checkOrder({ link });
  if (state === null) notFound();
  const { session, order } = state;
  if (session.status === "canceled" || session.status === "expired") redirect(`/checkout/${session.link}`);
  return (
    <PageFrame name={session.sellerName} linksHome={false} isTest={config.payment.mode === "test"}>
      <div className="mx-auto flex max-w-2xl flex-col gap-6">
        {order !== null ? (
          <Receipt
            order={order}
            title="Thank you. Your order is paid."
            publicUrl={config.publicUrl}
            provider={config.payment.kind}
            locale={await readerLocale()}
          >
            <div className="not-printed flex flex-col gap-x-5 gap-y-3 sm:flex-row">
              <BackToChat
                returnUrl={checkReturnUrl(await storefront.returnUrl(session.id), config.returnHosts)}
                isMain
              />
              <a href={`/orders/${order.link}`} className="link self-start py-2.5">
                The order&rsquo;s own page, to keep or print
              </a>
            </div>
          </Receipt>
        ) : isPaymentOpen(session) ? (
          <>
            <h1 className="text-heading">Your payment</h1>
            <WaitingPayment session={session} publicUrl={config.publicUrl} />
          </>
        ) : (
          <NotPaid link={session.link} />
        )}
      </div>
    </PageFrame>
  );
}

function NotPaid({ link }: { readonly link: string }) {
  return (
    <>
      <h1 className="text-heading">Not paid</h1>
      <section className="card flex flex-col items-start gap-4 p-5 sm:p-6">
        <p>No payment was made, and nothing was charged. The order is still there.</p>
        <a href={`/checkout/${link}`} className="button">
          Back to the checkout
        </a>
      </section>
    </>
  );
}
