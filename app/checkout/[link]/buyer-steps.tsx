import { chosenIds, partsOf } from "#lib/checkout/parts.ts";
import { isFree, type DeliveryOption } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { shownDelivery } from "#lib/checkout/taxes/shown-prices.ts";
import { formatMoney } from "#lib/money.ts";
import { Notice } from "../../components/notice.tsx";
import { Parcels } from "../../components/parcels.tsx";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { arrivalOf } from "./summary/arrival.ts";
import { DetailsStep } from "./details-step.tsx";
import { stoppedAt } from "./form-state.ts";
import { KnownDetails } from "./known-details.tsx";
import { PolicyLinks } from "./sellers/sellers.tsx";
import { OrderForm } from "./order-form.tsx";
import type { StepsProps } from "./steps-props.ts";
import { WalletsAbove } from "./wallet/wallets-above.tsx";

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
      <WalletsAbove {...props} />
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

function PayStep({ session, details, provider, sellers, locale, answer }: StepsProps) {
  const texts = checkoutTexts(locale);
  const simulated = componentTexts(locale).simulated[provider];
  const { mayChange } = details;
  const priceOf = (option: DeliveryOption): string => {
    const price = shownDelivery(option, session.taxBasis.pricesShown);
    return price.amountMinor === 0 ? texts.free : formatMoney(price, locale);
  };
  return (
    <>
      <KnownDetails session={session} details={details} locale={locale} />
      {mayChange ? null : <ChosenDelivery session={session} locale={locale} />}
      <OrderForm
        link={session.link}
        texts={texts.orderForm}
        pay={isFree(session) ? texts.placeOrder : texts.pay(formatMoney(session.totals.total, locale))}
        shown={shownDigest(session)}
        groups={partsOf(session).map((part) => ({
          // Whose goods they are is said where there are several sellers.
          sellerName: session.parts === undefined ? null : part.sellerName,
          chosen: part.deliveryOptionId,
          choices: (mayChange ? part.deliveryOptions : []).map((option) => ({
            id: option.id,
            title: componentTexts(locale).deliveryBy(option.title, option.carrier),
            ...arrivalOf(option, session, texts),
            price: priceOf(option),
          })),
        }))}
        policies={<PolicyLinks consent={texts.consent(session.sellerName)} sellers={sellers} locale={locale} />}
        stopped={stoppedAt(answer, "order")}
        note={
          isFree(session)
            ? texts.nothingToPay
            : simulated === null
              ? texts.payOnService
              : texts.payOnSimulated(simulated)
        }
      />
    </>
  );
}

/** What was chosen, for a browser that cannot change it. */
function ChosenDelivery({ session, locale }: Pick<StepsProps, "session" | "locale">) {
  const texts = checkoutTexts(locale);
  const chosen = session.deliveryOptions.filter(({ id }) => chosenIds(session).includes(id));
  if (chosen.length === 0) return null;
  return (
    <section aria-labelledby="delivery" className="card p-5 sm:p-6">
      <h2 id="delivery" className="mb-3 text-title">
        {texts.orderForm.delivery}
      </h2>
      {chosen.map((option) => (
        <div key={option.id} className="not-last:mb-3">
          {session.parts === undefined ? null : (
            <p className="text-caption font-medium wrap-anywhere">
              <bdi>{sellerOfOption(session, option.id)}</bdi>
            </p>
          )}
          <p>{componentTexts(locale).deliveryBy(option.title, option.carrier)}</p>
          <Arrival {...arrivalOf(option, session, texts)} />
        </div>
      ))}
    </section>
  );
}

const sellerOfOption = (session: StepsProps["session"], id: string): string =>
  partsOf(session).find(({ deliveryOptions }) => deliveryOptions.some((option) => option.id === id))?.sellerName ?? "";

function Arrival({ parcels, details }: ReturnType<typeof arrivalOf>) {
  return (
    <>
      {parcels === null ? null : <Parcels text={parcels} />}
      {details.map((detail) => (
        <p key={detail} className="text-muted">
          {detail}
        </p>
      ))}
    </>
  );
}
