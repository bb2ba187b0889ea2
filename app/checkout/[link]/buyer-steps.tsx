import { isFree, type DeliveryOption } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { shownDelivery } from "#lib/checkout/taxes/shown-prices.ts";
import { formatMoney } from "#lib/money.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { Notice } from "../../components/notice.tsx";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { formatDay } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import { walletTexts } from "../texts/wallet/wallet-texts.ts";
import { DetailsStep } from "./details-step.tsx";
import { stoppedAt } from "./form-state.ts";
import { KnownDetails } from "./known-details.tsx";
import { OrderForm } from "./order-form.tsx";
import type { StepsProps } from "./steps-props.ts";
import { WalletForm } from "./wallet/wallet-form.tsx";
import { WalletPlace } from "./wallet/wallet-place.tsx";

/** First what is missing, then delivery and payment. Another browser than that of the buyer can only pay. */
export function BuyerSteps(props: StepsProps) {
  const { session, details, locale, part, answer } = props;
  const texts = checkoutTexts(locale);
  // What was typed is on the screen once more, though it can be saved only elsewhere.
  if (answer?.kind === "opened_elsewhere") return <DetailsStep {...props} />;
  if (!details.mayChange && part === "details") return <Notice tone="neutral">{texts.openedElsewhereNotReady}</Notice>;
  return (
    <>
      {details.mayChange || isFree(session) ? null : <Notice tone="neutral">{texts.openedElsewhere}</Notice>}
      {part === "details" ? (
        <DetailsStep {...props} />
      ) : !details.mayChange && isFree(session) ? (
        <Notice tone="neutral">{texts.placedElsewhere}</Notice>
      ) : (
        <PayStep {...props} />
      )}
    </>
  );
}

function PayStep({ session, details, provider, wallets, locale, answer }: StepsProps) {
  const texts = checkoutTexts(locale);
  const simulated = componentTexts(locale).simulated[provider];
  const { mayChange } = details;
  const priceOf = (option: DeliveryOption): string => {
    const price = shownDelivery(option, session.taxBasis.pricesShown);
    return price.amountMinor === 0 ? texts.free : formatMoney(price, locale);
  };
  const total = formatMoney(session.totals.total, locale);
  const chosen = session.deliveryOptions.find((option) => option.id === session.deliveryOptionId);
  return (
    <>
      <KnownDetails session={session} details={details} locale={locale} />
      {mayChange || chosen === undefined ? null : (
        <section aria-labelledby="delivery" className="card p-5 sm:p-6">
          <h2 id="delivery" className="mb-3 text-title">
            {texts.orderForm.delivery}
          </h2>
          <p>{componentTexts(locale).deliveryBy(chosen.title, chosen.carrier)}</p>
          <p className="text-muted">{deliveryDays(chosen, texts)}</p>
        </section>
      )}
      <OrderForm
        link={session.link}
        texts={texts.orderForm}
        pay={isFree(session) ? texts.placeOrder : texts.pay(total)}
        shown={shownDigest(session)}
        wallets={
          wallets === null ? null : (
            <WalletPlace
              buttons={wallets}
              shown={shownDigest(session)}
              total={total}
              seller={session.sellerName}
              payer={payerOn(details)}
              texts={walletTexts(locale)}
            />
          )
        }
        choices={(mayChange ? session.deliveryOptions : []).map((option) => ({
          id: option.id,
          title: componentTexts(locale).deliveryBy(option.title, option.carrier),
          detail: deliveryDays(option, texts),
          price: priceOf(option),
        }))}
        chosen={session.deliveryOptionId}
        stopped={stoppedAt(answer, "order")}
        note={
          isFree(session)
            ? texts.nothingToPay
            : simulated === null
              ? texts.payOnService
              : texts.payOnSimulated(simulated)
        }
      />
      {wallets === null ? null : <WalletForm link={session.link} />}
    </>
  );
}

/** Null where this browser is shown a part of it only: then the page has none to give to a wallet either. */
const payerOn = ({ buyer }: StepsProps["details"]) =>
  buyer?.kind === "full" ? { name: buyer.name, email: buyer.email } : null;

/** "Tracked: Fri, Nov 27 to Mon, Nov 30", or one day. */
function deliveryDays({ subtitle, earliest, latest }: DeliveryOption, texts: Chosen<CheckoutTexts>): string {
  return texts.deliveryDays(subtitle, formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
}
