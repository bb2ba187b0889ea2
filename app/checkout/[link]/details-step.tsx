import { missingDetails } from "#lib/checkout/session.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import { taxIdText } from "#lib/checkout/taxes/tax-id.ts";
import { countryOfLocale } from "#lib/wire/accept-language.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { isSent, needsAddress, type TypedDetails } from "#lib/wire/details-form.ts";
import { Notice } from "../../components/notice.tsx";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { DetailsForm } from "./details-fields.tsx";
import { KnownDetails } from "./known-details.tsx";
import { listRegions } from "./list-regions.ts";
import { askedDetails, asksEmailAlone } from "./progress/asked-details.ts";
import { StepHeading } from "./step-heading.tsx";
import { nextStep, STEP } from "./step.ts";
import type { StepsProps } from "./steps-props.ts";

/** Asks who buys and where it goes, with what is wrong with what was given. */
export function DetailsStep({
  session,
  details,
  deliversTo,
  locale,
  changesDetails,
  refusesEmail,
  ...props
}: StepsProps) {
  const texts = checkoutTexts(locale);
  const asksAddress = needsAddress(session);
  const isDelivered = isSent(session);
  const countries = isDelivered ? deliversTo : null;
  const hasAll = session.status === "ready" && session.buyer !== null;
  const isRedacted = details.address?.kind === "redacted";
  const answer = props.answer?.kind === "stopped" ? null : props.answer;
  const first = answer?.typed ?? knownDetails(details, countries, certainCountry(locale));
  const { typed: known, regions } = listRegions(inCountry(first, props.country), texts.locale);
  const asking = { session, details, changesDetails, answer: props.answer };
  const asksEmail = asksEmailAlone(asking);
  return (
    <>
      {missingDetails(session).includes("tax") ? <Notice tone="neutral">{texts.missing.tax}</Notice> : null}
      {asksEmail ? <KnownDetails session={session} details={details} locale={locale} /> : null}
      <section aria-labelledby={STEP} className="card p-5 sm:p-6">
        <StepHeading className="mb-5">{texts[askedDetails(asking)]}</StepHeading>
        {asksAddress && !isDelivered && !asksEmail ? (
          <p className="-mt-3 mb-5 text-muted">{texts.missing.tax_address}</p>
        ) : null}
        <DetailsForm
          texts={texts.details}
          locale={texts.locale}
          link={session.link}
          known={known}
          regions={regions}
          isDelivered={isDelivered}
          asks={asksEmail ? "email" : asksAddress ? "address" : "person"}
          keepsEmpty={!asksEmail && session.status === "ready" && (isRedacted || details.buyer?.kind === "redacted")}
          countries={countries}
          mayRemember={props.mayRemember}
          completion={props.completion}
          changes={changesDetails}
          isAnswer={answer?.kind === "refused"}
          isOpenedElsewhere={answer?.kind === "opened_elsewhere"}
          problems={
            answer?.kind === "refused"
              ? answer.problems
              : [
                  ...(session.status === "not_ready" && session.missing.includes("delivery_option")
                    ? ([{ field: "country", code: "invalid", message: texts.missing.delivery_option }] as const)
                    : []),
                  ...(missingDetails(session).includes("exact_address")
                    ? ([{ field: "postal_code", code: "invalid", message: texts.missing.exact_address }] as const)
                    : []),
                  ...(refusesEmail
                    ? ([{ field: "email", code: "invalid", message: texts.stopped.emailRefused }] as const)
                    : []),
                ]
          }
          cancelHref={hasAll || (changesDetails && isRedacted) ? nextStep(session.link) : null}
        />
      </section>
    </>
  );
}

/**
 * The country that the reader's language names. Browsers all over the world are set to en-US as they come, so that it
 * names none: a parcel must not go where nobody chose.
 */
const certainCountry = (locale: string): string | null => (locale === "en-US" ? null : countryOfLocale(locale));

/** The same in another country, in which its region says nothing. */
const inCountry = (typed: TypedDetails, country: string | null): TypedDetails =>
  country === null || country === typed.country ? typed : { ...typed, country, state: "" };

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
