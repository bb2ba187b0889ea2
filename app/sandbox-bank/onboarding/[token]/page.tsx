import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { OnboardingPage } from "#lib/payments/sandbox/sellers/desk.ts";
import { REQUIREMENTS } from "#lib/payments/sandbox/sellers/accounts.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../request/link-part.ts";
import { ContentPolicy, formPolicy } from "../../../components/content-policy.tsx";
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

type Props = { readonly params: Promise<{ token: string }> };

/** Where a seller tells the sandbox bank what it wants to know. A link that was used or is too old leads to where a new one is made. */
export default async function BankOnboardingPage({ params }: Props) {
  const token = readReference((await params).token);
  const { bank, config } = await runtime();
  const page = token === null ? null : (bank?.sellers.page(token) ?? null);
  if (token === null || page === null) notFound();
  if (!page.link.isOpen) redirect(page.link.refreshUrl);
  const locale = await readerLocale();
  const texts = bankTexts(locale);
  return (
    <BankFrame locale={locale}>
      <ContentPolicy policy={formPolicy(config)} />
      <div className="card flex flex-col gap-6 p-5 sm:p-8">
        <h1 className="text-title font-semibold wrap-anywhere">{texts.accountOf(page.name)}</h1>
        <Wanted page={page} texts={texts} />
        <form method="post" action={`/sandbox-bank/onboarding/${token}/answer`} className="flex flex-col gap-3">
          {page.account.requirements.length === 0 ? null : (
            <button type="submit" name="answer" value="provide" className="button min-h-14 text-lead">
              {texts.provide}
            </button>
          )}
          <button type="submit" name="answer" value="leave" className="button button-quiet">
            {texts.backToShop}
          </button>
        </form>
      </div>
    </BankFrame>
  );
}

function Wanted({ page, texts }: { readonly page: OnboardingPage; readonly texts: BankTexts }) {
  const { requirements } = page.account;
  if (requirements.length === 0)
    return (
      <Notice tone="positive" title={texts.nothingWantedTitle}>
        {texts.nothingWantedText}
      </Notice>
    );
  const wanted = REQUIREMENTS.filter((one) => requirements.some(({ what }) => what === one));
  return (
    <>
      <p className="text-muted">{texts.onboardingText}</p>
      <div>
        <h2 className="font-semibold">{texts.stillWanted}</h2>
        <ul className="mt-2 list-disc ps-5">
          {wanted.map((what) => (
            <li key={what}>{texts.wanted[what]}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
