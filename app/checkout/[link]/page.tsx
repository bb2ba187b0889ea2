import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { isPaymentOpen, type CheckoutSession } from "#lib/checkout/session.ts";
import type { AmountRefusal } from "#lib/payments/provider.ts";
import type { FailedPayment } from "#lib/purchase/payment/failed-payment.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { readCheckoutLink } from "../../request/link-part.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { wayBack } from "../../request/way-back.ts";
import { PageFrame } from "../../components/page-frame.tsx";
import { formatDay, readerLocale } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { Notice } from "../../components/notice.tsx";
import { BuyerSteps } from "./buyer-steps.tsx";
import { ClosedCheckout } from "./closed-checkout.tsx";
import { OrderSummary } from "./order-summary.tsx";
import { checkoutPart } from "./checkout-part.ts";
import { WaitingPayment } from "./waiting-payment.tsx";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: checkoutTexts(await readerLocale()).checkout, robots: { index: false, follow: false } };
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The seller's checkout: what is bought, what is missing, what it costs, and the way to the payment page. */
export default async function CheckoutPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ link: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const link = readCheckoutLink((await params).link);
  const opened = await runtime();
  const storefront = await pageStorefront(link);
  const state = link === null ? null : await storefront.checkOrder({ link });
  if (state === null) notFound();
  const { session } = state;
  const [query, locale] = [await searchParams, await readerLocale()];
  if ("redirectUrl" in query) await keepReturnUrl(opened, storefront, session, query["redirectUrl"]);
  if (session.status === "completed") redirect(`/checkout/${session.link}/done`);
  await storefront.recordVisit({ sessionId: session.id });
  const { config } = opened;
  const details = storefront.shownDetails(session);
  const part = checkoutPart(session, "change" in query && details.mayChange);
  return (
    <PageFrame name={session.sellerName} linksHome={false} isTest={config.payment.mode === "test"} locale={locale}>
      <h1 className="mb-6 text-heading sm:mb-8">{checkoutTexts(locale).checkout}</h1>
      <div className={COLUMNS}>
        <div className={checkoutPart(session, false) === "none" ? "order-2" : "lg:order-2"}>
          <OrderSummary
            session={session}
            publicUrl={config.publicUrl}
            locale={locale}
            takesCodes={part === "pay" && details.mayChange}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <PaymentNotices
            failed={isPaymentOpen(session) ? null : await storefront.failedPayment({ sessionId: session.id })}
            refusal={part === "pay" ? storefront.amountRefusal(session) : null}
            canPayAgain={part !== "none"}
            locale={locale}
          />
          {session.status === "canceled" || session.status === "expired" ? (
            <ClosedCheckout session={session} locale={locale} returnUrl={await backFrom(opened, storefront, session)} />
          ) : isPaymentOpen(session) ? (
            <WaitingPayment
              session={session}
              mayChange={details.mayChange}
              publicUrl={config.publicUrl}
              locale={locale}
            />
          ) : (
            <BuyerSteps
              session={session}
              details={details}
              rules={opened.rules}
              provider={config.payment.kind}
              locale={locale}
              changesDetails={"change" in query}
              refusesEmail={query["refused"] === "email"}
              mayRemember={storefront.keptDetails(session).mayRemember}
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}

const COLUMNS = "grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:gap-10";

/** What a buyer must know before paying: an earlier payment that failed, and a total that cannot be paid. */
function PaymentNotices({
  failed,
  refusal,
  canPayAgain,
  locale,
}: {
  readonly failed: FailedPayment | null;
  readonly refusal: AmountRefusal | null;
  readonly canPayAgain: boolean;
  readonly locale: string;
}) {
  const texts = checkoutTexts(locale);
  return (
    <>
      {failed === null ? null : (
        <Notice tone="danger">
          {texts.paymentFailed(formatDay(failed.failedAt, locale))} {canPayAgain ? texts.payAgain : null}
        </Notice>
      )}
      {refusal === null ? null : <Notice tone="danger">{CHECKOUT_TEXTS.amountNotTaken(refusal)}</Notice>}
    </>
  );
}

/** Keeps the host's way back with the session and leaves the bare address in the browser. Given twice, it is nobody's. */
async function keepReturnUrl(
  opened: Pick<Runtime, "config">,
  storefront: Storefront,
  session: CheckoutSession,
  given: string | string[] | undefined,
): Promise<never> {
  // Kept as it was given: it is checked again whenever it is used.
  const url = typeof given === "string" && wayBack(opened, given) !== null ? given : null;
  if (url !== null) await storefront.rememberReturn({ sessionId: session.id, url });
  redirect(`/checkout/${session.link}`);
}

/** Checked again at use: the list of hosts may have become shorter. */
async function backFrom(opened: Runtime, storefront: Storefront, session: CheckoutSession): Promise<string | null> {
  return wayBack(opened, await storefront.returnUrl({ sessionId: session.id }));
}
