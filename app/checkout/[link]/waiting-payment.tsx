import type { CheckoutSession } from "#lib/checkout/session.ts";
import { formatMoney } from "#lib/money.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { absoluteUrl } from "#lib/wire/product-view.ts";
import { Notice } from "../../components/notice.tsx";
import { LookAgain } from "../../components/look-again.tsx";
import { componentTexts } from "../../components/texts/component-texts.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";
import { walletTexts } from "../texts/wallet/wallet-texts.ts";
import { stoppedAt, type FormAnswer } from "./form-state.ts";
import { OpenPayment } from "./open-payment.tsx";
import { StepHeading } from "./step-heading.tsx";
import { STEP } from "./step.ts";

/** A session with an open payment: either the buyer has something to do, or only the payment service knows. */
export function WaitingPayment({
  session,
  isWallet,
  isUnanswered = false,
  mayChange,
  publicUrl,
  locale,
  answer,
}: {
  readonly session: CheckoutSession;
  /** The open payment is a wallet's: there is no page of it, only the bank's question. */
  readonly isWallet: boolean;
  /** Its buyer comes from paying, and nobody could be asked yet whether it is paid. */
  readonly isUnanswered?: boolean;
  /** False in another browser than that of the buyer, which can only pay. */
  readonly mayChange: boolean;
  readonly publicUrl: string;
  readonly locale: string;
  /** What the form that was sent last led to. */
  readonly answer: FormAnswer | null;
}) {
  const texts = checkoutTexts(locale);
  if (session.status !== "awaiting_buyer") return <StillChecking href={`/checkout/${session.link}`} locale={locale} />;
  if (isUnanswered) return <StillChecking href={`/checkout/${session.link}/done`} locale={locale} />;
  const isInstant = session.attempt.route === "instant";
  const confirmAt = isInstant && session.actionUrl !== null ? absoluteUrl(session.actionUrl, publicUrl) : null;
  const page = mayChange ? texts.notPaidYetText : texts.notPaidYetElsewhere;
  const total = formatMoney(session.totals.total, locale);
  return (
    <section aria-labelledby={STEP} className="card flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex flex-col gap-2">
        <StepHeading>{isInstant || isWallet ? texts.confirmTitle : texts.notPaidYetTitle}</StepHeading>
        <p className="text-muted">
          {isInstant ? texts.confirmText : isWallet ? walletTexts(locale).confirmText : page(total)}
        </p>
      </div>
      {mayChange ? null : <Notice tone="neutral">{texts.openedElsewhere}</Notice>}
      <OpenPayment
        link={session.link}
        shown={shownDigest(session)}
        confirmAt={confirmAt}
        isWallet={isWallet}
        mayChange={mayChange}
        stopped={stoppedAt(answer, "payment")}
        texts={texts.openPayment}
      />
    </section>
  );
}

/** Money may have moved: nothing to do but to look again, and above all not to pay again. */
function StillChecking({ href, locale }: { readonly href: string; readonly locale: string }) {
  const texts = checkoutTexts(locale);
  return (
    <section aria-labelledby="checking" className="card flex flex-col gap-4 p-5 sm:p-6">
      <h2 id="checking" className="text-title">
        {texts.checkingTitle}
      </h2>
      <output>{texts.checkingText}</output>
      <LookAgain href={href} text={componentTexts(locale).checkAgain} />
    </section>
  );
}
