import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import type { SellerId } from "#lib/ids.ts";
import type { Seller } from "#lib/sellers/record.ts";
import { mayComeWithCustomer } from "#lib/checkout/discounts/rule.ts";
import { isPaymentOpen, type CheckoutSession } from "#lib/checkout/session.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { checkoutMetadata, openedCheckout } from "./opened-checkout.ts";
import { wayBack } from "../../request/way-back.ts";
import { ContentPolicy, formPolicy } from "../../components/content-policy.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { Notice } from "../../components/notice.tsx";
import { BuyerSteps } from "./buyer-steps.tsx";
import { ClosedCheckout } from "./closed-checkout.tsx";
import { SummaryLine } from "./summary/summary-line.tsx";
import { figuresOf, OrderSummary } from "./summary/order-summary.tsx";
import { CheckoutHeading } from "./progress/checkout-heading.tsx";
import { checkoutPart, type CheckoutPart } from "./checkout-part.ts";
import { stoppedAt, type FormAnswer } from "./form-state.ts";
import { brandOfSale, countriesOfCart, policiesOfSellers } from "./sellers/sellers.tsx";
import { ANSWER_PARAMETER } from "./form/answer-names.ts";
import { shownAnswer } from "./form/shown-answer.ts";
import { readCountry } from "#lib/wire/address/country.ts";
import { scriptPolicy } from "./pay/content-policy.ts";
import { LEAVE, WALLETS_PARAMETER } from "./wallet/wallets.ts";
import { unpayableText } from "./sellers/unpayable.ts";
import { PaymentNotices } from "./payment-notices.tsx";
import { WaitingPayment } from "./waiting-payment.tsx";

export const dynamic = "force-dynamic";

