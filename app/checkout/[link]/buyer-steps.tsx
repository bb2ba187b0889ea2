import type { CheckoutSession, DeliveryOption } from "#lib/checkout/session.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { formatMoney } from "#lib/money.ts";
import { countryOfLocale } from "#lib/wire/accept-language.ts";
import { missingText } from "#lib/wire/checkout-messages.ts";
import { AddressLines } from "../../components/address-lines.tsx";
import { deliveryCountries } from "../../components/country-names.ts";
import { formatDay } from "../../request/reader-locale.ts";
import { DetailsForm } from "./details-fields.tsx";
import type { TypedDetails } from "./form-state.ts";
import { OrderForm } from "./order-form.tsx";
import { stepOf } from "./step.ts";
import { totalKey } from "./total-key.ts";
import { SIMULATED, type PaymentService } from "../../components/payment-service.ts";

type StepsProps = {
  readonly session: CheckoutSession;
  readonly rules: ShopRules;
  readonly provider: PaymentService;
  readonly locale: string;
  readonly changesDetails: boolean;
};

/** First what is missing, then delivery and payment. */
export function BuyerSteps(props: StepsProps) {
  return stepOf(props.session, props.changesDetails) === "details" ? (
    <DetailsStep {...props} />
  ) : (
    <PayStep {...props} />
  );
}

function DetailsStep({ session, rules, locale }: StepsProps) {
  const needsAddress = session.lineItems.some((line) => !line.isDigital);
  const countries = deliveryCountries(rules);
  const hasAll = session.status === "ready" && session.buyer !== null;
  return (
    <section aria-labelledby="details" className="card p-5 sm:p-6">
      <h2 id="details" className="mb-5 text-title">
        {needsAddress ? "Contact and delivery address" : "Contact"}
      </h2>
      <DetailsForm
        link={session.link}
        known={knownDetails(session, countries, countryOfLocale(locale))}
        needsAddress={needsAddress}
        countries={countries}
        problems={
          session.status === "not_ready" && session.missing.includes("delivery_option")
            ? [{ field: "country", code: "invalid", message: missingText("delivery_option") }]
            : []
        }
        cancelHref={hasAll ? `/checkout/${session.link}` : null}
      />
      {hasAll ? null : (
        <p className="mt-5 border-t border-line pt-4 text-caption text-muted">
          Next: {needsAddress ? "choose the delivery, see the full total and pay." : "see the full total and pay."}
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
  const simulated = SIMULATED[provider];
  return (
    <>
      <section aria-labelledby="details" className="card p-5 sm:p-6">
        <div className="mb-3 flex items-baseline justify-between gap-4">
          <h2 id="details" className="text-title">
            {session.address === null ? "Contact" : "Contact and delivery address"}
          </h2>
          <a href={`/checkout/${session.link}?change=details`} className="link shrink-0 py-1">
            Change<span className="visually-hidden"> contact and address</span>
          </a>
        </div>
        <p className="mb-2 text-muted wrap-anywhere">{session.buyer?.email}</p>
        {session.address === null ? <p>{session.buyer?.name}</p> : <AddressLines address={session.address} />}
      </section>
      <OrderForm
        link={session.link}
        total={formatMoney(session.totals.total, locale)}
        totalKey={totalKey(session)}
        choices={session.deliveryOptions.map((option) => ({
          id: option.id,
          title: `${option.title}, ${option.carrier}`,
          detail: `${option.subtitle}: ${daysOf(option, locale)}`,
          price: option.total.amountMinor === 0 ? "Free" : formatMoney(option.total, locale),
        }))}
        chosen={session.deliveryOptionId}
        note={
          simulated === null
            ? "You pay on the payment service's secure page and come back here."
            : `You pay on ${simulated}'s page. It is a simulation: no real money moves.`
        }
      />
    </>
  );
}

/** "Fri, Nov 27 to Mon, Nov 30", or one day. */
function daysOf({ earliest, latest }: DeliveryOption, locale: string): string {
  const days = [...new Set([formatDay(earliest, locale), formatDay(latest, locale)])];
  return days.join(" to ");
}
