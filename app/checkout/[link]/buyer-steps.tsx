import type { CheckoutSession, DeliveryOption } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { formatMoney } from "#lib/money.ts";
import { countryOfLocale } from "#lib/wire/accept-language.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { AddressLines } from "../../components/address-lines.tsx";
import { deliveryCountries } from "../../components/country-names.ts";
import { formatDay } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { DetailsForm } from "./details-fields.tsx";
import type { TypedDetails } from "./form-state.ts";
import { OrderForm } from "./order-form.tsx";
import { checkoutPart } from "./checkout-part.ts";
import type { PaymentService } from "../../components/payment-service.ts";

type StepsProps = {
  readonly session: CheckoutSession;
  readonly rules: ShopRules;
  readonly provider: PaymentService;
  readonly locale: string;
  readonly changesDetails: boolean;
};

/** First what is missing, then delivery and payment. */
export function BuyerSteps(props: StepsProps) {
  return checkoutPart(props.session, props.changesDetails) === "details" ? (
    <DetailsStep {...props} />
  ) : (
    <PayStep {...props} />
  );
}

function DetailsStep({ session, rules, locale }: StepsProps) {
  const texts = checkoutTexts(locale);
  const needsAddress = session.lineItems.some((line) => !line.isDigital);
  const countries = deliveryCountries(rules, texts.locale);
  const hasAll = session.status === "ready" && session.buyer !== null;
  return (
    <section aria-labelledby="details" className="card p-5 sm:p-6">
      <h2 id="details" className="mb-5 text-title">
        {needsAddress ? texts.contactAndAddress : texts.contact}
      </h2>
      <DetailsForm
        texts={texts.details}
        locale={texts.locale}
        link={session.link}
        known={knownDetails(session, countries, countryOfLocale(locale))}
        needsAddress={needsAddress}
        countries={countries}
        problems={
          session.status === "not_ready" && session.missing.includes("delivery_option")
            ? [{ field: "country", code: "invalid", message: texts.missing.delivery_option }]
            : []
        }
        cancelHref={hasAll ? `/checkout/${session.link}` : null}
      />
      {hasAll ? null : (
        <p className="mt-5 border-t border-line pt-4 text-caption text-muted">
          {needsAddress ? texts.nextWithDelivery : texts.nextWithoutDelivery}
        </p>
      )}
    </section>
  );
}

function knownDetails(
  { address, buyer }: CheckoutSession,
  countries: readonly { readonly value: string }[],
  guess: string | null,
): TypedDetails {
  const country = address?.country ?? guess;
  return {
    email: buyer?.email ?? "",
    name: address?.name ?? buyer?.name ?? "",
    country: countries.find((one) => one.value === country)?.value ?? countries[0]?.value ?? "",
    line_one: address?.lineOne ?? "",
    line_two: address?.lineTwo ?? "",
    city: address?.city ?? "",
    state: address?.region ?? "",
    postal_code: address?.postalCode ?? "",
    phone_number: address?.phoneNumber ?? buyer?.phoneNumber ?? "",
  };
}

function PayStep({ session, provider, locale }: StepsProps) {
  const texts = checkoutTexts(locale);
  const simulated = componentTexts(locale).simulated[provider];
  return (
    <>
      <section aria-labelledby="details" className="card p-5 sm:p-6">
        <div className="mb-3 flex items-baseline justify-between gap-4">
          <h2 id="details" className="text-title">
            {session.address === null ? texts.contact : texts.contactAndAddress}
          </h2>
          <a href={`/checkout/${session.link}?change=details`} className="link shrink-0 py-1">
            {texts.change}
            <span className="visually-hidden"> {texts.changeContact}</span>
          </a>
        </div>
        <p className="mb-2 text-muted wrap-anywhere">{session.buyer?.email}</p>
        {session.address === null ? (
          <p>{session.buyer?.name}</p>
        ) : (
          <AddressLines address={session.address} locale={texts.locale} />
        )}
      </section>
      <OrderForm
        link={session.link}
        texts={texts.orderForm}
        pay={texts.pay(formatMoney(session.totals.total, locale))}
        shown={shownDigest(session)}
        choices={session.deliveryOptions.map((option) => ({
          id: option.id,
          title: `${option.title}, ${option.carrier}`,
          detail: deliveryDays(option, texts),
          price: option.total.amountMinor === 0 ? texts.free : formatMoney(option.total, locale),
        }))}
        chosen={session.deliveryOptionId}
        note={simulated === null ? texts.payOnService : texts.payOnSimulated(simulated)}
      />
    </>
  );
}

/** "Tracked: Fri, Nov 27 to Mon, Nov 30", or one day. */
function deliveryDays({ subtitle, earliest, latest }: DeliveryOption, texts: Chosen<CheckoutTexts>): string {
  return texts.deliveryDays(subtitle, formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
}