type Props = { readonly params: Promise<{ link: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return checkoutMetadata(checkoutTexts(await readerLocale()).checkout, (await params).link);
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The country whose fields public/checkout.js asks for. */
const countryIn = ({ country }: Query) => (typeof country === "string" ? readCountry(country) : null);

/** The seller's checkout: what is bought, what is missing, what it costs, and the way to the payment page. */
export default async function CheckoutPage({
  params,
  searchParams,
}: Props & {
  readonly searchParams: Promise<Query>;
}) {
  const opened = await runtime();
  const { storefront, state } = await openedCheckout((await params).link);
  if (state === null) notFound();
  const { session: found } = state;
  const [query, locale] = [await searchParams, await readerLocale()];
  const session = namedForBuyer(found, locale);
  if ("redirectUrl" in query) await keepReturnUrl(opened, storefront, session, query["redirectUrl"]);
  if (session.status === "completed") redirect(`/checkout/${session.link}/done`);
  await storefront.recordVisit({ sessionId: session.id });
  const brand = await brandOfSale(opened, found);
  const sellerBy = await opened.sellers.of(sellerIdsOf(session));
  const unpayable = unpayableText(session, { sellerBy, model: opened.config.marketplace.model, locale });
  const details = storefront.shownDetails(session);
  const answer = await shownAnswer(query[ANSWER_PARAMETER], session);
  const asksAgain = answer !== null && answer.kind !== "stopped";
  const changes = asksAgain || ("change" in query && details.mayChange);
  const part = unpayable === null ? checkoutPart(session, changes) : "none";
  return (
    <PageFrame brand={brand} linksHome={false} isTest={opened.config.payment.mode === "test"} locale={locale}>
      <ContentPolicy policy={policyOf(opened, storefront, session)} />
      <CheckoutHeading {...{ session, details, answer, part, locale }} changesDetails={"change" in query} />
      <div className="beside-summary">
        <div className="relative flex min-w-0 flex-col gap-6">
          {part === "none" ? null : (
            <SummaryLine figures={figuresOf(session)} locale={locale} mayChange={details.mayChange} />
          )}
          <PaymentNotices
            failed={
              isPaymentOpen(session) || answer !== null
                ? null
                : await storefront.failedPayment({ sessionId: session.id })
            }
            refusal={part === "pay" ? storefront.amountRefusal(session) : null}
            canPayAgain={part !== "none"}
            locale={locale}
          />
          <Steps {...{ opened, storefront, session, sellerBy, part, unpayable, answer, query, locale }} />
          {part === "none" && unpayable === null ? null : (
            <Leave returnUrl={await backFrom(opened, storefront, session)} locale={locale} />
          )}
        </div>
        <OrderSummary
          session={session}
          publicUrl={opened.config.publicUrl}
          locale={locale}
          soldBy={found.parts !== undefined || brand.name === session.sellerName ? null : session.sellerName}
          mayChange={part !== "none" && details.mayChange}
          takesCodes={part === "pay" && details.mayChange}
          stopped={stoppedAt(answer, "items")}
        />
      </div>
      <script type="module" src="/checkout.js" />
    </PageFrame>
  );
}

/** What the buyer has to do now. */
async function Steps({
  opened,
  storefront,
  session,
  sellerBy,
  part,
  unpayable,
  answer,
  query,
  locale,
}: {
  readonly opened: Runtime;
  readonly storefront: Storefront;
  readonly session: CheckoutSession;
  readonly sellerBy: (id: SellerId) => Seller;
  readonly part: CheckoutPart;
  /** Why nothing can be paid now, whatever the buyer does; null: it can. */
  readonly unpayable: string | null;
  readonly answer: FormAnswer | null;
  readonly query: Query;
  readonly locale: string;
}) {
  const details = storefront.shownDetails(session);
  if (unpayable !== null) return <Notice tone="warning">{unpayable}</Notice>;
  return session.status === "canceled" || session.status === "expired" ? (
    <ClosedCheckout session={session} locale={locale} returnUrl={await backFrom(opened, storefront, session)} />
  ) : isPaymentOpen(session) ? (
    <WaitingPayment
      session={session}
      isWallet={await storefront.isWalletPayment({ sessionId: session.id })}
      mayChange={details.mayChange}
      publicUrl={opened.config.publicUrl}
      locale={locale}
      answer={answer}
    />
  ) : (
    <BuyerSteps
      session={session}
      details={details}
      deliversTo={countriesOfCart(opened, session, sellerBy)}
      provider={opened.config.payment.kind}
      wallets={await storefront.walletButtons(session)}
      mayCostLess={
        session.buyer === null && mayComeWithCustomer(opened.rules.discounts, sellerIdsOf(session), new Date())
      }
      hasWalletsNow={WALLETS_PARAMETER in query}
      sellers={policiesOfSellers(opened, session, sellerBy)}
      locale={locale}
      part={part}
      changesDetails={"change" in query}
      refusesEmail={query["refused"] === "email"}
      completion={storefront.addressCompletion()}
      mayRemember={storefront.keptDetails(session).mayRemember}
      answer={answer}
      country={countryIn(query)}
    />
  );
}

/**
 * Also while no wallet is on the screen: the step that shows them comes in place, without a page of its own, after details, a
 * payment that was given up or a discount that covered everything.
 */
function policyOf({ config }: Runtime, storefront: Storefront, { status }: CheckoutSession): string {
  const sources = status === "canceled" || status === "expired" ? null : storefront.walletSources();
  return sources === null || sources.script.length === 0
    ? formPolicy(config)
    : `${scriptPolicy(sources)}; ${formPolicy(config)}`;
}

/** The way out of a purchase, which an order keeps its last item for. */
function Leave({ returnUrl, locale }: { readonly returnUrl: string | null; readonly locale: string }) {
  const { backToChat, backToStandIn } = componentTexts(locale);
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 text-caption text-muted">
      <p id={LEAVE}>{checkoutTexts(locale).leave}</p>
      {returnUrl === null ? null : (
        <a href={returnUrl} className="link py-2">
          {returnUrl.startsWith("/") ? backToStandIn : backToChat}
        </a>
      )}
    </div>
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
