import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { entitlementId } from "#lib/ids.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { pageStorefront } from "../../../request/page-storefront.ts";
import { readReference } from "../../../request/link-part.ts";
import { LookAgain } from "../../../components/look-again.tsx";
import { PageFrame } from "../../../components/page-frame.tsx";
import { componentTexts } from "../../../components/texts/component-texts.ts";
import { readerLocale } from "../../../request/reader-locale.ts";
import { planTexts } from "../../texts/plan-texts.ts";
import { PlanState } from "./plan-state.tsx";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: planTexts(await readerLocale()).donePageTitle, robots: { index: false, follow: false } };
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Where the payment page sends the buyer. What it says comes from the subscription itself, never from the address. */
export default async function PlanDonePage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ plan: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const { config } = await runtime();
  const storefront = await pageStorefront();
  const plan = storefront.plan((await params).plan);
  const reference = readReference((await searchParams)["entitlement"]);
  const entitlement = reference === null ? null : await storefront.checkEntitlement(entitlementId(reference));
  if (plan === null || entitlement === null || entitlement.planId !== plan.id) notFound();
  const locale = await readerLocale();
  const texts = planTexts(locale);
  const { status } = entitlement;
  return (
    <PageFrame name={plan.sellerName} linksHome={false} isTest={config.payment.mode === "test"} locale={locale}>
      <div className="mx-auto flex max-w-xl flex-col gap-6">
        <h1 className="text-heading">{texts.titles[status]}</h1>
        <section className="card flex flex-col items-start gap-4 p-5 sm:p-6">
          <PlanState entitlement={entitlement} plan={plan} locale={locale} />
          {status === "pending" ? (
            <LookAgain
              href={`/plans/${plan.id}/done?entitlement=${entitlement.id}`}
              text={componentTexts(locale).checkAgain}
            />
          ) : null}
        </section>
      </div>
      <script type="module" src="/look-again.js" />
    </PageFrame>
  );
}
