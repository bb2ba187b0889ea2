import { isFree, missingDetails, type CheckoutSession, type DeliveryOption } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { shownDelivery } from "#lib/checkout/taxes/shown-prices.ts";
import { taxIdText } from "#lib/checkout/taxes/tax-id.ts";
import { formatMoney } from "#lib/money.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import { countryOfLocale } from "#lib/wire/accept-language.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { likelyEmail } from "#lib/wire/address/email.ts";
import { isSent, needsAddress, type TypedDetails } from "#lib/wire/details-form.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { ShownAddressLines } from "../../components/address-lines.tsx";
import { Notice } from "../../components/notice.tsx";
import { deliveryCountries } from "../../components/country-names.ts";
import { formatDay } from "../../request/reader-locale.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import type { CheckoutTexts } from "../texts/en.ts";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { forgetDetails } from "./actions.ts";
import { DetailsForm } from "./details-fields.tsx";
import { listRegions } from "./list-regions.ts";
import { OrderForm } from "./order-form.tsx";
import { StepHeading } from "./step-heading.tsx";
import { nextStep, STEP } from "./step.ts";
import { checkoutPart } from "./checkout-part.ts";
import type { PaymentService } from "../../components/payment-service.ts";

type StepsProps = {
  readonly session: CheckoutSession;
  readonly details: ShownDetails;
  readonly rules: ShopRules;
  readonly provider: PaymentService;
  readonly locale: string;
  readonly changesDetails: boolean;
  /** The payment provider does not take the e-mail address. */
  readonly refusesEmail: boolean;
  /** The buyer may have the details remembered for the next purchase. */
  readonly mayRemember: boolean;
};

