import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "#lib/money.ts";
import type { BankPage } from "#lib/payments/sandbox/bank-answers.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../request/link-part.ts";
import { ContentPolicy, formPolicy } from "../../components/content-policy.tsx";
import { Notice } from "../../components/notice.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { BankFrame } from "../bank-frame.tsx";
import { bankTexts } from "../texts/bank-texts.ts";
import type { BankTexts } from "../texts/en.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = bankTexts(await readerLocale());
  return { title: { absolute: name }, robots: { index: false, follow: false } };
}

/** The sandbox bank's payment page: what a payment service's hosted page would be, with every answer to choose from. */
export default async function BankPaymentPage({ params }: { readonly params: Promise<{ reference: string }> }) {
  const reference = readReference((await params).reference);
  const { bank, config } = await runtime();
  const page = reference === null ? null : (bank?.page(reference) ?? null);
  if (page === null) notFound();
  const locale = await readerLocale();
  const texts = bankTexts(locale);
  const amount = formatMoney(page.amount, locale);
  return (
    <BankFrame locale={locale}>
      <ContentPolicy policy={formPolicy(config)} />
      <div className="card flex flex-col gap-6 p-5 sm:p-8">
        <div>
          <h1 className="text-caption font-medium text-muted wrap-anywhere">{texts.paymentTo(page.sellerName)}</h1>
          <p className="mt-1 text-heading font-semibold wrap-anywhere tabular-nums sm:text-display">{amount}</p>
        </div>
        {page.state === "paid" || page.state === "voided" ? (
          <Finished page={page} texts={texts} />
        ) : (
          <OpenPage page={page} amount={amount} texts={texts} />
        )}
      </div>
    </BankFrame>
  );
}

function Finished({ page, texts }: { readonly page: BankPage; readonly texts: BankTexts }) {
  return (
    <>
      {page.state === "paid" ? (
        <Notice tone="positive" title={texts.paidTitle}>
          {texts.paidText}
        </Notice>
      ) : (
        <Notice tone="neutral" title={texts.closedTitle}>
          {texts.closedText}
        </Notice>
      )}
      <a href={page.returnUrl} className="button">
        {texts.backToShop}
      </a>
    </>
  );
}

function OpenPage({
  page,
  amount,
  texts,
}: {
  readonly page: BankPage;
  readonly amount: string;
  readonly texts: BankTexts;
}) {
  return (
    <>
      {page.state === "declined" ? (
        <Notice tone="danger" title={texts.declinedTitle}>
          {texts.declinedText}
        </Notice>
      ) : null}
      <p className="text-muted">{texts.explanation}</p>
      <form method="post" action={`/sandbox-bank/${page.reference}/answer`} className="flex flex-col gap-3">
        <button type="submit" name="answer" value="pay" className="button min-h-14 text-lead">
          {texts.pay(amount)}
        </button>
        <button type="submit" name="answer" value="decline" className="button button-quiet">
          {texts.decline}
        </button>
        <button type="submit" name="answer" value="leave" className="button button-quiet">
          {texts.leave}
        </button>
        <div className="mt-3 flex flex-col gap-2 border-t border-line pt-5">
          <button type="submit" name="answer" value="pay_twice" className="button button-quiet">
            {texts.payTwice}
          </button>
          <p className="text-caption text-muted">{texts.payTwiceText}</p>
        </div>
      </form>
    </>
  );
}
