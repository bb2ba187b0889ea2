import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { unreachable } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import type { BankChallenge } from "#lib/payments/sandbox/bank-answers.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../request/link-part.ts";
import { Notice } from "../../../components/notice.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { BankFrame } from "../../bank-frame.tsx";
import { bankTexts } from "../../texts/bank-texts.ts";
import type { BankTexts } from "../../texts/en.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = bankTexts(await readerLocale());
  return { title: { absolute: name }, robots: { index: false, follow: false } };
}

/** The sandbox bank's confirmation of a card payment, as 3-D Secure would show it. */
export default async function BankChallengePage({ params }: { readonly params: Promise<{ reference: string }> }) {
  const reference = readReference((await params).reference);
  const { bank } = await runtime();
  const challenge = reference === null ? null : (bank?.challenge(reference) ?? null);
  if (challenge === null) notFound();
  const locale = await readerLocale();
  const texts = bankTexts(locale);
  return (
    <BankFrame locale={locale}>
      <div className="card flex flex-col gap-6 p-5 sm:p-8">
        <div>
          <h1 className="text-caption font-medium text-muted">{texts.confirmTitle}</h1>
          <p className="mt-1 wrap-anywhere">
            <strong className="block text-heading font-semibold tabular-nums sm:text-display">
              {formatMoney(challenge.amount, locale)}
            </strong>
            {challenge.sellerName === null ? null : (
              <span className="mt-1 block">{texts.paymentTo(challenge.sellerName)}</span>
            )}
          </p>
        </div>
        <Answer challenge={challenge} texts={texts} />
        {challenge.returnUrl === null || challenge.state === "open" ? null : (
          <a href={challenge.returnUrl} className="link self-start py-2">
            {texts.backToShop}
          </a>
        )}
      </div>
    </BankFrame>
  );
}

function Answer({ challenge, texts }: { readonly challenge: BankChallenge; readonly texts: BankTexts }) {
  switch (challenge.state) {
    case "open":
      return (
        <form
          method="post"
          action={`/sandbox-bank/challenge/${challenge.reference}/answer`}
          className="flex flex-col gap-3"
        >
          <p className="mb-2 text-muted">{texts.confirmText}</p>
          <button type="submit" name="answer" value="approve" className="button min-h-14 text-lead">
            {texts.approve}
          </button>
          <button type="submit" name="answer" value="refuse" className="button button-quiet">
            {texts.refuse}
          </button>
        </form>
      );
    case "approved":
      return (
        <Notice tone="positive" title={texts.approvedTitle}>
          {texts.approvedText}
        </Notice>
      );
    case "refused":
      return (
        <Notice tone="neutral" title={texts.refusedTitle}>
          {texts.refusedText}
        </Notice>
      );
    case "voided":
      return (
        <Notice tone="neutral" title={texts.canceledTitle}>
          {texts.canceledText}
        </Notice>
      );
    default:
      return unreachable(challenge.state);
  }
}
