import type { CheckoutSession } from "#lib/checkout/session.ts";
import { taxIdText } from "#lib/checkout/taxes/tax-id.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import { likelyEmail } from "#lib/wire/address/email.ts";
import { isSent } from "#lib/wire/details-form.ts";
import { ShownAddressLines } from "../../components/address-lines.tsx";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { formAddress, STEP } from "./step.ts";

type KnownProps = { readonly session: CheckoutSession; readonly details: ShownDetails; readonly locale: string };

/** Who buys and where it goes, as much of it as this browser is shown. */
export function KnownDetails({ session, details, locale }: KnownProps) {
  const texts = checkoutTexts(locale);
  const { address, buyer, mayChange } = details;
  const isRedacted = address?.kind === "redacted" || buyer?.kind === "redacted";
  const meant = mayChange && buyer?.kind === "full" ? likelyEmail(buyer.email) : null;
  const both = isSent(session) ? texts.contactAndAddress : texts.contactAndBilling;
  const title = address === null ? texts.contact : buyer === null ? texts.deliveryAddress : both;
  return (
    <section aria-labelledby="details" className="card p-5 sm:p-6">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="details" className="text-title text-balance min-w-0 grow basis-[9ch] wrap-break-word">
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
        <form
          id="forget"
          method="post"
          action={formAddress(session.link, "forget")}
          className="mt-3 flex flex-wrap items-baseline gap-x-4"
        >
          <p className="text-caption text-muted">{texts.isRemembered}</p>
          <button type="submit" className="link min-h-11">
            {texts.forgetDetails}
          </button>
        </form>
      ) : null}
    </section>
  );
}
