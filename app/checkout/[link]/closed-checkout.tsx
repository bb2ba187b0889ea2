import type { CheckoutSession } from "#lib/checkout/session.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { BackToChat } from "../../components/back-to-chat.tsx";
import { checkoutTexts } from "../texts/checkout-texts.ts";

/** A checkout that takes no payment any more. */
export function ClosedCheckout({
  session,
  returnUrl,
  locale,
}: {
  readonly session: CheckoutSession;
  readonly returnUrl: string | null;
  readonly locale: string;
}) {
  const texts = checkoutTexts(locale);
  const isExpired = session.status === "expired";
  return (
    <section aria-labelledby="closed" className="card flex flex-col gap-4 p-5 sm:p-6">
      <h2 id="closed" className="text-title">
        {isExpired ? texts.expiredTitle : texts.canceledTitle}
      </h2>
      <p>{sentences(texts.locale, isExpired ? texts.expiredText : texts.canceledText, texts.buyAgain)}</p>
      {/* The sentence above leads back where there is no address to go to. */}
      {returnUrl === null ? null : <BackToChat returnUrl={returnUrl} locale={locale} />}
    </section>
  );
}
