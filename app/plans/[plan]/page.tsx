import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { ContentPolicy, formPolicy } from "../../components/content-policy.tsx";
import { PageFrame } from "../../components/page-frame.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { planTexts } from "../texts/plan-texts.ts";
import { readProblem } from "./plan-form.ts";
import { PlanOffer } from "./plan-offer.tsx";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: planTexts(await readerLocale()).pageTitle, robots: { index: false, follow: false } };
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A plan and the way to its payment page. A plain form, which needs no JavaScript. */
export default async function PlanPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ plan: string }>;
  readonly searchParams: Promise<Query>;
}) {
  const { config } = await runtime();
  const storefront = await pageStorefront();
  const plan = storefront.plan((await params).plan);
  if (plan === null) notFound();
  const query = await searchParams;
  const problem = readProblem(query["problem"]);
  const locale = await readerLocale();
  return (
    <PageFrame name={plan.sellerName} linksHome={false} isTest={config.payment.mode === "test"} locale={locale}>
      <ContentPolicy policy={formPolicy(config)} />
      <div className="mx-auto flex max-w-xl flex-col gap-6">
        <h1 className="text-heading">
          <bdi>{plan.title}</bdi>
        </h1>
        <PlanOffer plan={plan} holder={readHolder(query["holder"]) ?? ""} problem={problem} locale={locale} />
      </div>
    </PageFrame>
  );
}