/** First what is missing, then delivery and payment. Another browser than that of the buyer can only pay. */
export function BuyerSteps(props: StepsProps) {
  const { session, details, locale } = props;
  const texts = checkoutTexts(locale);
  const part = checkoutPart(session, props.changesDetails && details.mayChange);
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

function DetailsStep({ session, details, rules, locale, changesDetails, refusesEmail, mayRemember }: StepsProps) {
  const texts = checkoutTexts(locale);
  const asksAddress = needsAddress(session);
  const isDelivered = isSent(session);
  const countries = isDelivered ? deliveryCountries(rules) : null;
  const hasAll = session.status === "ready" && session.buyer !== null;
  const isRedacted = details.address?.kind === "redacted";
  // Who opens the link from the chat has given the address there, and is asked for the e-mail address alone.
  const { typed: known, regions } = listRegions(knownDetails(details, countries, certainCountry(locale)));
  const asksEmail = asksAddress && session.status === "ready" && isRedacted && !changesDetails;
  return (
    <>
      {missingDetails(session).includes("tax") ? <Notice tone="neutral">{texts.missing.tax}</Notice> : null}
      {asksEmail ? <KnownDetails session={session} details={details} locale={locale} /> : null}
      <section aria-labelledby={STEP} className="card p-5 sm:p-6">
        <StepHeading className="mb-5">
          {asksEmail || !asksAddress ? texts.contact : isDelivered ? texts.contactAndAddress : texts.contactAndBilling}
        </StepHeading>
        {asksAddress && !isDelivered && !asksEmail ? (
          <p className="-mt-3 mb-5 text-muted">{texts.missing.tax_address}</p>
        ) : null}
        <DetailsForm
          key={asksEmail ? "email" : "all"}
          texts={texts.details}
          locale={texts.locale}
          link={session.link}
          known={known}
          regions={regions}
          isDelivered={isDelivered}
          asks={asksEmail ? "email" : asksAddress ? "address" : "person"}
          keepsEmpty={!asksEmail && session.status === "ready" && (isRedacted || details.buyer?.kind === "redacted")}
          countries={countries}
          mayRemember={mayRemember}
          changes={changesDetails}
          problems={[
            ...(session.status === "not_ready" && session.missing.includes("delivery_option")
              ? ([{ field: "country", code: "invalid", message: texts.missing.delivery_option }] as const)
              : []),
            ...(missingDetails(session).includes("exact_address")
              ? ([{ field: "postal_code", code: "invalid", message: texts.missing.exact_address }] as const)
              : []),
            ...(refusesEmail
              ? ([{ field: "email", code: "invalid", message: texts.stopped.emailRefused }] as const)
              : []),
          ]}
          cancelHref={hasAll || (changesDetails && isRedacted) ? nextStep(session.link) : null}
        />
        {hasAll ? null : (
          <p className="mt-5 border-t border-line pt-4 text-caption text-muted">
            {isDelivered ? texts.nextWithDelivery : texts.nextWithoutDelivery}
          </p>
        )}
      </section>
    </>
  );
}

/**
 * The country that the reader's language names. Browsers all over the world are set to en-US as they come, so that it
 * names none: a parcel must not go where nobody chose.
 */
const certainCountry = (locale: string): string | null => (locale === "en-US" ? null : countryOfLocale(locale));

/** What the form begins with: nothing that this browser is not shown in full, because a form is sent to it. */
function knownDetails(details: ShownDetails, countries: readonly string[] | null, guess: string | null): TypedDetails {
  const address = details.address?.kind === "full" ? details.address.address : null;
  const buyer = details.buyer?.kind === "full" ? details.buyer : null;
  const country = address?.country ?? (details.address?.kind === "redacted" ? details.address.country : guess);
  const offered = countries ?? [...COUNTRY_CODES];
  return {
    email: buyer?.email ?? "",
    name: address?.name ?? (details.address === null ? (buyer?.name ?? "") : ""),
    country: offered.find((code) => code === country) ?? (offered.length === 1 ? (offered[0] ?? "") : ""),
    company: address?.company ?? "",
    line_one: address?.lineOne ?? "",
    line_two: address?.lineTwo ?? "",
    city: address?.city ?? "",
    state: address?.region ?? "",
    postal_code: address?.postalCode ?? "",
    vat_number: buyer?.taxId === undefined ? "" : taxIdText(buyer.taxId),
    phone_number: address?.phoneNumber ?? (details.address === null ? (buyer?.phoneNumber ?? "") : ""),
  };
}

/** Who buys and where it goes, as much of it as this browser is shown. */
function KnownDetails({ session, details, locale }: Pick<StepsProps, "session" | "details" | "locale">) {
  const texts = checkoutTexts(locale);
  const { address, buyer, mayChange } = details;
  const isRedacted = address?.kind === "redacted" || buyer?.kind === "redacted";
  const meant = mayChange && buyer?.kind === "full" ? likelyEmail(buyer.email) : null;
  const both = isSent(session) ? texts.contactAndAddress : texts.contactAndBilling;
  const title = address === null ? texts.contact : buyer === null ? texts.deliveryAddress : both;
  return (
    <section aria-labelledby="details" className="card p-5 sm:p-6">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="details" className="text-title">
          {title}
        </h2>
        {mayChange ? (
          <a href={`/checkout/${session.link}?change=details#${STEP}`} className="link shrink-0 py-1">
            {texts.change}
            <span className="visually-hidden"> {texts.changeContact}</span>
          </a>
        ) : null}
      </div>
      {buyer === null ? null : (
        <p className="mb-2 text-muted wrap-anywhere">
          <bdi>{buyer.email}</bdi>
        </p>
      )}
      {buyer?.kind === "full" && buyer.taxId !== undefined ? (
        <p className="mb-2 text-muted wrap-anywhere">{texts.vatNumber(taxIdText(buyer.taxId), buyer.taxId.check)}</p>
      ) : null}
      {meant === null ? null : <p className="mb-2 wrap-anywhere">{texts.didYouMean(meant)}</p>}
      {address === null ? (
        <p>
          <bdi>{buyer?.name}</bdi>
        </p>
      ) : (
        <ShownAddressLines address={address} locale={texts.locale} />
      )}
      {isRedacted ? <p className="mt-3 text-caption text-muted">{texts.shownInPart}</p> : null}
      {mayChange && (session.origins.address === "remembered" || session.origins.buyer === "remembered") ? (
        <form action={forgetDetails} className="mt-3 flex flex-wrap items-baseline gap-x-4">
          <input type="hidden" name="link" value={session.link} />
          <p className="text-caption text-muted">{texts.isRemembered}</p>
          <button type="submit" className="link min-h-11">
            {texts.forgetDetails}
          </button>
        </form>
      ) : null}
    </section>
  );
}

function PayStep({ session, details, provider, locale }: StepsProps) {
  const texts = checkoutTexts(locale);
  const simulated = componentTexts(locale).simulated[provider];
  const { mayChange } = details;
  const priceOf = (option: DeliveryOption): string => {
    const price = shownDelivery(option, session.taxBasis.pricesShown);
    return price.amountMinor === 0 ? texts.free : formatMoney(price, locale);
  };
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
        pay={isFree(session) ? texts.placeOrder : texts.pay(formatMoney(session.totals.total, locale))}
        shown={shownDigest(session)}
        choices={(mayChange ? session.deliveryOptions : []).map((option) => ({
          id: option.id,
          title: componentTexts(locale).deliveryBy(option.title, option.carrier),
          detail: deliveryDays(option, texts),
          price: priceOf(option),
        }))}
        chosen={session.deliveryOptionId}
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

/** "Tracked: Fri, Nov 27 to Mon, Nov 30", or one day. */
function deliveryDays({ subtitle, earliest, latest }: DeliveryOption, texts: Chosen<CheckoutTexts>): string {
  return texts.deliveryDays(subtitle, formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
}
